"""Corrected articles in the shape that ``training/`` and ``sayso evaluate`` read.

A line is an article with its outermost attributions, as in PolNeAR. Its ``labels`` tell more of
each attribution that a person has seen, named by article and index: in a file of their own, one
a line, they are the labels that go with the corpus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import apsw

from sayso.ledger import loading
from sayso.ledger.connecting import rows
from sayso.records import Article, Passage, Speaker, Statement

_JOINED: Final = " & "
"""Between those who speak together."""
_NOBODY: Final = "unknown"


def training_data(
    connection: apsw.Connection, *, complete: bool = False
) -> Iterator[dict[str, Any]]:
    """Lines for articles in which a person decided something, without what was rejected.

    Args:
        connection: to the ledger.
        complete: only articles whose statements were all looked at. In the others the
            attributions that nobody looked at are the model's own, right or wrong.
    """
    having = "count(*) = count(review)" if complete else "count(review) > 0"
    for (key,) in rows(
        connection,
        f"SELECT article FROM statement GROUP BY article HAVING {having} ORDER BY article",
    ):
        article = loading.article(connection, key)
        reviews: dict[str, str | None] = dict(
            rows(connection, "SELECT id, review FROM statement WHERE article = ?", (key,))
        )
        yield _article(article, reviews)


def _article(article: Article, reviews: dict[str, str | None]) -> dict[str, Any]:
    kept = [each for each in article.statements if reviews[each.id] != "rejected"]
    roots = _roots(article.statements, {each.id for each in kept})
    outermost = [each for each in kept if roots[each.id] == each.id]
    return {
        "doc": article.id,
        "publisher": article.outlet,
        "date": article.published,
        "title": article.title,
        "author": article.byline,
        "text": article.text,
        "attributions": [
            {
                "source": _fragments(each.source),
                "cue": _fragments(each.cue),
                "content": _fragments(each.content),
                "review": reviews[each.id],
            }
            for each in outermost
        ],
        "annotators": [],
        "sentences": None,
        "coref": None,
        "labels": [
            {"doc": article.id, "i": index}
            | _labels(each)
            | {
                "role": each.speaker.role if each.speaker else None,
                "kind": each.speaker.kind if each.speaker else "unknown",
                "addressee": _names(each.addressees) or None,
                "nested": [
                    {
                        "source": _span(inner.source),
                        "cue": _span(inner.cue),
                        "content": _span(inner.content),
                        **_labels(inner),
                    }
                    for inner in kept
                    if inner is not each and roots[inner.id] == each.id
                ],
            }
            for index, each in enumerate(outermost)
            if reviews[each.id]
        ],
    }


def _labels(statement: Statement) -> dict[str, Any]:
    return {
        "speaker": _names(statement.speakers) or _NOBODY,
        "type": statement.type,
        "stance": statement.stance,
        "hedge": statement.hedge,
    }


def _names(people: Sequence[Speaker]) -> str:
    return _JOINED.join(person.name for person in people)


def _roots(statements: Sequence[Statement], kept: set[str]) -> dict[str, str]:
    """For each statement the outermost of those kept that it stands in, else itself."""
    parents = {each.id: each.parent for each in statements}
    roots = {}
    for each in statements:
        root, above = each.id, each.parent
        while above is not None:
            root = above if above in kept else root
            above = parents[above]
        roots[each.id] = root
    return roots


def _fragments(passage: Passage | None) -> list[list[int]]:
    return [list(span) for span in passage.fragments] if passage else []


def _span(passage: Passage | None) -> list[int] | None:
    # What is nested has one span in these files: of several fragments, the longest.
    if passage is None:
        return None
    start, end = max(passage.fragments, key=lambda span: span[1] - span[0])
    return [start, end]
