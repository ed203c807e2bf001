"""Who did what to whom."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso.ledger.searching import ActFilters
from sayso.records import InteractionType, Status
from sayso.web.access import Reader
from sayso.web.api.answers import After, Limit, Text, paged
from sayso.web.api.models import ActHits

router = APIRouter(tags=["interactions"])


@router.get("/interactions", response_model=None, responses={200: {"model": ActHits}})
def listed(
    request: Request,
    ledger: Reader,
    actor: Annotated[list[str] | None, Query(max_length=20)] = None,
    recipient: Annotated[list[str] | None, Query(max_length=20)] = None,
    type: Annotated[list[InteractionType] | None, Query()] = None,
    act: Annotated[list[str] | None, Query(max_length=20, description="praise, meet …")] = None,
    status: Annotated[list[Status] | None, Query()] = None,
    country: Annotated[list[str] | None, Query(max_length=20, description="RUS, IND …")] = None,
    outlet: Annotated[list[str] | None, Query(max_length=20)] = None,
    since: Text = None,
    until: Text = None,
    article: Text = None,
    min_confidence: Annotated[float | None, Query(ge=0, le=1)] = None,
    sort: Literal["newest", "oldest"] = "newest",
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """Find interactions."""
    given: dict[str, Any] = {
        "actor": actor,
        "recipient": recipient,
        "type": type,
        "act": act,
        "status": status,
        "country": country,
        "outlet": outlet,
        "since": since,
        "until": until,
        "article": article,
        "min_confidence": min_confidence,
    }
    filters = cast(ActFilters, {name: value for name, value in given.items() if value is not None})
    found = ledger.interactions(sort=sort, limit=limit, after=after, **filters)
    return paged(request, found.to_dict())
