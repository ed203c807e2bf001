"""Search over interactions: who did what to whom."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypedDict, Unpack, get_args

import apsw

from sayso.contract import from_dict
from sayso.days import days
from sayso.errors import UsageError
from sayso.ledger.searching import filtering
from sayso.ledger.searching.filtering import Condition, Some, several, tag
from sayso.ledger.searching.hits import Around, around
from sayso.ledger.searching.indexing import KEY_MASK, LAST_ENTRY, tokenizer
from sayso.ledger.searching.names import PARTIES, Names
from sayso.ledger.searching.paging import Cursor, cursor, fingerprint
from sayso.ledger.searching.querying import Node, Tokenizer
from sayso.ledger.searching.statements import everywhere, one_of
from sayso.ledger.searching.walking import (
    COUNTED,
    Direction,
    Walk,
    check_limit,
    last_key,
)
from sayso.records import Interaction, InteractionType, Status

_COUNTRY: Final = re.compile(r"[A-Za-z]{3}")


class ActFilters(TypedDict, total=False):
    """What interactions may be narrowed by; all of it has to hold.

    Where several values may be given, one of them is enough.
    """

    actor: Some
    """Who did it: a name or part of it, in quotation marks the whole, or a person's id."""
    recipient: Some
    """To whom it was done."""
    type: Some
    """Of PLOVER: SUPPORT, ACCUSE …"""
    act: Some
    """A word for it, or what it is called in the text: praise, voiced support …"""
    status: Some
    """happened, planned, hypothetical, negated or historical."""
    country: Some
    """Of an actor or a recipient, ISO 3166-1 alpha-3: RUS."""
    outlet: Some
    since: str | None
    """The first day: 2024-03-31, 2024-03 or 2024. When it happened, as far as that is
    known, else when the article appeared."""
    until: str | None
    """The last day."""
    article: str
    """The id of the only article to look into, or its beginning."""
    min_confidence: float


@dataclass(frozen=True, slots=True)
class ActHit:
    """An interaction that was found, and where."""

    interaction: Interaction
    article: str
    """Its id."""
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    day: str | None
    """When it happened, as far as that is known, else when the article appeared: ISO."""
    around: Around

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "interaction": self.interaction.to_dict(),
            "article": self.article,
            "title": self.title,
            "outlet": self.outlet,
            "published": self.published,
            "url": self.url,
            "day": self.day,
            "around": self.around.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class ActResults:
    """One page of interactions that were found."""

    hits: tuple[ActHit, ...]
    total: int
    """How many there are on all pages together, as far as they were counted."""
    exact: bool
    """Whether ``total`` is all; if not, there are more than that."""
    next: str | None
    """What to give as ``after`` for the next page; None after the last one."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "hits": [each.to_dict() for each in self.hits],
            "total": self.total,
            "exact": self.exact,
            "next": self.next,
        }


def search_acts(
    connection: apsw.Connection,
    *,
    sort: Direction = "newest",
    limit: int = 20,
    after: str | None = None,
    **filters: Unpack[ActFilters],
) -> ActResults:
    """One page of the interactions that all filters match; see ``Ledger.interactions``."""
    if unknown := set(filters) - set(ActFilters.__annotations__):
        raise TypeError(f"there is no filter {', '.join(sorted(unknown))}")
    if sort not in get_args(Direction):
        raise UsageError(f"there is no order {sort!r:.40}; it is newest or oldest")
    check_limit(limit)
    walk = _walk(connection, filters, tokenizer(connection))
    asked = fingerprint("interactions", filters, sort)
    if after:
        began = cursor(after, asked)
    else:
        first = LAST_ENTRY if sort == "newest" else 0
        began = Cursor(asked, last_key(connection, "interaction"), None, first)
    if (total := began.total) is None:
        total = walk.count(connection, began.newest, COUNTED)
        began = replace(began, total=total)
    found = walk.beyond(began.entry, sort).entries(connection, began.newest, limit + 1, sort)
    more, found = len(found) > limit, found[:limit]
    return ActResults(
        hits=tuple(_hit(connection, entry & KEY_MASK) for entry in found),
        total=min(total, COUNTED),
        exact=total <= COUNTED,
        next=replace(began, entry=found[-1]).token() if more else None,
    )


def _walk(connection: apsw.Connection, filters: ActFilters, cut: Tokenizer) -> Walk:
    names = Names(connection, cut)
    wanted: list[Node] = []
    conditions: list[Condition] = []
    sides: tuple[tuple[Literal["actor", "recipient"], Some | None], ...] = (
        ("actor", filters.get("actor")),
        ("recipient", filters.get("recipient")),
    )
    for part, values in sides:
        if values is not None:
            found = [names.match(part, part, each, PARTIES) for each in several(values)]
            wanted.append(filtering.either(each for each, _ in found))
            conditions += one_of([condition for _, condition in found])
    if (types := filters.get("type")) is not None:
        wanted.append(filtering.choice("type", types, get_args(InteractionType)))
    if (status := filters.get("status")) is not None:
        wanted.append(filtering.choice("status", status, get_args(Status)))
    if (acts := filters.get("act")) is not None:
        wanted.append(
            filtering.either(filtering.named("act", each, cut, "an act") for each in several(acts))
        )
    if (countries := filters.get("country")) is not None:
        wanted.append(filtering.either(_country(each) for each in several(countries)))
    more, checks = everywhere(
        connection,
        cut,
        filters.get("outlet"),
        filters.get("article"),
        filters.get("min_confidence"),
    )
    walk = Walk.of("act_index", "interaction", wanted + more, [], conditions + checks)
    return walk.between(*days(filters.get("since"), filters.get("until")))


def _country(given: str) -> Node:
    code = given.strip()
    if not _COUNTRY.fullmatch(code):
        raise UsageError(f"{given!r:.40} is no code of a country; write three letters, such as RUS")
    return tag("country", code)


def _hit(connection: apsw.Connection, key: int) -> ActHit:
    row = connection.execute(
        "SELECT i.record, a.id, a.title, a.outlet, a.published, a.url, i.day, a.text"
        " FROM interaction i JOIN article a ON a.key = i.article WHERE i.key = ?",
        (key,),
    ).fetchone()
    assert row is not None, f"no interaction has key {key}"
    record, article, title, outlet, published, url, day, text = row
    found = from_dict(Interaction, json.loads(record))
    parties = (*found.actors, *found.recipients)
    passages = [found.predicate, *(party.passage for party in parties)]
    return ActHit(found, article, title, outlet, published, url, day, around(text, passages))
