"""What a search gives: statements with the words around them, a page at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import apsw

from sayso.ledger import loading
from sayso.ledger.searching.indexing import KEY_MASK
from sayso.ledger.searching.querying import Term, Tokenizer
from sayso.records import Passage, Span, Statement

_REACH: Final = 300
"""Characters shown on either side of a statement in a paragraph that is longer."""


@dataclass(frozen=True, slots=True)
class Around:
    """The paragraph that a statement stands in, or as much of it as is near."""

    text: str
    start: int
    """Where it begins in the article's text."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"text": self.text, "start": self.start}


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found, and where."""

    statement: Statement
    article: str
    """Its id."""
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    place: str | None
    """Of the dateline."""
    day: str | None
    """When it was said, as far as that is known, else when the article appeared: ISO."""
    around: Around
    highlights: tuple[Span, ...]
    """What was looked for, in code points of ``statement.content.text``."""
    score: float | None
    """How well it fits, more is better; None where the order is by date."""
    review: str | None
    """What a reviewer made of it: accepted, edited, rejected, or None."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "statement": self.statement.to_dict(),
            "article": self.article,
            "title": self.title,
            "outlet": self.outlet,
            "published": self.published,
            "url": self.url,
            "place": self.place,
            "day": self.day,
            "around": self.around.to_dict(),
            "highlights": [list(span) for span in self.highlights],
            "score": None if self.score is None else round(self.score, 4),
            "review": self.review,
        }


def hits(
    connection: apsw.Connection,
    found: Sequence[tuple[int, float | None]],
    terms: Sequence[Term],
    tokenizer: Tokenizer,
) -> tuple[Hit, ...]:
    """The statements at entries of the index with their scores, as they are shown."""
    keys = [entry & KEY_MASK for entry, _ in found]
    statements = loading.statements_at(connection, keys)
    rows: dict[int, tuple[Any, ...]] = {}
    for key, *rest in connection.execute(
        "SELECT s.key, s.day, s.review, a.id, a.title, a.outlet, a.published, a.url, a.dateline,"
        " a.text FROM statement s JOIN article a ON a.key = s.article"
        " WHERE s.key IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    ):
        rows[key] = tuple(rest)
    made = []
    for key, (_, score) in zip(keys, found, strict=True):
        day, review, article, title, outlet, published, url, dateline, text = rows[key]
        statement = statements[key]
        parts = (statement.source, statement.cue, statement.content)
        made.append(
            Hit(
                statement=statement,
                article=article,
                title=title,
                outlet=outlet,
                published=published,
                url=url,
                place=json.loads(dateline)["place"] if dateline else None,
                day=day,
                around=around(text, [each for each in parts if each]),
                highlights=highlights(statement.content.text, terms, tokenizer),
                score=score,
                review=review,
            )
        )
    return tuple(made)


def around(text: str, parts: Sequence[Passage]) -> Around:
    """The paragraph of an article's text that holds these passages."""
    first = min(each.start for each in parts)
    last = max(each.end for each in parts)
    start = max(text.rfind("\n", 0, first) + 1, first - _REACH)
    end = text.find("\n", last)
    end = min(len(text) if end < 0 else end, last + _REACH)
    # Not in the middle of a word.
    while start < first and start > 0 and text[start - 1].isalnum():
        start += 1
    while end > last and end < len(text) and text[end].isalnum():
        end -= 1
    return Around(text[start:end], start)


def highlights(content: str, terms: Sequence[Term], tokenizer: Tokenizer) -> tuple[Span, ...]:
    """Where the terms stand in a content, from first to last, none within another."""
    tokens = tokenizer(content) if terms else []
    found: list[Span] = []
    for term in terms:
        *first, last = term.words
        for at in range(len(first), len(tokens)):
            word = tokens[at][2]
            if word == last or (term.prefix and word.startswith(last)):
                start = at - len(first)
                if first == [word for _, _, word in tokens[start:at]]:
                    found.append((tokens[start][0], tokens[at][1]))
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
