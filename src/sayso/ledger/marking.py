"""How far each step of linking has come, and what steps have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import apsw

Watch: TypeAlias = Callable[[str, int, int], object]
"""Told the step's name, how many rows are done, and how many there are."""
Step: TypeAlias = Callable[[apsw.Connection, Path, Watch], None]


def mark(connection: apsw.Connection, name: str) -> int:
    """The last row that the step of that name has dealt with, 0 at first."""
    row = connection.execute("SELECT key FROM mark WHERE name = ?", (name,)).fetchone()
    key = row[0] if row else 0
    assert isinstance(key, int)
    return key


def set_mark(connection: apsw.Connection, name: str, key: int) -> None:
    """Remember how far a step has come; inside of the transaction that writes its results."""
    connection.execute("INSERT OR REPLACE INTO mark (name, key) VALUES (?, ?)", (name, key))
