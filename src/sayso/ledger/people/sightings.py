"""A name in an article, and whose it is: written, borne by voices and parties, given on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import apsw

from sayso.ledger.people.deciding import Choice
from sayso.ledger.people.decisions import record
from sayso.ledger.people.identifying import Identity, identify
from sayso.ledger.people.register import Register


def find(connection: apsw.Connection, article: int, identity: Identity) -> tuple[int, int] | None:
    """The sighting of a name in an article, and whose it is after all merging."""
    row = connection.execute(
        "SELECT g.key, g.person, p.merged FROM sighting g JOIN person p ON p.key = g.person"
        " WHERE g.article = ? AND g.kind = ? AND g.norm = ?",
        (article, identity.kind, identity.norm),
    ).fetchone()
    if row is None:
        return None
    key, person, merged = row
    return key, person if merged is None else Register(connection).root(person)


def beside(connection: apsw.Connection, article: int) -> list[tuple[int, Identity]]:
    """Who is sighted in an article already, those under full names first."""
    found: list[tuple[int, Identity]] = []
    for person, name, kind in connection.execute(
        "SELECT person, name, kind FROM sighting WHERE article = ? ORDER BY part, key", (article,)
    ):
        found.extend((person, identity) for identity in identify(name, kind)[:1])
    return found


def add(
    register: Register,
    article: int,
    identity: Identity,
    traits: Sequence[str],
    person: int,
    choice: Choice,
) -> int:
    """Write a sighting; its key."""
    connection = register.connection
    connection.execute(
        "INSERT INTO sighting (article, name, norm, kind, block, part, traits, person, score,"
        " reason, open) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            identity.name,
            identity.norm,
            identity.kind,
            identity.blocks[0][0],
            identity.is_part,
            " ".join(traits),
            person,
            round(choice.score, 4),
            choice.reason,
            choice.is_open,
        ),
    )
    key = connection.last_insert_rowid()
    register.count(person, article, 1, traits)
    return key


def name(register: Register, person: int, identity: Identity, choice: Choice) -> bool:
    """Somebody is called so in an article; whether for the first time.

    That a known person has another name, or a known name another bearer, is put
    on record as a decision.
    """
    is_new = choice.person is None
    first = register.name(person, identity)
    if first and (not is_new or register.has_namesakes(person, identity)):
        verb = "is somebody else than others of the name" if is_new else "is a name of"
        summary = f"{identity.name} {verb}{'' if is_new else ' ' + register.shown(person)}"
        record(
            register.connection,
            act="auto",
            person=person,
            summary=summary,
            score=choice.score,
            reason=choice.reason,
        )
    return first


def bear(
    connection: apsw.Connection,
    sighting: int,
    root: int,
    voices: Iterable[int],
    parties: Iterable[int],
) -> None:
    """Let voices and parties be of a sighting."""
    connection.executemany(
        "UPDATE voice SET sighting = ?, person = ? WHERE key = ?",
        ((sighting, root, key) for key in voices),
    )
    connection.executemany(
        "UPDATE party SET sighting = ?, person = ? WHERE key = ?",
        ((sighting, root, key) for key in parties),
    )


def give(
    register: Register,
    key: int,
    person: int,
    choice: Choice,
    held: int | None = None,
) -> None:
    """Give a sighting to somebody else."""
    connection = register.connection
    row = connection.execute(
        "SELECT article, name, norm, kind, traits, person FROM sighting WHERE key = ?", (key,)
    ).fetchone()
    assert row is not None, f"no sighting has key {key}"
    article, called, norm, kind, traits, before = row
    connection.execute(
        "UPDATE sighting SET person = ?, score = ?, reason = ?, open = ?, held = ? WHERE key = ?",
        (person, round(choice.score, 4), choice.reason, choice.is_open, held, key),
    )
    if before == person:
        return
    register.count(before, article, -1, ())
    register.unname(before, called, norm)
    register.count(person, article, 1, traits.split())
    for identity in identify(called, kind)[:1]:
        name(register, person, identity, choice)
    root = register.root(person)
    for table in ("voice", "party"):
        connection.execute(f"UPDATE {table} SET person = ? WHERE sighting = ?", (root, key))
    register.drop_if_empty(before)
