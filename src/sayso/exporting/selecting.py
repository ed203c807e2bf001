"""What of a ledger is exported: which articles, and which of their statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.ledger.connecting import guarded
from sayso.ledger.loading import article, reviews
from sayso.pruning import pruned
from sayso.records import Article

if TYPE_CHECKING:
    from sayso.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles to export; all by default, without what was rejected."""

    since: str | None = None
    """ISO date: articles that appeared on that day or later."""
    until: str | None = None
    """ISO date: articles that appeared on that day or earlier."""
    outlet: str | None = None
    rejected: bool = False
    """Also statements that somebody has rejected."""
    min_confidence: float = 0.0


def selected(ledger: Ledger, selection: Selection) -> Iterator[Article]:
    """The articles, in the order in which they were added, with the statements that count."""
    last = 0
    with guarded(ledger.path):
        while found := _after(ledger, selection, last):
            for last in found:
                yield _one(ledger, last, selection)


def _after(ledger: Ledger, selection: Selection, last: int) -> list[int]:
    # Some keys at a time, and no cursor left open, so that writers are not held up.
    rows = ledger.connection.execute(
        "SELECT key FROM article WHERE key > :last"
        " AND (:since IS NULL OR day >= :since) AND (:until IS NULL OR day <= :until)"
        " AND (:outlet IS NULL OR outlet = :outlet COLLATE NOCASE) ORDER BY key LIMIT 500",
        {
            "last": last,
            "since": selection.since,
            "until": selection.until,
            "outlet": selection.outlet,
        },
    )
    return [int(str(key)) for (key,) in rows]


def _one(ledger: Ledger, key: int, selection: Selection) -> Article:
    whole = article(ledger.connection, key)
    judged = reviews(ledger.connection, key)
    # What a person has accepted or mended is certain, whatever the model thought.
    return pruned(
        whole,
        lambda statement: (
            selection.rejected
            if judged.get(statement.id) == "rejected"
            else statement.id in judged or statement.confidence >= selection.min_confidence
        ),
    )
