"""From the ids that people type to the keys of rows."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

import apsw

from sayso.errors import UnknownError
from sayso.ledger.connecting import rows

Table: TypeAlias = Literal["statement", "article", "interaction"]

_SHORTEST: Final = 4
_LISTED: Final = 5
"""Outlets that a message names."""
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


def outlet_named(connection: apsw.Connection, name: str) -> str:
    """The outlet with that name, in any case, or the only one whose name has it as a part.

    Raises:
        UnknownError: there is none, or more than one.
    """
    wanted = " ".join(name.split()).casefold()
    known = [
        outlet
        for (outlet,) in rows(
            connection,
            "SELECT outlet FROM article WHERE outlet IS NOT NULL GROUP BY outlet"
            " ORDER BY count(*) DESC, outlet",
        )
    ]
    exact = [each for each in known if each.casefold() == wanted]
    found = exact or [each for each in known if wanted in each.casefold()]
    if len(exact) == 1 or len(found) == 1:
        return str(found[0])
    listed = ", ".join((found or known)[:_LISTED]) or "none"
    more = " …" if len(found or known) > _LISTED else ""
    if not found:
        raise UnknownError(f"no outlet is called {name!r:.60}; there are: {listed}{more}")
    raise UnknownError(f"{name!r:.60} may be {listed}{more}; give one of these")


def is_id(given: str) -> bool:
    """Whether something may be an id, or the beginning of one, by its letters."""
    return _ID.fullmatch(given.strip().lower()) is not None


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
        raise UnknownError(
            f"there is nothing with the id {record_id.strip()} in this ledger: no statement,"
            " article or interaction"
        )
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
    if not is_id(given):
        raise UnknownError(
            f"{given!r:.40} is no id: an id is 16 digits 0-9 a-f, or the first {_SHORTEST} or more"
        )
    found = rows(
        connection,
        f"SELECT key, id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
        (wanted, wanted + "g"),
    )
    return [(key, each) for key, each in found]
