"""Rows of persons and their names, as the machine and people change them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import apsw

from sayso.ledger.people.folding import fold
from sayso.ledger.people.identifying import body_norm, identify
from sayso.records import digest


def create_person(connection: apsw.Connection, name: str, kind: str) -> int:
    """A row for somebody new, with an id made from the name."""
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"'s?\b", "", fold(name))).strip("-")[:60] or digest(
        name
    )
    taken = {
        each
        for (each,) in connection.execute(
            "SELECT id FROM person WHERE id >= ? AND id < ?", (slug, slug + "-:")
        )
    }
    shown, number = slug, 1
    while shown in taken:
        number += 1
        shown = f"{slug}-{number}"
    connection.execute("INSERT INTO person (id, name, kind) VALUES (?, ?, ?)", (shown, name, kind))
    return connection.last_insert_rowid()


def root_of(connection: apsw.Connection, person: int) -> int:
    """Whom people have merged somebody into, at last."""
    while True:
        row = connection.execute("SELECT merged FROM person WHERE key = ?", (person,)).fetchone()
        if row is None or row[0] is None:
            return person
        person = row[0]


def family_of(connection: apsw.Connection, root: int) -> list[int]:
    """Somebody with all who were merged into them."""
    rows = connection.execute(
        "WITH RECURSIVE family(key) AS (VALUES (?) UNION"
        " SELECT p.key FROM person p JOIN family f ON p.merged = f.key)"
        " SELECT key FROM family ORDER BY key",
        (root,),
    )
    return [key for (key,) in rows]


def is_decided(connection: apsw.Connection, person: int) -> bool:
    """Whether people have decided something about somebody, or an import has."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM decision WHERE person = ?1 AND act <> 'auto')"
        " OR EXISTS (SELECT 1 FROM decision WHERE other = ?1 AND act <> 'auto')"
        " OR EXISTS (SELECT 1 FROM person WHERE merged = ?1)"
        " OR EXISTS (SELECT 1 FROM alias WHERE person = ?1 AND origin <> 'text')",
        (person,),
    ).fetchone()
    return bool(row and row[0])


def choose_name(connection: apsw.Connection, person: int) -> None:
    """Show somebody under their most usual full name, unless a person has chosen one."""
    connection.execute(
        "UPDATE person SET name = coalesce((SELECT name FROM alias WHERE person = ?1"
        " ORDER BY part, articles DESC, length(name) DESC, key LIMIT 1), name)"
        " WHERE key = ?1 AND renamed IS NULL AND kind <> 'country'",
        (person,),
    )


def blocks_for(name: str, kind: str) -> tuple[str, tuple[tuple[str, str], ...], bool]:
    """Norm and headings of a name that was given by a person or an import, however it looks."""
    for each in identify(name, kind):
        if each.kind == kind:
            return each.norm, each.blocks, each.is_part
    norm = body_norm(name) or fold(name)
    return norm, ((norm, ""),), False


def add_alias(
    connection: apsw.Connection,
    person: int,
    name: str,
    kind: str,
    origin: str,
    articles: int | None,
) -> int:
    """A name more for somebody; the key of it."""
    norm, headings, part = blocks_for(name, kind)
    connection.execute(
        "INSERT INTO alias (person, name, norm, kind, origin, part, articles)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (norm, person, name)"
        " DO UPDATE SET articles = articles + excluded.articles",
        (person, name, norm, kind, origin, part, articles or 0),
    )
    for heading, initial in headings:
        connection.execute(
            "INSERT OR IGNORE INTO block (name, initial, person) VALUES (?, ?, ?)",
            (heading, initial, person),
        )
    row = connection.execute(
        "SELECT key FROM alias WHERE norm = ? AND person = ? AND name = ?", (norm, person, name)
    ).fetchone()
    assert row is not None
    return int(row[0])


def show_as(connection: apsw.Connection, people: Iterable[int], root: int) -> None:
    """Let the voices and parties of some be somebody's."""
    for person in people:
        for table in ("voice", "party"):
            connection.execute(
                f"UPDATE {table} SET person = ? WHERE sighting IN"
                " (SELECT key FROM sighting WHERE person = ?)",
                (root, person),
            )


def recount(connection: apsw.Connection, person: int) -> None:
    """Count somebody's sightings anew."""
    connection.execute(
        "UPDATE person SET articles = (SELECT count(*) FROM sighting WHERE person = ?1)"
        " WHERE key = ?1",
        (person,),
    )


def count_sightings(connection: apsw.Connection, person: int) -> int:
    """In how many articles somebody is, without who was merged into them."""
    row = connection.execute("SELECT count(*) FROM sighting WHERE person = ?", (person,)).fetchone()
    return int(row[0]) if row else 0


def shown(connection: apsw.Connection, person: int) -> tuple[str, str]:
    """The name that somebody is shown under, and the kind."""
    row = connection.execute("SELECT name, kind FROM person WHERE key = ?", (person,)).fetchone()
    assert row is not None, f"no person has key {person}"
    return row[0], row[1]


def move(
    connection: apsw.Connection, moved: dict[str, int] | dict[int, int], to: int, held: int | None
) -> None:
    """Give sightings to somebody, with their names and the rows that bear them."""
    kind = shown(connection, to)[1]
    root = root_of(connection, to)
    for key, before in moved.items():
        row = connection.execute(
            "SELECT name, norm FROM sighting WHERE key = ?", (int(key),)
        ).fetchone()
        if row is None:
            continue
        name, norm = row
        connection.execute(
            "UPDATE sighting SET person = ?, held = ? WHERE key = ?", (to, held, int(key))
        )
        connection.execute(
            "UPDATE alias SET articles = articles - 1 WHERE norm = ? AND person = ? AND name = ?",
            (norm, before, name),
        )
        connection.execute(
            "DELETE FROM alias WHERE norm = ? AND person = ? AND articles <= 0 AND origin = 'text'",
            (norm, before),
        )
        add_alias(connection, to, name, kind, "text", 1)
        for table in ("voice", "party"):
            connection.execute(
                f"UPDATE {table} SET person = ? WHERE sighting = ?", (root, int(key))
            )
    for person in {*moved.values(), to}:
        recount(connection, person)
        choose_name(connection, person)
