"""What ties statements of different articles together: disputes and echoes."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.ledger import page
from sayso.web.access import Reader
from sayso.web.templating import address, render

router = APIRouter()

_PAGE: Final = 25
_Text = Annotated[str, Query(max_length=200)]


@router.get("/disputes")
def disputes(
    request: Request,
    ledger: Reader,
    speaker: _Text = "",
    since: _Text = "",
    until: _Text = "",
    after: _Text = "",
) -> Response:
    """Denials beside what they deny, the latest first."""
    given = {"speaker": speaker.strip(), "since": since.strip(), "until": until.strip()}
    if not all(request.query_params.values()):
        return RedirectResponse(address("/disputes", **given), 303)
    found = ledger.disputes(
        speaker=given["speaker"] or None,
        since=given["since"] or None,
        until=given["until"] or None,
        limit=_PAGE + 1,
        after=after or None,
    )
    listed = page(found, _PAGE)
    context: dict[str, object] = {
        "disputes": listed.hits,
        "given": given,
        "next": address("/disputes", **given, after=listed.next) if listed.next else None,
        "first": address("/disputes", **given) if after else None,
    }
    return render(request, "disputes.html", context)


@router.get("/echoes")
def echoes(
    request: Request,
    ledger: Reader,
    speaker: _Text = "",
    since: _Text = "",
    until: _Text = "",
    after: _Text = "",
) -> Response:
    """Statements that appear in several articles, and what became of their words."""
    given = {"speaker": speaker.strip(), "since": since.strip(), "until": until.strip()}
    if not all(request.query_params.values()):
        return RedirectResponse(address("/echoes", **given), 303)
    found = ledger.echoes(
        speaker=given["speaker"] or None,
        since=given["since"] or None,
        until=given["until"] or None,
        limit=_PAGE + 1,
        after=after or None,
    )
    listed = page(found, _PAGE)
    context: dict[str, object] = {
        "echoes": listed.hits,
        "given": given,
        "next": address("/echoes", **given, after=listed.next) if listed.next else None,
        "first": address("/echoes", **given) if after else None,
    }
    return render(request, "echoes.html", context)
