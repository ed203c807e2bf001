"""Searching: statements by words and filters, a page at a time."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from sayso.ledger.searching import Filters
from sayso.records import Form, Hedge, Kind, Stance, Type
from sayso.web.access import Reader
from sayso.web.api.answers import After, Limit, Text, paged
from sayso.web.api.models import Hits

router = APIRouter(tags=["statements"])

Q = Annotated[
    str,
    Query(
        max_length=2000,
        description='Words, "phrases", begin*, OR, NOT or -, brackets; nothing: all statements',
        examples=['sanction* "foreign minister" -rumour'],
    ),
]


def narrowed(
    speaker: Annotated[
        list[str] | None, Query(max_length=20, description="A name or a person's id")
    ] = None,
    about: Annotated[Text, Query(description="Words or a name in the content")] = None,
    to: Annotated[list[str] | None, Query(max_length=20)] = None,
    kind: Annotated[list[Kind] | None, Query(description="Of the speaker")] = None,
    stance: Annotated[list[Stance] | None, Query()] = None,
    hedge: Annotated[list[Hedge] | None, Query()] = None,
    type: Annotated[list[Type] | None, Query()] = None,
    form: Annotated[list[Form] | None, Query()] = None,
    outlet: Annotated[list[str] | None, Query(max_length=20)] = None,
    since: Annotated[Text, Query(description="2026-03-31, 2026-03 or 2026")] = None,
    until: Text = None,
    dated: Annotated[
        Literal["said", "published"] | None, Query(description="Which day since and until mean")
    ] = None,
    unnamed: Annotated[bool | None, Query(description="Only, or without, unnamed sources")] = None,
    nested: Annotated[bool | None, Query(description="Only, or without, those in others")] = None,
    rejected: Annotated[bool, Query(description="Also what a review rejected")] = False,
    article: Annotated[Text, Query(description="The id of the only article")] = None,
    min_confidence: Annotated[float | None, Query(ge=0, le=1)] = None,
) -> Filters:
    """What a search is narrowed down by, as the address tells it."""
    given: dict[str, Any] = {
        "speaker": speaker,
        "about": about,
        "to": to,
        "kind": kind,
        "stance": stance,
        "hedge": hedge,
        "type": type,
        "form": form,
        "outlet": outlet,
        "since": since,
        "until": until,
        "dated": dated,
        "unnamed": unnamed,
        "nested": nested,
        "rejected": rejected or None,
        "article": article,
        "min_confidence": min_confidence,
    }
    return cast(Filters, {name: value for name, value in given.items() if value is not None})


@router.get("/search", response_model=None, responses={200: {"model": Hits}})
def search(
    request: Request,
    ledger: Reader,
    filters: Annotated[Filters, Depends(narrowed)],
    q: Q = "",
    sort: Literal["relevance", "newest", "oldest"] | None = None,
    facets: Annotated[bool, Query(description="Whether to count how the hits are spread")] = False,
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """Find statements."""
    found = ledger.search(q, sort=sort, limit=limit, after=after, facets=facets, **filters)
    return paged(request, found.to_dict())
