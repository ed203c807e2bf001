"""Articles: a list of them, and each whole."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from sayso.ledger.finding import article_key
from sayso.records import Article
from sayso.web import queries
from sayso.web.access import Reader
from sayso.web.api.answers import After, Limit, Text, answered, paged
from sayso.web.api.models import Articles

router = APIRouter(tags=["articles"])


@router.get("/articles", response_model=None, responses={200: {"model": Articles}})
def listed(
    request: Request, ledger: Reader, outlet: Text = None, limit: Limit = 50, after: After = None
) -> Response:
    """Articles, the last to come first."""
    before = article_key(ledger.connection, after) if after else None
    found = queries.article_list(ledger, limit + 1, before=before, outlet=outlet)
    items = [asdict(each) for each in found[:limit]]
    for each in items:
        del each["key"]
    more = items[-1]["id"] if len(found) > limit else None
    return paged(request, {"items": items, "next": more})


@router.get("/articles/{id}", response_model=None, responses={200: {"model": Article}})
def one(
    request: Request,
    ledger: Reader,
    id: Annotated[str, Path(max_length=100, description="An id, or how it begins")],
) -> Response:
    """An article with its text and all that was found in it: the JSON contract."""
    return answered(request, ledger.article(id).to_dict())
