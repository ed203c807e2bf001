"""The statements that nobody has looked at yet, the least certain first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import apsw

from sayso.errors import UsageError
from sayso.ledger.connecting import one, rows
from sayso.ledger.finding import article_key
from sayso.ledger.reviews.fields import CHOICES

_AT_ONCE: Final = 200
"""Ids that are fetched together: what is decided meanwhile is not offered again."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which ones to look at; without a filter, all."""

    speaker: str | None = None
    """Part of a speaker's name."""
    outlet: str | None = None
    article: str | None = None
    """Its id, or the beginning of it."""
    stance: str | None = None
    below: float = 1.0
    """Confidence at most."""


def waiting(connection: apsw.Connection, wanted: Waiting) -> Iterator[str]:
    """The ids of statements without a review, by rising confidence.

    Raises:
        UnknownError: there is no such article.
        UsageError: there is no such stance.
    """
    condition, values = _condition(connection, wanted)
    confidence, key = -1.0, 0
    while True:
        found = rows(
            connection,
            "SELECT s.id, s.confidence, s.key FROM statement s JOIN article a ON a.key = s.article"
            f" WHERE s.review IS NULL AND (s.confidence, s.key) > (?, ?) AND {condition}"
            " ORDER BY s.confidence, s.key LIMIT ?",
            (confidence, key, *values, _AT_ONCE),
        )
        if not found:
            return
        for statement_id, _, each in found:
            if one(connection, "SELECT review IS NULL FROM statement WHERE key = ?", (each,)):
                yield statement_id
        _, confidence, key = found[-1]


def count(connection: apsw.Connection, wanted: Waiting) -> int:
    """How many there are."""
    condition, values = _condition(connection, wanted)
    return one(
        connection,
        "SELECT count(*) FROM statement s JOIN article a ON a.key = s.article"
        f" WHERE s.review IS NULL AND {condition}",
        values,
    )


def _condition(
    connection: apsw.Connection, wanted: Waiting
) -> tuple[str, tuple[apsw.SQLiteValue, ...]]:
    parts = ["s.confidence <= ?"]
    given: list[apsw.SQLiteValue] = [wanted.below]
    if wanted.speaker is not None:
        parts.append(
            "EXISTS (SELECT 1 FROM voice v WHERE v.statement = s.key AND v.part = 'speaker'"
            " AND instr(lower(v.name), lower(?)))"
        )
        given.append(wanted.speaker)
    if wanted.outlet is not None:
        parts.append("a.outlet = ? COLLATE NOCASE")
        given.append(wanted.outlet)
    if wanted.article is not None:
        parts.append("s.article = ?")
        given.append(article_key(connection, wanted.article))
    if wanted.stance is not None:
        if wanted.stance not in CHOICES["stance"]:
            raise UsageError(
                f"there is no stance {wanted.stance!r:.40}; it is one of:"
                f" {', '.join(CHOICES['stance'])}"
            )
        parts.append("s.stance = ?")
        given.append(wanted.stance)
    return " AND ".join(parts), tuple(given)
