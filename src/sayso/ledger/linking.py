"""What ties records of different articles together, done after they are written.

Each step takes the rows that came since it last ran, or what reviewers have changed
since then, and remembers how far it has come (table ``mark``) in the same transaction
as what it writes: stopped at any moment, it goes on from there the next time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import apsw

from sayso.ledger import copies, disputes, echoes
from sayso.ledger.marking import Step, Watch, mark, set_mark
from sayso.ledger.people import link_people

__all__ = ["STEPS", "Step", "Watch", "link", "mark", "set_mark"]

STEPS: Final[tuple[Step, ...]] = (
    link_people,
    copies.mark_copies,
    echoes.renew,
    echoes.gather,
    disputes.renew,
    disputes.find,
)
"""In order: later ones build on earlier ones."""


def link(connection: apsw.Connection, path: Path, watch: Watch | None = None) -> None:
    """Run every step over what is new.

    Raises:
        LedgerError: the ledger cannot be written to.
    """
    for step in STEPS:
        step(connection, path, watch or ignore)


def ignore(name: str, done: int, total: int) -> None:
    """The watch of who does not look."""
