"""Search in the order in which statements came into the ledger, not in that of their days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Unpack

import apsw

from sayso.ledger.connecting import rows
from sayso.ledger.searching.filtering import Filters
from sayso.ledger.searching.hits import Hit, hits
from sayso.ledger.searching.indexing import KEY_BITS, KEY_MASK, tokenizer
from sayso.ledger.searching.querying import parse, terms
from sayso.ledger.searching.statements import walk_past
from sayso.ledger.searching.walking import Walk, check_limit, last_key

_PIECE: Final = 5_000
"""Statements whose days are looked up at once."""
_SORTED: Final = 5_000
"""Matches that are sorted; of more, the last that came are looked for."""
_BACK: Final = 4
"""Pieces that are looked through for them."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What matches a search and came after some place in the order of arrival."""

    hits: tuple[Hit, ...]
    """In the order of arrival."""
    last: int
    """The place up to which was looked: where to go on."""
    complete: bool
    """Whether that was all there is."""


def arrived(
    connection: apsw.Connection,
    query: str = "",
    *,
    after: int,
    limit: int = 100,
    **filters: Unpack[Filters],
) -> Arrivals:
    """What matches and came after that place; see ``Ledger.arrived``."""
    check_limit(limit)
    cut = tokenizer(connection)
    node = parse(query, cut)
    walk = walk_past(connection, node, filters, cut)
    newest = last_key(connection, "statement")
    found: list[int] = []
    while after < newest and len(found) < limit:
        end = min(after + _PIECE, newest)
        found += _between(connection, walk, after, end, limit + 1 - len(found))
        after = end
    complete = len(found) <= limit and after >= newest
    del found[limit:]
    if len(found) == limit and not complete:
        after = found[-1] & KEY_MASK
    shown = hits(connection, [(entry, None) for entry in found], tuple(terms(node)), cut)
    return Arrivals(shown, after, complete)


def latest(
    connection: apsw.Connection, query: str = "", *, limit: int = 50, **filters: Unpack[Filters]
) -> tuple[Hit, ...]:
    """What matches, the last that came first; see ``Ledger.latest``."""
    check_limit(limit)
    cut = tokenizer(connection)
    node = parse(query, cut)
    walk = walk_past(connection, node, filters, cut)
    newest = last_key(connection, "statement")
    found = walk.entries(connection, newest, _SORTED + 1)
    if len(found) > _SORTED:
        # Too many to sort. The last that came are soon found among so many; if not, those
        # of the latest days stand for them.
        by_day, found, end = found[:limit], [], newest
        for _ in range(_BACK):
            found += _between(connection, walk, max(end - _PIECE, 0), end, _PIECE)
            end -= _PIECE
            if len(found) >= limit or end <= 0:
                break
        found = list({*found, *(by_day if len(found) < limit else ())})
    found.sort(key=lambda entry: entry & KEY_MASK, reverse=True)
    page = [(entry, None) for entry in found[:limit]]
    return hits(connection, page, tuple(terms(node)), cut)


def _between(
    connection: apsw.Connection, walk: Walk, after: int, end: int, limit: int
) -> list[int]:
    """The first entries that match and whose keys lie after the one and up to the other.

    Entries are sorted by day, then key: those of one day that are new are a span.
    """
    days = rows(
        connection,
        "SELECT DISTINCT entry >> ? FROM statement_entry WHERE key > ? AND key <= ?",
        (KEY_BITS, after, end),
    )
    found: list[int] = []
    for (day,) in days:
        start = day << KEY_BITS
        span = replace(
            walk,
            first=max(walk.first, start | (after + 1)),
            last=min(walk.last, start | end),
        )
        found += span.entries(connection, end, limit, "oldest")
    found.sort(key=lambda entry: entry & KEY_MASK)
    return found[:limit]
