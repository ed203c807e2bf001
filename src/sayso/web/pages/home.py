"""The front page: what there is, or how to begin."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from sayso.web import queries
from sayso.web.access import Shelf
from sayso.web.pages import reading
from sayso.web.templating import render

router = APIRouter()

_LATEST: Final = 6
_DISPUTES: Final = 4
_LOUDEST: Final = 10


@router.get("/")
def home(request: Request) -> Response:
    """What is in the ledger; without one, where to paste a text."""
    shelf = request.app.state.shelf
    if not isinstance(shelf, Shelf):
        return reading.form(request)
    with shelf.reading() as ledger:
        # What is said to be said tomorrow is no news.
        latest = ledger.search(limit=_LATEST, nested=False, until=queries.last_day(ledger))
        ids = [each.statement.id for each in latest.hits]
        context: dict[str, object] = {
            "counts": shelf.remembered.get("counts", ledger.counts),
            "latest": latest.hits,
            "who": queries.speakers(ledger, ids),
            "loudest": shelf.remembered.get("loudest", lambda: queries.loudest(ledger, _LOUDEST)),
            "titles": queries.titles(
                ledger, [each.article for each in latest.hits if not each.title]
            ),
            "disputes": ledger.disputes(limit=_DISPUTES),
        }
    return render(request, "home.html", context)
