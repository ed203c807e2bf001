"""Who speaks: persons, organizations, countries and documents over all articles."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from sayso.errors import UsageError
from sayso.web.access import Reader
from sayso.web.api.answers import After, Limit, Text, answered, paged
from sayso.web.api.models import Items

router = APIRouter(tags=["speakers"])

_MOST: Final = 1000
"""How far a list goes: who is looked for beyond has a name."""


@router.get("/speakers", response_model=None, responses={200: {"model": Items}})
def listed(
    request: Request,
    ledger: Reader,
    q: Annotated[Text, Query(description="A name, in any spelling, or a part of it")] = None,
    kind: Literal["person", "organization", "country", "document"] | None = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """Who is in most articles first."""
    start = _place(after)
    found = ledger.people(q or None, kind=kind, limit=min(start + limit + 1, _MOST))
    items = [person.to_dict() for person in found[start : start + limit]]
    more = str(start + limit) if len(found) > start + limit else None
    return paged(request, {"items": items, "next": more})


@router.get("/speakers/{id}", response_model=None)
def one(
    request: Request,
    ledger: Reader,
    id: Annotated[str, Path(max_length=300, description="An id or a name")],
) -> Response:
    """Somebody, with all their names and roles, and what was decided about them."""
    person = ledger.person(id)
    decisions = [each.to_dict() for each in ledger.decisions(person.id)]
    return answered(request, {**person.to_dict(), "decisions": decisions})


def _place(after: str | None) -> int:
    if after is None:
        return 0
    if not (after.isascii() and after.isdecimal() and int(after) <= _MOST):
        raise UsageError(f"{after!r:.40} is no place in this list; take `next` of the page before")
    return int(after)
