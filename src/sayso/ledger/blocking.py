"""Which statements are worth comparing: those that share uncommon words.

Every statement leaves hashes of some of its words in two tables. Looking one up
gives a bounded number of statements, so that the cost of a new one does not grow
with how many there are.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import apsw

from sayso.ledger.comparable import Comparable

_POSTED: Final = 16
"""Statements under one run of words; what more say is a stock phrase."""
_NEAREST: Final = 16
"""Statements that are looked at under one clue, on each side in time."""
_DAY: Final = 3
"""Days between two reports of the same saying in other words."""


def remember(connection: apsw.Connection, statement: Comparable) -> None:
    """Leave the hashes of a statement for those that come later."""
    for each in statement.blocks.runs:
        connection.execute(
            "INSERT OR IGNORE INTO wording (hash, statement) SELECT ?1, ?2"
            " WHERE (SELECT count(*) FROM (SELECT 1 FROM wording WHERE hash = ?1 LIMIT ?3)) < ?3",
            (each, statement.key, _POSTED),
        )
    connection.executemany(
        "INSERT OR IGNORE INTO clue (hash, denies, day, statement) VALUES (?, ?, ?, ?)",
        [
            (each, statement.denies, statement.day, statement.key)
            for each in statement.blocks.own + statement.blocks.about
        ],
    )


def alike(connection: apsw.Connection, statement: Comparable, most: int) -> list[int]:
    """The statements that may be the same in other articles, the likeliest first, by key."""
    found: Counter[int] = Counter()
    for each in statement.blocks.runs:
        keys: list[tuple[Any, ...]] = connection.execute(
            "SELECT statement FROM wording WHERE hash = ? LIMIT ?", (each, _POSTED)
        ).fetchall()
        for (key,) in keys:
            found[key] += 2 + 6 // len(keys)
    for each in statement.blocks.own:
        rows = _near(connection, each, statement.denies, statement.day, statement.key, _DAY)
        for key in rows:
            found[key] += 1 + 3 // len(rows)
    return [key for key, _ in found.most_common(most)]


def related(
    connection: apsw.Connection, statement: Comparable, denies: bool, before: int, most: int
) -> list[int]:
    """The statements that are about the same, the likeliest first, by key.

    Args:
        connection: to the ledger.
        statement: that is held against them.
        denies: whether those that deny are wanted, or those that do not.
        before: a statement's key; only those before it.
        most: how many.
    """
    found: Counter[int] = Counter()
    for each in statement.blocks.own + statement.blocks.about:
        rows = _near(connection, each, denies, statement.day, before, None)
        for key in rows:
            found[key] += 2 + 6 // len(rows)
    return [key for key, _ in found.most_common(most)]


def _near(
    connection: apsw.Connection, hashed: int, denies: bool, day: int, before: int, days: int | None
) -> list[int]:
    first, last = (day - days, day + days) if days is not None else (0, 1 << 30)
    later: list[tuple[Any, ...]] = connection.execute(
        "SELECT statement FROM clue WHERE hash = ? AND denies = ? AND day BETWEEN ? AND ?"
        " AND statement < ? ORDER BY day, statement LIMIT ?",
        (hashed, denies, day, last, before, _NEAREST),
    ).fetchall()
    earlier: list[tuple[Any, ...]] = connection.execute(
        "SELECT statement FROM clue WHERE hash = ? AND denies = ? AND day BETWEEN ? AND ?"
        " AND statement < ? ORDER BY day DESC, statement DESC LIMIT ?",
        (hashed, denies, first, day - 1, before, _NEAREST),
    ).fetchall()
    return [key for (key,) in (*later, *earlier)]
