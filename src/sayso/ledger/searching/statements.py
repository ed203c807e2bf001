"""Search over what was said: words and filters in, a page of statements out.

Every filter is a word in the index (see ``002-search.sql``), so that a search is one
walk through it, from the latest day to the earliest. By date, the walk ends with the
page. By relevance, it ends after ``RANKED`` matches: the latest so many are ranked,
those before them follow by date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, TypeAlias, Unpack, get_args

import apsw

from sayso.days import days, first_day, last_day
from sayso.errors import UsageError
from sayso.ledger.finding import article_key
from sayso.ledger.searching import filtering, ranking
from sayso.ledger.searching.counting import Facets, facets
from sayso.ledger.searching.filtering import Condition, Filters, several, tag
from sayso.ledger.searching.hits import Hit, hits
from sayso.ledger.searching.indexing import KEY_MASK, LAST_ENTRY, tokenizer
from sayso.ledger.searching.names import Names
from sayso.ledger.searching.paging import Cursor, cursor, fingerprint
from sayso.ledger.searching.querying import Node, Tokenizer, parse, terms
from sayso.ledger.searching.walking import COUNTED, SPREAD, Direction, Walk, check_limit, last_key

Sort: TypeAlias = Literal["relevance", "newest", "oldest"]

RANKED: Final = 5_000
"""Matches that are ranked."""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found."""

    hits: tuple[Hit, ...]
    total: int
    """How many there are on all pages together, as far as they were counted."""
    exact: bool
    """Whether ``total`` is all; if not, there are more than that."""
    sort: Sort
    next: str | None
    """What to give as ``after`` for the next page; None after the last one."""
    facets: Facets | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "hits": [each.to_dict() for each in self.hits],
            "total": self.total,
            "exact": self.exact,
            "sort": self.sort,
            "next": self.next,
            "facets": self.facets.to_dict() if self.facets else None,
        }


def search(
    connection: apsw.Connection,
    query: str = "",
    *,
    sort: Sort | None = None,
    limit: int = 20,
    after: str | None = None,
    with_facets: bool = False,
    **filters: Unpack[Filters],
) -> Results:
    """One page of the statements that a query and all filters match; see ``Ledger.search``."""
    if unknown := set(filters) - set(Filters.__annotations__):
        raise TypeError(f"there is no filter {', '.join(sorted(unknown))}")
    if sort not in (None, *get_args(Sort)):
        raise UsageError(f"there is no order {sort!r:.40}; it is relevance, newest or oldest")
    check_limit(limit)
    cut = tokenizer(connection)
    node = parse(query, cut)
    looked_for = tuple(terms(node))
    # Without words there is nothing to rank by.
    order: Sort = (sort or "relevance") if looked_for or sort == "oldest" else "newest"
    walk = walk_past(connection, node, filters, cut)
    asked = fingerprint(query, filters, order)
    began = cursor(after, asked) if after else _beginning(connection, asked, order, node)
    found, total, latest = _page(connection, walk, began, order, limit + 1)
    began = replace(began, total=total)
    more, found = len(found) > limit, found[:limit]
    return Results(
        hits=hits(connection, found, looked_for, cut),
        total=min(total, COUNTED),
        exact=total <= COUNTED,
        sort=order,
        next=replace(began, entry=found[-1][0], score=found[-1][1]).token() if more else None,
        facets=_facets(connection, walk, began.newest, latest) if with_facets else None,
    )


def _beginning(connection: apsw.Connection, asked: str, order: Sort, node: Node | None) -> Cursor:
    """The place before the first hit."""
    newest = last_key(connection, "statement")
    if order != "relevance" or node is None:
        return Cursor(asked, newest, None, 0 if order == "oldest" else LAST_ENTRY)
    return Cursor(
        asked,
        newest,
        None,
        LAST_ENTRY,
        score=float("inf"),
        weights=ranking.weights(connection, node),
        length=ranking.length(connection),
    )


def _page(
    connection: apsw.Connection, walk: Walk, began: Cursor, order: Sort, limit: int
) -> tuple[list[tuple[int, float | None]], int, list[int]]:
    """What comes after the place where it began.

    Returns:
        Entries with their scores, how many match in all, and the latest ``RANKED`` entries
        that match if they had to be looked for, else none.
    """
    if began.score is None:
        direction: Direction = "oldest" if order == "oldest" else "newest"
        behind = walk.beyond(began.entry, direction)
        entries = behind.entries(connection, began.newest, limit, direction)
        total = began.total
        if total is None:
            total = walk.count(connection, began.newest, COUNTED)
        return [(entry, None) for entry in entries], total, []
    page, latest = ranking.ranked(connection, walk, began, RANKED, limit)
    total = len(latest) if began.total is None else began.total
    if len(latest) == RANKED:
        rest = walk.beyond(latest[-1], "newest")
        if began.total is None:
            total += rest.count(connection, began.newest, COUNTED - RANKED)
        if len(page) < limit:
            # What is ranked is at its end: the rest comes by date.
            more = rest.entries(connection, began.newest, limit - len(page))
            page.extend((entry, None) for entry in more)
    return page, total, latest


def _facets(connection: apsw.Connection, walk: Walk, newest: int, latest: Sequence[int]) -> Facets:
    entries = latest[:SPREAD] or walk.entries(connection, newest, SPREAD)
    return facets(connection, [entry & KEY_MASK for entry in entries])


def walk_past(
    connection: apsw.Connection, node: Node | None, filters: Filters, cut: Tokenizer
) -> Walk:
    """The walk past all that a query and the filters match."""
    names = Names(connection, cut)
    # The query comes first: ranking counts phrases from there.
    wanted: list[Node] = [node] if node else []
    without: list[Node] = []
    conditions: list[Condition] = []
    for column, part, values in (
        ("speaker", "speaker", filters.get("speaker")),
        ("addressee", "addressee", filters.get("to")),
    ):
        if values is not None:
            found = [names.match(column, part, each) for each in several(values)]
            wanted.append(filtering.either(each for each, _ in found))
            conditions += one_of([condition for _, condition in found])
    if about := filters.get("about"):
        wanted.append(names.about(about))
    for name in ("kind", "stance", "hedge", "type", "form"):
        chosen: Any = filters.get(name)
        if chosen is not None:
            wanted.append(filtering.choice(name, chosen))
    for name, only in (("unnamed", filters.get("unnamed")), ("nested", filters.get("nested"))):
        if only is not None:
            (wanted if only else without).append(tag(name))
    if not filters.get("rejected"):
        without.append(tag("review", "rejected"))
    more, checks = everywhere(
        connection,
        cut,
        filters.get("outlet"),
        filters.get("article"),
        filters.get("min_confidence"),
    )
    since, until = days(filters.get("since"), filters.get("until"))
    dated = filters.get("dated") or "said"
    if dated not in ("said", "published"):
        raise UsageError(f"dated is said or published, not {dated!r:.40}")
    if dated == "published" and (since or until):
        more.append(_published(connection, since, until))
        since = until = None
    walk = Walk.of("statement_index", "statement", wanted + more, without, conditions + checks)
    return walk.between(since, until)


def everywhere(
    connection: apsw.Connection,
    cut: Tokenizer,
    outlet: str | Sequence[str] | None,
    article: str | None,
    least: float | None,
) -> tuple[list[Node], list[Condition]]:
    """The filters that both indexes have."""
    wanted: list[Node] = []
    if outlet is not None:
        wanted.append(
            filtering.either(
                filtering.named("outlet", each, cut, "an outlet") for each in several(outlet)
            )
        )
    if article:
        wanted.append(tag("article", article_key(connection, article)))
    if not least:
        return wanted, []
    if (sure := filtering.sure(least)) is not None:
        wanted.append(sure)
    return wanted, [Condition("s.confidence >= ?", (least,))]


def one_of(conditions: Sequence[Condition | None]) -> list[Condition]:
    """One condition of several; where one value needs none, nothing is checked."""
    kept = [each for each in conditions if each is not None]
    if len(kept) < len(conditions):
        return []
    sql = " OR ".join(each.sql for each in kept)
    return [Condition(f"({sql})", tuple(value for each in kept for value in each.values))]


def _published(connection: apsw.Connection, since: date | None, until: date | None) -> Node:
    """Articles of these days, as far as there are articles of them."""
    known = connection.execute(
        "SELECT min(day), max(day) FROM article"
        " WHERE day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
    ).fetchone()
    if known is None or known[0] is None:
        return filtering.either(())
    first = max(since or date.min, first_day(known[0], "published"))
    last = min(until or date.max, last_day(known[1], "published"))
    return filtering.published(first, last)
