"""The step that gives every voice and every party its identity, article by article.

Names in full come first, so that a surname alone can follow whoever has it in the
same article. After each batch what was uncertain is looked at again, where somebody
new has turned up under its heading. Decisions of people are never touched.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import apsw

from sayso.ledger.connecting import guarded, one, rows, transaction
from sayso.ledger.marking import Watch, mark, set_mark
from sayso.ledger.people import evidence, sightings
from sayso.ledger.people.deciding import Case, choose
from sayso.ledger.people.identifying import Identity, identify
from sayso.ledger.people.register import Register
from sayso.ledger.people.revising import revise

NAME: Final = "people"
_BATCH: Final = 250
"""Articles in one transaction."""
_LONGEST_ROLE: Final = 200


@dataclass(slots=True)
class _Seen:
    """A name in an article, with the rows that bear it."""

    identity: Identity
    traits: set[str] = field(default_factory=set)
    voices: list[int] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)


def link_people(connection: apsw.Connection, path: Path, watch: Watch) -> None:
    """Give an identity to the voices and parties of all articles since the last time."""
    register = Register(connection)
    with guarded(path):
        last = mark(connection, NAME)
        end = one(connection, "SELECT coalesce(max(key), 0) FROM article")
        total = one(connection, "SELECT count(*) FROM article WHERE key > ?", (last,))
    done = 0
    while last < end:
        with transaction(connection, path):
            articles = rows(
                connection,
                "SELECT key, dateline FROM article WHERE key > ? ORDER BY key LIMIT ?",
                (last, _BATCH),
            )
            register.forget()
            _link(connection, register, articles)
            last = articles[-1][0]
            set_mark(connection, NAME, last)
        done += len(articles)
        watch(NAME, done, total)


def link_article(connection: apsw.Connection, article: int) -> None:
    """Give an identity to what in an article has none; inside of the caller's transaction.

    For whoever replaces voices of an article that was linked before.
    """
    row = connection.execute(
        "SELECT key, dateline FROM article WHERE key = ?", (article,)
    ).fetchone()
    if row is not None and mark(connection, NAME) >= article:
        _link(connection, Register(connection), [row])


def _link(
    connection: apsw.Connection, register: Register, articles: list[tuple[int, str | None]]
) -> None:
    first, last = articles[0][0], articles[-1][0]
    seen = _gather(connection, first, last)
    new: list[tuple[int, Identity]] = []
    for article, dateline in articles:
        names = seen.get(article)
        if names:
            near = _near(dateline)
            new.extend(_decide(connection, register, article, near, names))
    revise(register, new)
    register.show_names()


def _gather(
    connection: apsw.Connection, first: int, last: int
) -> dict[int, dict[tuple[str, str], _Seen]]:
    """The names in articles, each once, in their order."""
    seen: dict[int, dict[tuple[str, str], _Seen]] = defaultdict(dict)
    rows = connection.execute(
        "SELECT s.article, v.key, v.name, v.kind, v.role, NULL, 1"
        " FROM statement s JOIN voice v ON v.statement = s.key"
        " WHERE s.article BETWEEN ?1 AND ?2 AND v.sighting IS NULL UNION ALL "
        "SELECT i.article, p.key, p.name, p.kind, p.role, p.country, 0"
        " FROM interaction i JOIN party p ON p.interaction = i.key"
        " WHERE i.article BETWEEN ?1 AND ?2 AND p.sighting IS NULL"
        " ORDER BY 1, 7 DESC, 2",
        (first, last),
    )
    for article, key, name, kind, role, country, is_voice in rows:
        names = seen[article]
        identity = _known_here(names, identify(name, kind))
        if identity is None:
            continue
        each = names.setdefault((identity.kind, identity.norm), _Seen(identity))
        if each.identity.certain < identity.certain:
            each.identity = identity
        (each.voices if is_voice else each.parties).append(key)
        if role:
            each.traits |= evidence.traits_of_role(role[:_LONGEST_ROLE])
        if country and identity.kind != "country":
            each.traits |= evidence.traits_of_country(country)
    return seen


def _known_here(
    names: dict[tuple[str, str], _Seen], identities: tuple[Identity, ...]
) -> Identity | None:
    """Of what a name may be, what it is elsewhere in the article, else the likeliest."""
    for identity in identities:
        if (identity.kind, identity.norm) in names:
            return identity
    return identities[0] if identities else None


def _near(dateline: str | None) -> set[str]:
    place = json.loads(dateline).get("place") if dateline else None
    code = evidence.place_of(place) if isinstance(place, str) else None
    return {evidence.NEAR + code} if code else set()


def _decide(
    connection: apsw.Connection,
    register: Register,
    article: int,
    near: set[str],
    names: dict[tuple[str, str], _Seen],
) -> list[tuple[int, Identity]]:
    """Decide about all names of an article; who is new."""
    new: list[tuple[int, Identity]] = []
    beside = sightings.beside(connection, article)
    for each in sorted(names.values(), key=lambda each: each.identity.is_part):
        known = sightings.find(connection, article, each.identity)
        if known is not None:
            sightings.bear(connection, *known, each.voices, each.parties)
            continue
        around = near if each.identity.parsed else {code[: len(evidence.NEAR) + 3] for code in near}
        traits = sorted(each.traits | around)  # of bodies the country counts, not the state
        choice = choose(register, Case(each.identity, traits, article, beside))
        if choice.person is None and not each.identity.certain:
            continue
        person = choice.person if choice.person is not None else register.create(each.identity)
        key = sightings.add(register, article, each.identity, traits, person, choice)
        sightings.name(register, person, each.identity, choice)
        if choice.person is None:
            new.append((person, each.identity))
        root = register.root(person)
        sightings.bear(connection, key, root, each.voices, each.parties)
        beside.append((person, each.identity))
    return new
