"""What ties statements together: echoes and disputes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso.ledger import page
from sayso.web.access import Reader
from sayso.web.api.answers import After, Limit, Text, paged
from sayso.web.api.models import Items

router = APIRouter(tags=["links"])


@router.get("/disputes", response_model=None, responses={200: {"model": Items}})
def disputes(
    request: Request,
    ledger: Reader,
    speaker: Annotated[Text, Query(description="Who denies, or is denied")] = None,
    since: Text = None,
    until: Text = None,
    min_score: Annotated[float, Query(ge=0, le=1)] = 0.0,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """Denials with what they deny, the latest first."""
    found = ledger.disputes(
        speaker=speaker,
        since=since,
        until=until,
        min_score=min_score,
        limit=limit + 1,
        after=after,
    )
    listed = page(found, limit)
    items = [each.to_dict() for each in listed.hits]
    return paged(request, {"items": items, "next": listed.next})


@router.get("/echoes", response_model=None, responses={200: {"model": Items}})
def echoes(
    request: Request,
    ledger: Reader,
    speaker: Text = None,
    since: Text = None,
    until: Text = None,
    min_size: Annotated[int, Query(ge=2, le=1_000_000)] = 2,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """Statements that appear in several articles, those that appear most first."""
    found = ledger.echoes(
        speaker=speaker,
        since=since,
        until=until,
        min_size=min_size,
        limit=limit + 1,
        after=after,
    )
    listed = page(found, limit)
    items = [each.to_dict() for each in listed.hits]
    return paged(request, {"items": items, "next": listed.next})
