"""What SQLite knows of the file itself, and the search indexes held against fresh ones."""

from __future__ import annotations

from typing import Final

import apsw

from sayso.ledger.connecting import one
from sayso.ledger.marking import Watch, mark
from sayso.ledger.verifying.findings import Verification

_INDEXES: Final = (
    ("statement_index", "statement_entry", "search"),
    ("act_index", "act_entry", "acts"),
)
"""Each with the view that it is made of and the mark that tells how far it goes."""
_SHOWN: Final = 20


def check_file(connection: apsw.Connection, found: Verification, watch: Watch) -> None:
    """The pages of the file, its indexes and constraints, and that references lead somewhere."""
    watch("file", 0, 2)
    for (message,) in connection.execute(f"PRAGMA integrity_check({_SHOWN})"):
        if message != "ok":
            found.tell("wrong", "ledger", "file", str(message))
    watch("file", 1, 2)
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
        found.tell("wrong", "ledger", str(table), f"row {row} points to no row of {other}")
    watch("file", 2, 2)


def check_indexes(connection: apsw.Connection, found: Verification, watch: Watch) -> None:
    """Everything is entered, nothing else is, and every word as often as in a fresh index."""
    for number, (index, view, name) in enumerate(_INDEXES):
        watch("search index", number, len(_INDEXES))
        _check_index(connection, found, index, view, mark(connection, name))
    watch("search index", len(_INDEXES), len(_INDEXES))


def _check_index(
    connection: apsw.Connection, found: Verification, index: str, view: str, last: int
) -> None:
    (sql,) = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name = ?", (index,)
    ).fetchone() or ("",)
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({index})")]
    named = ", ".join(columns)
    # The same table anew, in memory.
    connection.execute(str(sql).replace(f"TABLE {index}", "TABLE temp.fresh", 1))
    connection.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {index}, col)")
    connection.execute("CREATE VIRTUAL TABLE temp.fresh_words USING fts5vocab(temp, fresh, col)")
    try:
        connection.execute(
            f"INSERT INTO temp.fresh (rowid, {named})"
            f" SELECT entry, {named} FROM main.{view} WHERE key <= ?",
            (last,),
        )
        for what, one_side, other in (
            ("is missing", "temp.fresh_docsize", f"main.{index}_docsize"),
            ("is of no record", f"main.{index}_docsize", "temp.fresh_docsize"),
        ):
            for (entry,) in connection.execute(
                f"SELECT id FROM {one_side} EXCEPT SELECT id FROM {other} LIMIT {_SHOWN}"
            ):
                found.tell("wrong", "index", index, f"entry {entry} {what}")
        for term, column in connection.execute(
            "SELECT DISTINCT term, col FROM (SELECT * FROM (SELECT * FROM temp.words EXCEPT"
            " SELECT * FROM temp.fresh_words) UNION ALL SELECT * FROM (SELECT * FROM"
            f" temp.fresh_words EXCEPT SELECT * FROM temp.words)) LIMIT {_SHOWN}"
        ):
            found.tell(
                "wrong", "index", index, f"{column} has {term!r:.60} more or less often than it is"
            )
        missed = one(connection, f"SELECT count(*) FROM {view} WHERE key > ?", (last,))
        if missed:
            found.tell("wrong", "index", index, f"{missed} records are not entered")
    finally:
        for name in ("words", "fresh_words", "fresh"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
