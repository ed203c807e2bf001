"""Echoes of what reviewers have corrected are gathered anew."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import apsw

from sayso.ledger.blocking import alike
from sayso.ledger.comparable import of_keys
from sayso.ledger.connecting import guarded, one, rows, transaction
from sayso.ledger.echoes.gathering import LOOKED_AT, STEP, join, place, worth
from sayso.ledger.marking import Watch, corrected, mark, set_mark
from sayso.ledger.vectors import Vectors

RENEWED: Final = "echoes of corrected"
_SOME: Final = "(SELECT value FROM json_each(?))"


def renew(connection: apsw.Connection, path: Path, watch: Watch) -> None:
    """Gather the echoes of corrected statements anew; a step of linking.

    Every echo that such a statement is in is dissolved, and its statements are placed again
    in the order in which they came, as if what they say now had been said from the start.
    Other echoes stay as they are but for those who join them.

    Raises:
        LedgerError: the ledger cannot be written to.
    """
    vectors = Vectors()
    with guarded(path):
        start = mark(connection, RENEWED)
        total = one(connection, "SELECT coalesce(max(key), 0) FROM review") - start
    last = start
    while True:
        with transaction(connection, path):
            changed, now = corrected(connection, RENEWED)
            if now == last:
                return
            # What was not gathered yet will be in its turn.
            reached = mark(connection, STEP)
            _renew(connection, {key for key in changed if key <= reached}, vectors)
            set_mark(connection, RENEWED, now)
        last = now
        watch(RENEWED, last - start, max(total, last - start))


def _renew(connection: apsw.Connection, changed: set[int], vectors: Vectors) -> None:
    again = changed | _dissolve(connection, changed)
    _place(connection, again, vectors)
    # Those that came later were not held against what it says now.
    later = {
        each: set(alike(connection, each, LOOKED_AT, later=True))
        for each in of_keys(connection, changed)
    }
    free = _outside(connection, set().union(*later.values()) - again)
    _place(connection, free, vectors)
    for each, keys in later.items():
        if _outside(connection, [each.key]):
            join(connection, each, worth(each, of_keys(connection, keys)), vectors)


def _place(connection: apsw.Connection, keys: Iterable[int], vectors: Vectors) -> None:
    statements = sorted(of_keys(connection, keys), key=lambda each: each.key)
    place(connection, statements, vectors)


def _dissolve(connection: apsw.Connection, keys: Iterable[int]) -> set[int]:
    """Take the echoes of statements away; all that were in them."""
    found = rows(
        connection,
        f"SELECT DISTINCT echo FROM appearing WHERE statement IN {_SOME}",
        (json.dumps(list(keys)),),
    )
    echoes = (json.dumps([echo for (echo,) in found]),)
    members = rows(connection, f"SELECT statement FROM appearing WHERE echo IN {_SOME}", echoes)
    connection.execute(f"DELETE FROM appearing WHERE echo IN {_SOME}", echoes)
    connection.execute(f"DELETE FROM echo WHERE key IN {_SOME}", echoes)
    return {statement for (statement,) in members}


def _outside(connection: apsw.Connection, keys: Iterable[int]) -> list[int]:
    """Those that are in no echo."""
    found = rows(
        connection,
        "SELECT value FROM json_each(?)"
        " WHERE NOT EXISTS (SELECT 1 FROM appearing WHERE statement = value)",
        (json.dumps(list(keys)),),
    )
    return [key for (key,) in found]
