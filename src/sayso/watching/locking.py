"""One watch for a ledger: a second one would ask every feed twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from sayso.errors import LedgerError
from sayso.ledger.connecting import guarded


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else watches for the ledger at ``path`` meanwhile.

    An empty database beside the ledger is locked, by the means that SQLite has on
    every system; the lock ends with the process, however that ends. The ledger itself
    is not locked, others read and write it.

    Raises:
        LedgerError: somebody does so already.
    """
    beside = path.with_name(path.name + "-watch")
    with guarded(beside):
        lock = apsw.Connection(str(beside))
    try:
        with guarded(beside):
            lock.set_busy_timeout(0)
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except apsw.BusyError:
                raise LedgerError(
                    f"another sayso watch is at work on {path}; stop it first, or give all feeds"
                    " to one"
                ) from None
        yield
    finally:
        lock.close()
