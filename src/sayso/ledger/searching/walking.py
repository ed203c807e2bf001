"""A walk through an index, from day to day, past what matches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, Self, TypeAlias

import apsw

from sayso.errors import UsageError
from sayso.ledger.connecting import one
from sayso.ledger.searching.filtering import Condition
from sayso.ledger.searching.indexing import KEY_MASK, LAST_ENTRY, first_entry, last_entry
from sayso.ledger.searching.querying import EVERY, All, Node, expression

COUNTED: Final = 10_000
"""Matches that are counted one by one; of more it is only said that there are more."""
SPREAD: Final = 2_000
"""Matches, the latest, whose speakers, outlets and the like are counted."""
MOST: Final = 1_000
"""Hits of one page."""

Direction: TypeAlias = Literal["newest", "oldest"]


@dataclass(frozen=True, slots=True)
class Walk:
    """What is asked of an index, and in which span of its entries."""

    index: Literal["statement_index", "act_index"]
    table: Literal["statement", "interaction"]
    match: str
    conditions: tuple[Condition, ...] = ()
    first: int = 0
    last: int = LAST_ENTRY

    @classmethod
    def of(
        cls,
        index: Literal["statement_index", "act_index"],
        table: Literal["statement", "interaction"],
        wanted: list[Node],
        without: list[Node],
        conditions: list[Condition],
    ) -> Self:
        """A walk past what all that is wanted matches, and nothing of what is not."""
        match = expression(All(tuple(wanted) or (EVERY,), tuple(without)))
        return cls(index, table, match, tuple(conditions))

    def between(self, since: date | None, until: date | None) -> Self:
        """Only that span of days; what has no day is in no span."""
        if since is None and until is None:
            return self
        first = first_entry(since or date.min)
        return replace(self, first=first, last=last_entry(until) if until else LAST_ENTRY)

    def beyond(self, entry: int, direction: Direction) -> Self:
        """Only what comes after that entry."""
        if direction == "oldest":
            return replace(self, first=max(self.first, entry + 1))
        return replace(self, last=min(self.last, entry - 1))

    def sql(self, what: str, direction: Direction = "newest") -> str:
        """The query, without values; SQLite is left no other way to go."""
        joined = f" CROSS JOIN {self.table} s ON s.key = i.rowid & ?" if self.conditions else ""
        more = "".join(f" AND {each.sql}" for each in self.conditions)
        return (
            f"SELECT {what} FROM {self.index} i{joined} WHERE i.{self.index} MATCH ?"
            f" AND i.rowid BETWEEN ? AND ? AND i.rowid & ? <= ?{more}"
            f" ORDER BY i.rowid {'DESC' if direction == 'newest' else 'ASC'} LIMIT ?"
        )

    def values(
        self, newest: int, limit: int, given: tuple[float, ...] = ()
    ) -> tuple[apsw.SQLiteValue, ...]:
        """The values for ``sql``.

        Args:
            newest: the last key that counts; rows that came later are passed over.
            limit: of rows.
            given: what stands in what is selected.
        """
        joined = (KEY_MASK,) if self.conditions else ()
        more = tuple(value for each in self.conditions for value in each.values)
        span = (self.match, self.first, self.last, KEY_MASK, newest)
        return (*given, *joined, *span, *more, limit)

    def entries(
        self, connection: apsw.Connection, newest: int, limit: int, direction: Direction = "newest"
    ) -> list[int]:
        """The next entries that match."""
        rows = connection.execute(self.sql("i.rowid", direction), self.values(newest, limit))
        return [entry for (entry,) in rows]

    def count(self, connection: apsw.Connection, newest: int, most: int) -> int:
        """How many match; ``most + 1`` if there are more than ``most``."""
        sql = f"SELECT count(*) FROM ({self.sql('1')})"
        return one(connection, sql, self.values(newest, most + 1))


def last_key(connection: apsw.Connection, table: Literal["statement", "interaction"]) -> int:
    """The last key of a table, 0 where it is empty."""
    return one(connection, f"SELECT coalesce(max(key), 0) FROM {table}")


def check_limit(limit: int) -> None:
    """See that a page is of a size that can be had.

    Raises:
        UsageError: it is not.
    """
    if not 1 <= limit <= MOST:
        raise UsageError(f"a page has 1 to {MOST:,} hits, not {limit}; go on after it for more")
