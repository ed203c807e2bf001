"""From the ids that people type to the keys of rows."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

import apsw

from sayso.errors import UnknownError
from sayso.ledger.connecting import rows

Table: TypeAlias = Literal["statement", "article", "interaction"]

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


def record_key(connection: apsw.Connection, record_id: str) -> tuple[Table, int]:
    """The table and the key of whatever has that id, or the beginning of it.

    Raises:
        UnknownError: there is nothing, or more than one.
    """
    tables: tuple[Table, ...] = ("statement", "article", "interaction")
    found = [
        (table, key, each)
        for table in tables
        for key, each in _beginning(connection, table, record_id)
    ]
    if not found:
        raise UnknownError(f"there is nothing with the id {record_id.strip()} in this ledger")
    if len(found) > 1:
        names = ", ".join(f"{table} {each}" for table, _, each in found)
        raise UnknownError(f"more than one id begins with {record_id.strip()}: {names}; give more")
    table, key, _ = found[0]
    return table, key


def _key(connection: apsw.Connection, table: Table, given: str) -> int:
    found = _beginning(connection, table, given)
    wanted = given.strip().lower()
    if not found:
        raise UnknownError(f"there is no {table} {wanted} in this ledger")
    if len(found) > 1:
        raise UnknownError(
            f"more than one {table} begins with {wanted}: {found[0][1]}, {found[1][1]} …; give more"
        )
    return found[0][0]


def _beginning(connection: apsw.Connection, table: Table, given: str) -> list[tuple[int, str]]:
    """Key and id of the first two whose id begins so."""
    wanted = given.strip().lower()
    if not _ID.fullmatch(wanted):
        raise UnknownError(
            f"{given!r:.40} is no id: an id is 16 digits 0-9 a-f, or the first {_SHORTEST} or more"
        )
    found = rows(
        connection,
        f"SELECT key, id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
        (wanted, wanted + "g"),
    )
    return [(key, each) for key, each in found]
