"""From the ids that people type to the keys of rows."""

from __future__ import annotations

import re
from typing import Final

import apsw

from sayso.errors import UnknownError

_SHORTEST: Final = 4
_ID: Final = re.compile(r"[0-9a-f]{4,16}")


def article_key(connection: apsw.Connection, article_id: str) -> int:
    """The key of the article with that id, or the beginning of it.

    Raises:
        UnknownError: there is none, or more than one.
    """
    return _key(connection, "article", article_id)


def statement_key(connection: apsw.Connection, statement_id: str) -> int:
    """The key of the statement with that id, or the beginning of it; see ``article_key``."""
    return _key(connection, "statement", statement_id)


def interaction_key(connection: apsw.Connection, interaction_id: str) -> int:
    """The key of the interaction with that id, or the beginning of it; see ``article_key``."""
    return _key(connection, "interaction", interaction_id)


def _key(connection: apsw.Connection, table: str, given: str) -> int:
    wanted = given.strip().lower()
    if not _ID.fullmatch(wanted):
        raise UnknownError(
            f"{given!r:.40} is no id: an id is 16 digits 0-9 a-f, or the first {_SHORTEST} or more"
        )
    rows = connection.execute(
        f"SELECT key, id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
        (wanted, wanted + "g"),
    ).fetchall()
    if not rows:
        raise UnknownError(f"there is no {table} {wanted} in this ledger")
    if len(rows) > 1:
        raise UnknownError(
            f"more than one {table} begins with {wanted}: {rows[0][1]}, {rows[1][1]} …; give more"
        )
    key = rows[0][0]
    assert isinstance(key, int)
    return key
