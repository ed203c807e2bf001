"""New denials are tied to what they deny, and new claims to the denials that were there before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

import apsw

from sayso.ledger.comparable import of_articles
from sayso.ledger.connecting import guarded, one, transaction
from sayso.ledger.disputes.likeness import Pair, could_be, features, is_related, model, reason
from sayso.ledger.disputes.pairing import pairs
from sayso.ledger.marking import Watch, mark, set_mark
from sayso.ledger.vectors import Vectors
from sayso.records import digest

STEP: Final = "disputes"
_BATCH: Final = 25
"""Articles in one transaction."""
_CLAIMS: Final = 3
"""Claims that one denial is taken to deny in an article, or in those before it."""
_CLOSE: Final = 0.5
"""Share of the best one's probability that the others need."""

Weighed: TypeAlias = tuple[Pair, float, float]
"""A pair, its similarity, and the probability that it is a dispute."""


def find(connection: apsw.Connection, path: Path, watch: Watch) -> None:
    """Find what is disputed in all articles that came since the last time; a step of linking.

    Statements have to be remembered already: the step comes after that of echoes.

    Raises:
        LedgerError: the ledger cannot be written to.
    """
    vectors = Vectors()
    with guarded(path):
        last = mark(connection, STEP)
        total = one(connection, "SELECT count(*) FROM article WHERE key > ?", (last,))
    done = 0
    while True:
        with transaction(connection, path):
            first = mark(connection, STEP) + 1
            rows: list[tuple[Any, ...]] = connection.execute(
                "SELECT key FROM article WHERE key >= ? ORDER BY key LIMIT ?", (first, _BATCH)
            ).fetchall()
            if not rows:
                return
            statements = of_articles(connection, first, rows[-1][0])
            store(connection, chosen(weigh(pairs(connection, statements), vectors)))
            set_mark(connection, STEP, rows[-1][0])
        vectors.trim()
        done += len(rows)
        watch(STEP, min(done, total), total)


def weigh(found: Sequence[Pair], vectors: Vectors) -> list[Weighed]:
    """The pairs that are likely enough.

    Meaning costs most to compare: it is only where it could make the difference.
    """
    likely = model()
    open_ = [pair for pair in found if could_be(pair)]
    vectors.prepare(each.content for pair in open_ for each in (pair.denial, pair.claim))
    result = []
    for pair in open_:
        cosine = vectors.cosine(pair.denial.content, pair.claim.content)
        score = likely(features(pair, cosine)) if is_related(pair, cosine) else 0.0
        if score >= likely.threshold:
            result.append((pair, cosine, score))
    return result


def chosen(weighed: Iterable[Weighed]) -> list[Weighed]:
    """Of each denial the claims that it denies likeliest; of two that deny each other, one."""
    by_denial: dict[tuple[int, bool], list[Weighed]] = defaultdict(list)
    known: set[frozenset[int]] = set()
    for each in sorted(weighed, key=lambda found: -found[2]):
        (denial, claim, _), _, score = each
        both = frozenset((denial.key, claim.key))
        mine = by_denial[denial.key, denial.article == claim.article]
        if both in known or len(mine) == _CLAIMS:
            continue
        if mine and score < mine[0][2] * _CLOSE:
            continue
        known.add(both)
        mine.append(each)
    return [each for mine in by_denial.values() for each in mine]


def store(connection: apsw.Connection, found: Iterable[Weighed]) -> None:
    """Write disputes; those that are there already stay."""
    for pair, cosine, score in found:
        denial, claim = pair.denial, pair.claim
        connection.execute(
            "INSERT OR IGNORE INTO dispute (id, denial, claim, score, reason, day)"
            " SELECT ?, d.key, c.key, ?, ?, a.day FROM statement d, statement c, article a"
            " WHERE d.key = ? AND c.key = ? AND a.key = d.article",
            (
                digest("dispute", denial.id, claim.id),
                round(score, 4),
                reason(pair, cosine),
                denial.key,
                claim.key,
            ),
        )
