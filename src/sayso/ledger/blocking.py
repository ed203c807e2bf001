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
_LAST: Final = (1 << 63) - 1
"""No statement's key is greater."""


def remember(connection: apsw.Connection, statement: Comparable) -> None:
    """Leave the hashes of a statement for those that come later.

    Those of what it said before it was corrected stay: whoever finds it by them compares
    what it says now.
    """
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


def alike(
    connection: apsw.Connection, statement: Comparable, most: int, *, later: bool = False
) -> list[int]:
    """The statements that may be the same in other articles, the likeliest first, by key.

    Args:
        connection: to the ledger.
        statement: that is held against them.
        most: how many.
        later: whether those that came after it are wanted, and not those before it.
    """
    among = (statement.key + 1, _LAST) if later else (0, statement.key - 1)
    found: Counter[int] = Counter()
    for each in statement.blocks.runs:
        keys: list[tuple[Any, ...]] = connection.execute(
            "SELECT statement FROM wording WHERE hash = ? AND statement BETWEEN ? AND ? LIMIT ?",
            (each, *among, _POSTED),
        ).fetchall()
        for (key,) in keys:
            found[key] += 2 + 6 // len(keys)
    for each in statement.blocks.own:
        rows = _near(connection, each, statement.denies, statement.day, among, _DAY)
        for key in rows:
            found[key] += 1 + 3 // len(rows)
    return [key for key, _ in found.most_common(most)]


def related(
    connection: apsw.Connection,
    statement: Comparable,
    denies: bool,
    most: int,
    *,
    anywhere: bool = False,
) -> list[int]:
    """The statements that are about the same, the likeliest first, by key.

    Args:
        connection: to the ledger.
        statement: that is held against them.
        denies: whether those that deny are wanted, or those that do not.
        most: how many.
        anywhere: whether those that came after it are wanted, too, and not only those before it.
    """
    among = (0, _LAST if anywhere else statement.key - 1)
    found: Counter[int] = Counter()
    for each in statement.blocks.own + statement.blocks.about:
        rows = _near(connection, each, denies, statement.day, among, None)
        for key in rows:
            found[key] += 2 + 6 // len(rows)
    return [key for key, _ in found.most_common(most)]


def _near(
    connection: apsw.Connection,
    hashed: int,
    denies: bool,
    day: int,
    among: tuple[int, int],
    days: int | None,
) -> list[int]:
    first, last = (day - days, day + days) if days is not None else (0, 1 << 30)
    later: list[tuple[Any, ...]] = connection.execute(
        "SELECT statement FROM clue WHERE hash = ? AND denies = ? AND day BETWEEN ? AND ?"
        " AND statement BETWEEN ? AND ? ORDER BY day, statement LIMIT ?",
        (hashed, denies, day, last, *among, _NEAREST),
    ).fetchall()
    earlier: list[tuple[Any, ...]] = connection.execute(
        "SELECT statement FROM clue WHERE hash = ? AND denies = ? AND day BETWEEN ? AND ?"
        " AND statement BETWEEN ? AND ? ORDER BY day DESC, statement DESC LIMIT ?",
        (hashed, denies, first, day - 1, *among, _NEAREST),
    ).fetchall()
    return [key for (key,) in (*later, *earlier)]
