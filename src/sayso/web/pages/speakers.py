"""Speakers: a list to find somebody in, and a page for each."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from sayso import reporting
from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.rendering import one_line
from sayso.web import queries
from sayso.web.access import PatientReader, Shelved, Writable
from sayso.web.charts import months, panel_chart
from sayso.web.security import own_form
from sayso.web.templating import address, render

router = APIRouter()

_PAGE: Final = 60
_MOST: Final = 600
_LATEST: Final = 12
_ECHOES: Final = 5
_KINDS: Final = ("person", "organization", "country", "document")
_DONE: Final = {
    "merge": "The two are one now.",
    "split": "Split in two.",
    "rename": "Renamed.",
    "undo": "Taken back.",
}


@router.get("/speakers")
def speakers(
    request: Request,
    ledger: PatientReader,
    shelf: Shelved,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _PAGE,
) -> Response:
    """Who speaks, those in most articles first; or whoever has a name."""
    inner = request.headers.get("hx-request") == "true"
    if not inner and not all(request.query_params.values()):
        return RedirectResponse(address("/speakers", q=q, kind=kind), 303)
    kind = kind if kind in _KINDS else ""
    asked = (q.strip() or None, kind or None, limit + 1)
    # Of whoever has said tens of thousands of things, they are all counted.
    found = shelf.remembered.get(
        ("people", *asked), lambda: ledger.people(asked[0], kind=asked[1], limit=asked[2])
    )
    more = len(found) > limit and limit < _MOST
    context: dict[str, object] = {
        "people": found[:limit],
        "q": q,
        "kind": kind,
        "kinds": [(each, address("/speakers", q=q, kind=each)) for each in _KINDS],
        "everybody": address("/speakers", q=q),
        "next": address("/speakers", q=q, kind=kind, limit=min(limit + 4 * _PAGE, _MOST))
        if more
        else None,
    }
    return render(request, "_people.html" if inner else "speakers.html", context)


@router.get("/speakers/{person}")
def speaker(request: Request, ledger: PatientReader, person: str, done: str = "") -> Response:
    """Everything about one speaker."""
    return _page(request, ledger, person, done=_DONE.get(done))


@router.post("/speakers/{person}/identity")
def identity(
    request: Request,
    shelf: Writable,
    person: str,
    form: Annotated[FormData, Depends(own_form)],
) -> Response:
    """Say who is who: merge with another, split off a name or a role, rename, take back."""
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    action, by, why = given.get("action", ""), given.get("by", ""), given.get("why", "")
    if action not in _DONE:
        raise HTTPException(400, "There is nothing of that kind to decide.")
    try:
        with shelf.writing() as ledger:
            person = _decide(ledger, person, action, by, why, given)
    except UsageError as error:
        with shelf.reading() as ledger:
            return _page(request, ledger, person, problem=one_line(str(error)))
    return RedirectResponse(f"/speakers/{quote(person, safe='')}?done={action}", 303)


def _decide(
    ledger: Ledger, person: str, action: str, by: str, why: str, given: dict[str, str]
) -> str:
    """Carry it out; whose page to show then."""
    known = ledger.person(person)
    match action:
        case "merge":
            ledger.merge(known.id, given.get("other", ""), by=by, why=why)
        case "split":
            parts: dict[str, Any] = {
                "aliases": [value for value in [given.get("alias", "")] if value],
                "roles": [value for value in [given.get("role", "")] if value],
                "called": given.get("called") or None,
            }
            ledger.split(known.id, by=by, why=why, **parts)
        case "rename":
            ledger.rename(known.id, given.get("called", ""), by=by, why=why)
        case _:
            decision = given.get("decision", "")
            if not decision.isdecimal() or len(decision) > 18:
                raise UsageError("there is no such decision")
            ledger.undo(int(decision), by=by)
    return known.id


def _page(
    request: Request,
    ledger: Ledger,
    person: str,
    *,
    done: str | None = None,
    problem: str | None = None,
) -> Response:
    known = ledger.person(person)
    found = ledger.search(speaker=known.id, limit=_LATEST)
    report = reporting.person(ledger, known.id, reporting.Scope(copies=True))
    panels = {panel.name: panel for panel in report.panels}
    charts: dict[str, object] = {}
    if "months" in panels:
        rows = [
            (str(month), "statements", float(number or 0))
            for month, number, *_ in panels["months"].rows
            if str(month)[:4].isdigit() and isinstance(number, int | float)
        ]
        charts["months"] = months(rows, ["statements"], speaker=known.id)
    if "outlets" in panels:
        charts["outlets"] = panel_chart(panels["outlets"])
    context: dict[str, object] = {
        "person": known,
        "report": report,
        "panels": panels,
        "charts": {name: chart for name, chart in charts.items() if chart},
        "hits": found.hits,
        "total": found.total,
        "titles": queries.titles(ledger, [each.article for each in found.hits if not each.title]),
        "all": address("/search", speaker=known.id),
        "denials": ledger.search(speaker=known.id, stance="denies", limit=5).hits,
        "about_them": ledger.search(about=known.name, limit=6).hits,
        "disputes": ledger.disputes(speaker=known.id, limit=5),
        "echoes": ledger.echoes(speaker=known.id, limit=_ECHOES),
        "decisions": ledger.decisions(known.id)[:30],
        "done": done,
        "problem": problem,
    }
    about_ids = [each.statement.id for each in context["about_them"]]  # type: ignore[attr-defined]
    context["who"] = queries.speakers(ledger, about_ids)
    return render(request, "speaker.html", context, status=400 if problem else 200)
