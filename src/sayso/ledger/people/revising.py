"""What was uncertain is looked at again when somebody new has turned up under its heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from sayso.ledger.connecting import rows
from sayso.ledger.people import names, sightings
from sayso.ledger.people.comparing import Match, compare
from sayso.ledger.people.deciding import Case, Choice, choose
from sayso.ledger.people.identifying import Identity, identify
from sayso.ledger.people.register import Register

_LATEST: Final = 32
"""Uncertain sightings under one heading that are looked at again, the latest first."""
_CLEAR: Final = 16
"""So many of somebody's sightings, all given to one other, take the rest along."""
_NAMESAKES: Final = 16
"""Of those whose shorter name fits a new one."""


def revise(register: Register, new: Iterable[tuple[int, Identity]]) -> None:
    """Decide again about names that may mean somebody new.

    The work is bounded by the number of new people, whatever the size of the ledger.
    """
    headings: dict[tuple[str, str], None] = {}
    for person, identity in new:
        if identity.is_part:
            continue
        _open_shorter(register, person, identity)
        for heading, _ in identity.blocks:
            headings.setdefault((heading, identity.kind))
    for each in register.dossiers.grown():
        headings.setdefault(each)
    for heading, kind in headings:
        _again(register, heading, kind)


def _open_shorter(register: Register, person: int, identity: Identity) -> None:
    """A name that was somebody's beyond doubt is not, once it fits another as well."""
    if identity.parsed is None:
        return
    for other, name, norm in register.namesakes(person, identity, _NAMESAKES):
        theirs = names.parse(name)
        match = compare(identity.parsed, theirs) if theirs else None
        if match in (Match.MIDDLE, Match.NICKNAME):
            register.connection.execute(
                "UPDATE sighting SET open = 1, block = ?1 WHERE key IN (SELECT key FROM sighting"
                " WHERE norm = ?2 AND person = ?3 AND held IS NULL ORDER BY key DESC LIMIT ?4)",
                (identity.blocks[0][0], norm, other, _LATEST),
            )


def _again(register: Register, heading: str, kind: str) -> None:
    found = rows(
        register.connection,
        "SELECT key, article, name, kind, traits, person, score FROM sighting"
        " WHERE block = ? AND open = 1 AND kind = ? AND held IS NULL ORDER BY key DESC LIMIT ?",
        (heading, kind, _LATEST),
    )
    given: Counter[tuple[int, int]] = Counter()
    kept: set[int] = set()
    for key, article, name, _, traits, person, score in reversed(found):
        identity = identify(name, kind)[0]
        beside = [
            each
            for each in sightings.beside(register.connection, article)
            if each[1].norm != identity.norm
        ]
        choice = choose(register, Case(identity, traits.split(), article, beside, person))
        if choice.person is None or choice.person == person:
            kept.add(person)
            if choice.person == person and abs(choice.score - score) > 0.01:
                sightings.give(register, key, person, choice)
            continue
        sightings.give(register, key, choice.person, choice)
        given[person, choice.person] += 1
    for (before, after), count in given.items():
        if count >= _CLEAR and before not in kept and register.dossiers.articles(before) > 0:
            _take_along(register, before, after)


def _take_along(register: Register, before: int, after: int) -> None:
    """Somebody who turned out to be somebody else, in all articles looked at."""
    found = rows(
        register.connection,
        "SELECT key FROM sighting WHERE person = ? AND open = 1 AND held IS NULL",
        (before,),
    )
    choice = Choice(after, 0.6, "as the later articles with that name", is_open=False)
    for (key,) in found:
        sightings.give(register, key, after, choice)
