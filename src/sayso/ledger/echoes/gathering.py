"""New statements join the echo that they belong to, or found one with an earlier statement."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import apsw

from sayso.ledger.blocking import alike, remember
from sayso.ledger.comparable import Comparable, after, of_keys, same_voice
from sayso.ledger.connecting import guarded, one, transaction
from sayso.ledger.echoes.likeness import (
    FEATURES,
    are_opposite,
    could_be,
    features,
    model,
    reason,
    shared,
)
from sayso.ledger.marking import Watch, mark, set_mark
from sayso.ledger.vectors import Vectors
from sayso.records import digest

STEP: Final = "echoes"
_BATCH: Final = 2_000
"""Statements in one transaction: hashes fall all over their tables, so many share a page."""
LOOKED_AT: Final = 12
"""Earlier statements that a new one is held against, those with most words in common."""
_COMPARED: Final = 8
"""Of these, how many in meaning, which costs most."""
_LEAST: Final = 0.3
"""Share of the shorter one's words in order without which words alone make no echo."""
_FEWEST: Final = 2
"""Words of matter; "it was true" is said by everybody."""
_FOUNDER: Final = 0.5
"""How far the threshold is let down for the founder: whoever cuts another part of a
long quotation is nearer to the one in whole."""


def gather(connection: apsw.Connection, path: Path, watch: Watch) -> None:
    """Find the echoes of all statements that came since the last time; a step of linking.

    Raises:
        LedgerError: the ledger cannot be written to.
    """
    vectors = Vectors()
    with guarded(path):
        last = mark(connection, STEP)
        total = one(connection, "SELECT count(*) FROM statement WHERE key > ?", (last,))
    done = 0
    while True:
        with transaction(connection, path):
            batch = after(connection, mark(connection, STEP), _BATCH)
            if not batch:
                return
            place(connection, batch, vectors)
            set_mark(connection, STEP, batch[-1].key)
        vectors.trim()
        done += len(batch)
        watch(STEP, min(done, total), total)


def place(connection: apsw.Connection, batch: list[Comparable], vectors: Vectors) -> None:
    """Let statements, in their order, join the echoes of earlier ones, or found some with them."""
    found = candidates(connection, batch)
    vectors.prepare(each.content for new, earlier in found if earlier for each in (new, *earlier))
    for new, earlier in found:
        join(connection, new, earlier, vectors)


def candidates(
    connection: apsw.Connection, batch: Iterable[Comparable]
) -> list[tuple[Comparable, list[Comparable]]]:
    """For each statement those before it that may be the same; all are remembered."""
    known: dict[int, Comparable] = {}
    blocked: list[tuple[Comparable, list[int]]] = []
    for new in batch:
        known[new.key] = new
        blocked.append((new, alike(connection, new, LOOKED_AT)))
        remember(connection, new)
    missing = {key for _, keys in blocked for key in keys} - known.keys()
    known.update((each.key, each) for each in of_keys(connection, missing))
    return [
        (new, worth(new, [known[key] for key in keys if key in known])) for new, keys in blocked
    ]


def worth(new: Comparable, earlier: Iterable[Comparable]) -> list[Comparable]:
    """Those that are worth comparing in meaning."""
    weighed = []
    for each in earlier:
        shorter = min(len(new.wording.stems), len(each.wording.stems))
        if each.article == new.article or shorter < _FEWEST or are_opposite(new, each):
            continue
        common = shared(new, each) / shorter
        if common >= _LEAST or same_voice(new, each):
            weighed.append((common, each))
    weighed.sort(key=lambda pair: -pair[0])
    return [each for _, each in weighed[:_COMPARED] if could_be(new, each)]


def join(
    connection: apsw.Connection,
    new: Comparable,
    earlier: list[Comparable],
    vectors: Vectors,
) -> None:
    """Let a statement join the echo of the likest of some others, if one is like enough."""
    weigh = model()
    scored = []
    for each in earlier:
        row = features(new, each, vectors.cosine(new.content, each.content))
        score = weigh(row)
        if score >= weigh.threshold:
            scored.append((score, each, row))
    scored.sort(key=lambda found: (-found[0], found[1].key))
    for score, nearest, row in scored:
        founder = _founder(connection, nearest)
        if _is_there(connection, nearest, new.article):
            continue
        if founder.key != nearest.key:
            held = features(new, founder, vectors.cosine(new.content, founder.content))
            if weigh(held) < weigh.threshold * _FOUNDER:
                continue
        echo = _echo_of(connection, nearest)
        connection.execute(
            "INSERT INTO appearing (statement, echo, nearest, score, reason, otherwise)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                new.key,
                echo,
                nearest.key,
                round(score, 4),
                reason(new, nearest, row),
                bool(row[FEATURES.index("other speaker")]),
            ),
        )
        connection.execute("UPDATE echo SET size = size + 1 WHERE key = ?", (echo,))
        return


def _is_there(connection: apsw.Connection, statement: Comparable, article: int) -> bool:
    """Whether the echo that a statement is in appears in an article already."""
    found = connection.execute(
        "SELECT 1 FROM appearing mine JOIN appearing each ON each.echo = mine.echo"
        " JOIN statement s ON s.key = each.statement"
        " WHERE mine.statement = ? AND s.article = ?",
        (statement.key, article),
    ).fetchone()
    return found is not None


def _echo_of(connection: apsw.Connection, statement: Comparable) -> int:
    """The key of the echo that a statement is in; it founds one if it is in none."""
    row = connection.execute(
        "SELECT echo FROM appearing WHERE statement = ?", (statement.key,)
    ).fetchone()
    if row is not None:
        key = row[0]
        assert isinstance(key, int)
        return key
    connection.execute(
        "INSERT INTO echo (id, founder, size) VALUES (?, ?, 1)",
        (digest("echo", statement.id), statement.key),
    )
    key = connection.last_insert_rowid()
    connection.execute(
        "INSERT INTO appearing (statement, echo, nearest, score, reason, otherwise)"
        " VALUES (?, ?, NULL, 1, 'founder', 0)",
        (statement.key, key),
    )
    return key


def _founder(connection: apsw.Connection, statement: Comparable) -> Comparable:
    """The founder of the echo that a statement is in; itself if it is in none."""
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT e.founder FROM appearing a JOIN echo e ON e.key = a.echo"
        " WHERE a.statement = ? AND e.founder <> a.statement",
        (statement.key,),
    ).fetchall()
    return next(iter(of_keys(connection, [key for (key,) in rows])), statement)
