"""How far each step of linking has come, and what steps have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

import apsw

from sayso.ledger.connecting import rows

Watch: TypeAlias = Callable[[str, int, int], object]
"""Told the step's name, how many rows are done, and how many there are."""
Step: TypeAlias = Callable[[apsw.Connection, Path, Watch], None]

_REVIEWS: Final = 500
"""Rows of reviews that are looked at in one transaction."""


def mark(connection: apsw.Connection, name: str) -> int:
    """The last row that the step of that name has dealt with, 0 at first."""
    row = connection.execute("SELECT key FROM mark WHERE name = ?", (name,)).fetchone()
    key = row[0] if row else 0
    assert isinstance(key, int)
    return key


def set_mark(connection: apsw.Connection, name: str, key: int) -> None:
    """Remember how far a step has come; inside of the transaction that writes its results."""
    connection.execute("INSERT OR REPLACE INTO mark (name, key) VALUES (?, ?)", (name, key))


def corrected(connection: apsw.Connection, name: str) -> tuple[set[int], int]:
    """The next statements that reviewers changed, rejected or took back since a step looked.

    Args:
        connection: to the ledger.
        name: of the step; its mark is the last row of ``review`` that it has dealt with.

    Returns:
        Their keys, and what the mark becomes; the mark as it is where there are no reviews.
    """
    last = mark(connection, name)
    found = rows(
        connection,
        "SELECT key, statement, field <> 'review' OR '\"rejected\"' IN (before, after)"
        " FROM review WHERE key > ? ORDER BY key LIMIT ?",
        (last, _REVIEWS),
    )
    return {statement for _, statement, matters in found if matters}, max(
        (key for key, *_ in found), default=last
    )
