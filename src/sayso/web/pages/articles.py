"""The articles, and one of them whole: every attribution marked, or only the text to read."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from sayso.records import Article, Statement
from sayso.rendering import headline, outline
from sayso.web import queries
from sayso.web.access import Reader
from sayso.web.marking import marked, title_above
from sayso.web.templating import render

router = APIRouter()

_PAGE: Final = 40
_PART: Final = 150_000
"""Characters of a text on one page."""


@router.get("/articles")
def articles(
    request: Request,
    ledger: Reader,
    before: Annotated[int | None, Query(ge=0, lt=1 << 62)] = None,
    outlet: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """All articles, the last to come first."""
    found = queries.article_list(ledger, _PAGE + 1, before=before, outlet=outlet or None)
    context: dict[str, object] = {
        "articles": found[:_PAGE],
        "outlet": outlet,
        "before": before,
        "next": found[_PAGE - 1].key if len(found) > _PAGE else None,
    }
    return render(request, "articles.html", context)


@router.get("/articles/{article_id}")
def article(
    request: Request,
    ledger: Reader,
    article_id: str,
    view: Literal["marked", "reader"] = "marked",
    start: Annotated[int, Query(ge=0)] = 0,
    at: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    """One article; ``at`` is a character whose paragraph is to be found at ``#at``."""
    found = ledger.article(article_id)
    start = start if start < len(found.text) else 0
    if at is not None and not start <= at < _end(found.text, start):
        start = found.text.rfind("\n", 0, at) + 1 if at < len(found.text) else 0
    end = _end(found.text, start)
    reviews = queries.reviews(ledger, [each.id for each in found.statements[:5000]])
    here = [
        (depth, each)
        for depth, each in outline(found.statements)
        if start <= each.content.start < end and reviews.get(each.id) != "rejected"
    ]
    statements = [each for _, each in here]
    paragraphs = marked(found.text, statements if view == "marked" else [], start, end)
    context: dict[str, object] = {
        "article": found,
        "title": headline(found),
        "above": title_above(found.title, paragraphs),
        "view": view,
        "paragraphs": paragraphs,
        "statements": statements,
        "depths": [depth for depth, _ in here],
        "start": start,
        "end": end,
        "at": at,
        "previous": max(start - _PART, 0) if start else None,
        "people": people(found, statements),
        "copies": queries.copies(ledger, found.id),
        "first": queries.listed(ledger, found.duplicate_of) if found.duplicate_of else None,
    }
    return render(request, "article.html", context)


def people(article: Article, statements: list[Statement]) -> list[tuple[str, int]]:
    """Who speaks in it, and how often, the most frequent first; and who else acts in it."""
    counts: dict[str, int] = {}
    for statement in statements:
        for speaker in statement.speakers:
            counts[speaker.name] = counts.get(speaker.name, 0) + 1
    for interaction in article.interactions:
        for party in (*interaction.actors, *interaction.recipients):
            counts.setdefault(party.name, 0)
    return sorted(counts.items(), key=lambda each: -each[1])[:60]


def _end(text: str, start: int) -> int:
    """Where the part of a text ends that begins there: with a paragraph, if one ends nearby."""
    end = start + _PART
    if end >= len(text):
        return len(text)
    paragraph = text.find("\n", end, end + _PART // 10)
    return paragraph + 1 if paragraph >= 0 else end
