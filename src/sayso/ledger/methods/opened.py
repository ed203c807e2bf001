"""What all methods of a ledger need: the file, open."""

from __future__ import annotations

from pathlib import Path

import apsw

from sayso.errors import LedgerError


class Opened:
    """A ledger's file, and whether it may be written to."""

    path: Path
    connection: apsw.Connection
    _write: bool

    def _check_writable(self) -> None:
        if not self._write:
            raise LedgerError(f"{self.path} was opened for reading; open it with write=True")
