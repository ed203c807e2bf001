"""Whom the outlets quote, and how many sources have no name: the audit, by outlet and month."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from sayso.days import first_day, last_day
from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.reporting import Report, Scope, sources
from sayso.web.access import PatientReader, Shelved
from sayso.web.charts import panel_chart
from sayso.web.queries import counted_since
from sayso.web.templating import address, render

router = APIRouter()

_ROWS: Final = 60
_COUNTED: Final = 40_000
"""Of the statements that are asked for, those of the latest articles are counted, so many."""
_Text = Annotated[str, Query(max_length=200)]


@router.get("/sources")
def report(
    request: Request,
    ledger: PatientReader,
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
    found, bound = shelf.remembered.get(("sources", scope), lambda: _counted(ledger, scope))
    context: dict[str, object] = {
        "report": found,
        "bound": bound,
        "most": _COUNTED,
        "given": given,
        "problem": problem,
        "charts": {each.name: chart for each in found.panels if (chart := panel_chart(each))},
    }
    return render(request, "sources.html", context)


def _counted(ledger: Ledger, scope: Scope) -> tuple[Report, str | None]:
    """The report, and the first day of it if there would have been too much to count."""
    bound = counted_since(ledger, _COUNTED, until=scope.until, outlet=scope.outlet)
    if bound is None or (scope.since is not None and bound <= scope.since):
        return sources(ledger, scope, most=_ROWS), None
    return sources(ledger, replace(scope, since=bound), most=_ROWS), bound
