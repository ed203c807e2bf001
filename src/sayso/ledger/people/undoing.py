"""Decisions of people taken back; that they were made stays on record."""

from __future__ import annotations

import json

import apsw

from sayso.errors import UnknownError, UsageError
from sayso.ledger.connecting import now, rows
from sayso.ledger.people.persons import choose_name, family_of, move, recount, root_of, show_as


def undo(connection: apsw.Connection, key: int, *, by: str) -> None:
    """Take back a merge, a split, a rename or an import; that it was made stays on record.

    Raises:
        UnknownError: there is no such decision.
        UsageError: it was taken back already, or is an automatic one, which merge and
            split correct.
    """
    row = connection.execute(
        "SELECT act, person, other, detail, undone FROM decision WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        raise UnknownError(f"there is no decision {key}; sayso people show NAME lists them")
    act, person, other, detail, undone = row
    if undone is not None:
        raise UsageError(f"decision {key} was taken back already")
    if act == "auto":
        raise UsageError(f"decision {key} is an automatic one; correct it with merge or split")
    connection.execute(
        "UPDATE decision SET undone = ?, undone_by = ? WHERE key = ?", (now(), by, key)
    )
    known = json.loads(detail) if detail else {}
    if act == "merge":
        _unjoin(connection, person, other, key)
    elif act == "split":
        _unsplit(connection, person, other, known["moved"], key)
        connection.execute(
            "UPDATE person SET renamed = NULL WHERE key = ? AND renamed = ?", (other, key)
        )
        _forget_name(connection, other, known.get("called"))
    elif act == "rename":
        connection.execute(
            "UPDATE person SET name = ?, renamed = ? WHERE key = ? AND renamed = ?",
            (known["name"], known["renamed"], person, key),
        )
        _forget_name(connection, person, known.get("called"))
        choose_name(connection, person)
    else:
        _unimport(connection, person, known, key)


def _unjoin(connection: apsw.Connection, kept: int, gone: int, decision: int) -> None:
    before = root_of(connection, gone)
    connection.execute("UPDATE person SET merged = NULL WHERE key = ? AND merged = ?", (gone, kept))
    _let_go(connection, decision)
    show_as(connection, family_of(connection, gone), gone)
    for person in (before, gone):
        recount(connection, person)


def _unsplit(
    connection: apsw.Connection, root: int, other: int, moved: dict[str, int], decision: int
) -> None:
    _let_go(connection, decision)
    back = {int(key): person for key, person in moved.items()}
    found = rows(connection, "SELECT key FROM sighting WHERE person = ?", (other,))
    homes = {key: back.get(key, root) for (key,) in found}
    for home in sorted(set(homes.values())):
        move(connection, {key: other for key, each in homes.items() if each == home}, home, None)
    connection.execute("UPDATE person SET merged = ? WHERE key = ?", (root, other))


def _unimport(
    connection: apsw.Connection, person: int, known: dict[str, object], decision: int
) -> None:
    connection.execute("DELETE FROM office WHERE decision = ?", (decision,))
    joined = known.get("joined")
    for each in joined if isinstance(joined, list) else []:
        _unjoin(connection, person, each, decision)
    added = known.get("aliases")
    for each in added if isinstance(added, list) else []:
        connection.execute(
            "DELETE FROM alias WHERE key = ? AND origin = 'import' AND articles = 0", (each,)
        )
    _let_go(connection, decision)
    connection.execute(
        "UPDATE person SET qid = ?, renamed = CASE WHEN renamed = ? THEN NULL ELSE renamed END"
        " WHERE key = ?",
        (str(known["qid"]) if known.get("qid") else None, decision, person),
    )
    choose_name(connection, person)


def _forget_name(connection: apsw.Connection, person: int, name: str | None) -> None:
    """Take a name away that only a decision gave, unless somebody is still shown under it."""
    connection.execute(
        "DELETE FROM alias WHERE person = ?1 AND name = ?2 AND origin = 'human' AND articles = 0"
        " AND NOT EXISTS (SELECT 1 FROM person WHERE key = ?1 AND name = ?2"
        " AND renamed IS NOT NULL)",
        (person, name),
    )


def _let_go(connection: apsw.Connection, decision: int) -> None:
    connection.execute("UPDATE alias SET held = NULL WHERE held = ?", (decision,))
    connection.execute("UPDATE sighting SET held = NULL WHERE held = ?", (decision,))
