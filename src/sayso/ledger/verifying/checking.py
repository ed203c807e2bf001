"""The order of the checks."""

from __future__ import annotations

from pathlib import Path

import apsw

from sayso.ledger.marking import Watch
from sayso.ledger.verifying.findings import Verification
from sayso.ledger.verifying.originals import check_originals
from sayso.ledger.verifying.records import check_records
from sayso.ledger.verifying.tables import check_file, check_indexes


def verify(
    connection: apsw.Connection, path: Path, watch: Watch, *, originals: bool
) -> Verification:
    """Check the whole ledger as it is at one moment; others may write meanwhile.

    Args:
        connection: to the ledger; nothing is written to it.
        path: of the ledger.
        watch: told the step's name, how much is done, and how much there is.
        originals: whether the files that articles were read from are read again.
    """
    found = Verification()
    connection.execute("BEGIN")  # all steps see the same rows
    try:
        check_file(connection, found, watch)
        check_records(connection, found, watch)
        check_indexes(connection, found, watch)
    except apsw.CorruptError as error:
        found.tell(
            "wrong",
            "ledger",
            str(path),
            f"is damaged ({error}); the checks stopped there. Restore it from a copy",
        )
        return found
    finally:
        connection.execute("ROLLBACK")
    if originals:
        check_originals(connection, found, watch)
    return found
