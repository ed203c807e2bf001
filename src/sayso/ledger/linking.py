"""What ties records of different articles together, done after they are written.

Each step takes the rows that came since it last ran, and remembers how far it has
come (table ``mark``) in the same transaction as what it writes: stopped at any
moment, it goes on from there the next time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

import apsw

Watch: TypeAlias = Callable[[str, int, int], object]
"""Told the step's name, how many rows are done, and how many there are."""
Step: TypeAlias = Callable[[apsw.Connection, Path, Watch], None]

STEPS: Final[tuple[Step, ...]] = ()
"""In order: later ones build on earlier ones."""


def link(connection: apsw.Connection, path: Path, watch: Watch | None = None) -> None:
    """Run every step over what is new.

    Raises:
        LedgerError: the ledger cannot be written to.
    """
    for step in STEPS:
        step(connection, path, watch or _ignore)


def mark(connection: apsw.Connection, name: str) -> int:
    """The last row that the step of that name has dealt with, 0 at first."""
    row = connection.execute("SELECT key FROM mark WHERE name = ?", (name,)).fetchone()
    key = row[0] if row else 0
    assert isinstance(key, int)
    return key


def set_mark(connection: apsw.Connection, name: str, key: int) -> None:
    """Remember how far a step has come; inside of the transaction that writes its results."""
    connection.execute("INSERT OR REPLACE INTO mark (name, key) VALUES (?, ?)", (name, key))


def _ignore(name: str, done: int, total: int) -> None:
    pass
