"""New rows into the indexes that search reads; what they hold, ``002-search.sql`` tells.

So is what results are counted by, of ``007-facets.sql``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final, cast

import apsw

from sayso.ledger.connecting import one, transaction
from sayso.ledger.marking import mark, set_mark
from sayso.ledger.searching.querying import Token, Tokenizer

KEY_BITS: Final = 40
KEY_MASK: Final = (1 << KEY_BITS) - 1
LAST_ENTRY: Final = (1 << 63) - 1
_BATCH: Final = 50_000
"""Rows entered at once: they are sorted in memory."""
_INDEXES: Final = {
    "search": (
        "statement",
        "INSERT INTO statement_index (rowid, content, speaker, addressee, outlet, tags)"
        " SELECT entry, content, speaker, addressee, outlet, tags FROM statement_entry"
        " WHERE key > ? AND key <= ? ORDER BY entry",
    ),
    "acts": (
        "interaction",
        "INSERT INTO act_index (rowid, actor, recipient, act, outlet, tags)"
        " SELECT entry, actor, recipient, act, outlet, tags FROM act_entry"
        " WHERE key > ? AND key <= ? ORDER BY entry",
    ),
    "facets": (
        "statement",
        "INSERT INTO facet SELECT * FROM facet_entry WHERE statement > ? AND statement <= ?",
    ),
}
"""By the name of the mark: the table, and how its rows are entered."""


def index_new(connection: apsw.Connection) -> None:
    """Enter all that is not entered yet; inside of the transaction that wrote it."""
    for name in _INDEXES:
        while _enter(connection, name):
            pass


def catch_up(connection: apsw.Connection, path: Path) -> None:
    """Enter what was written before there were these indexes, in short transactions.

    Raises:
        LedgerError: the ledger cannot be written to.
    """
    for name in _INDEXES:
        # Only then is the lock taken, for which a writer at work would have to be waited for.
        while _missing(connection, name):
            with transaction(connection, path):
                _enter(connection, name)


def _missing(connection: apsw.Connection, name: str) -> tuple[int, int] | None:
    """The keys after and up to which the next rows are to be entered."""
    table, _ = _INDEXES[name]
    done = mark(connection, name)
    last = one(connection, f"SELECT coalesce(max(key), 0) FROM {table}")
    return (done, min(last, done + _BATCH)) if last > done else None


def _enter(connection: apsw.Connection, name: str) -> bool:
    missing = _missing(connection, name)
    if missing is None:
        return False
    # In the order of entries: each one out of order would cost the index a segment.
    connection.execute(_INDEXES[name][1], missing)
    set_mark(connection, name, missing[1])
    return True


def first_entry(day: date) -> int:
    """No entry of that day or a later one stands before this."""
    return day.toordinal() << KEY_BITS


def last_entry(day: date) -> int:
    """No entry of that day or an earlier one stands behind this."""
    return (day.toordinal() << KEY_BITS) | KEY_MASK


def tokenizer(connection: apsw.Connection) -> Tokenizer:
    """How the indexes cut text into words."""
    cut = connection.fts5_tokenizer("unicode61", ["remove_diacritics", "2"])

    def tokens(text: str) -> list[Token]:
        encoded = text.encode("utf-8", "replace")
        options = {"include_offsets": True, "include_colocated": False}
        found = cast(
            list[Token],
            cut(
                encoded,
                apsw.FTS5_TOKENIZE_DOCUMENT,
                None,
                **options,
            ),
        )
        if len(encoded) == len(text):
            return found
        # The tokenizer counts bytes.
        counted, byte, at = [], 0, 0
        for start, end, word in found:
            at += len(encoded[byte:start].decode())
            length = len(encoded[start:end].decode())
            counted.append((at, at + length, word))
            byte, at = end, at + length
        return counted

    return tokens
