"""Whom the outlets quote, and how many sources have no name: the audit, by outlet and month."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.days import first_day, last_day
from sayso.errors import UsageError
from sayso.reporting import Scope, sources
from sayso.web.access import Reader, Shelved
from sayso.web.charts import panel_chart
from sayso.web.templating import address, render

router = APIRouter()

_ROWS: Final = 60
_Text = Annotated[str, Query(max_length=200)]


@router.get("/sources")
def report(
    request: Request,
    ledger: Reader,
    shelf: Shelved,
    outlet: _Text = "",
    since: _Text = "",
    until: _Text = "",
) -> Response:
    """The report on sources, of all or of some outlet and time."""
    given = {"outlet": outlet.strip(), "since": since.strip(), "until": until.strip()}
    if not all(request.query_params.values()):
        return RedirectResponse(address("/sources", **given), 303)
    problem, scope = None, Scope()
    try:
        scope = Scope(
            first_day(given["since"], "since").isoformat() if given["since"] else None,
            last_day(given["until"], "until").isoformat() if given["until"] else None,
            given["outlet"] or None,
        )
    except UsageError as error:
        problem = str(error)
    found = shelf.remembered.get(("sources", scope), lambda: sources(ledger, scope, most=_ROWS))
    context: dict[str, object] = {
        "report": found,
        "given": given,
        "problem": problem,
        "charts": {each.name: chart for each in found.panels if (chart := panel_chart(each))},
    }
    return render(request, "sources.html", context)
