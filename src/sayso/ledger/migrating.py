"""From whatever version a ledger's tables have to the newest, one step at a time.

Each file ``schema/NNN-name.sql`` takes the tables from version NNN - 1 to NNN.
A file that has been released is never changed; what is new comes in a new one.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import apsw

from sayso.errors import LedgerError
from sayso.ledger.connecting import APPLICATION_ID, guarded, one, transaction


@cache
def steps() -> tuple[str, ...]:
    """The SQL that leads from version i to i + 1, in order."""
    files = (
        each
        for each in (resources.files("sayso.ledger") / "schema").iterdir()
        if each.name.endswith(".sql")
    )
    ordered = sorted(files, key=lambda each: each.name)
    for number, each in enumerate(ordered, 1):
        assert each.name.startswith(f"{number:03}-"), f"{each.name} is not number {number}"
    return tuple(each.read_text(encoding="utf-8") for each in ordered)


def version(connection: apsw.Connection) -> int:
    """The version of the tables; 0 where there are none yet."""
    return one(connection, "PRAGMA user_version")


def migrate(connection: apsw.Connection, path: Path, to: int | None = None) -> None:
    """Bring the tables to version ``to``, by default the newest.

    Each step is a transaction of its own: a stop in between leaves a ledger of
    an older version, which the next opening takes on from there.

    Raises:
        LedgerError: the ledger was made by a newer Sayso.
    """
    check(connection, path)
    wanted = len(steps()) if to is None else to
    while version(connection) < wanted:
        with transaction(connection, path):
            # Another process may have been faster.
            now = version(connection)
            if now < wanted:
                connection.execute(steps()[now])
                connection.execute(f"PRAGMA user_version = {now + 1}")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def check(connection: apsw.Connection, path: Path) -> None:
    """See that this Sayso knows the ledger's tables.

    Raises:
        LedgerError: the ledger was made by a newer one.
    """
    with guarded(path):
        found = version(connection)
    if found > len(steps()):
        raise LedgerError(
            f"{path} was made by a newer Sayso (tables {found}, this one knows {len(steps())});"
            " update with: pip install --upgrade sayso"
        )
