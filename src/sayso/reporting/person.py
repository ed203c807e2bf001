"""One speaker on a page: what they said, where, about and to whom, and what they deny."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import apsw

from sayso.errors import UnknownError
from sayso.ledger.connecting import guarded
from sayso.ledger.people import person_keys
from sayso.reporting.panels import Panel, Report, Value
from sayso.reporting.scope import COUNTED, Scope

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_MOST: Final = 30
_LONGEST: Final = 400
"""Characters of a statement in a table."""


def person(ledger: Ledger, name: str, scope: Scope | None = None, *, most: int = _MOST) -> Report:
    """The report on whoever is known by that name.

    Args:
        ledger: whose statements are counted.
        name: any name or id that the ledger knows them by.
        scope: which statements; all by default, without near-copies.
        most: rows of a table that could have any number.

    Raises:
        UnknownError: nobody in the ledger has that name.
        LedgerError: the ledger cannot be read.
    """
    scope = scope or Scope()
    known = ledger.person(name)
    with guarded(ledger.path):
        keys = person_keys(ledger.connection, known.id)
        if not keys:
            raise UnknownError(f"nobody in this ledger is called {name!r:.60}")
        asked = _Asked(ledger.connection, keys, scope, most)
        (total,) = asked.rows(
            "count(*), count(DISTINCT s.article), count(DISTINCT a.outlet), sum(s.form = 'direct'),"
            " sum(s.stance = 'denies'), min(a.day), max(a.day)"
        )
        return Report(
            known.name,
            (
                ("statements", total[0]),
                ("articles", total[1]),
                ("outlets", total[2]),
                ("direct quotes", total[3] or 0),
                ("denials", total[4] or 0),
                ("first", total[5] or "–"),
                ("last", total[6] or "–"),
            ),
            (
                asked.counted("months", "By month", "coalesce(substr(a.day, 1, 7), 'no date')"),
                asked.counted("outlets", "Who quotes them", "coalesce(a.outlet, 'unknown')"),
                asked.counted(
                    "stances",
                    "How it is put forward",
                    "s.stance || iif(s.hedge = 'none', '', ', ' || s.hedge)",
                ),
                asked.roles(),
                asked.addressees(),
                asked.statements("denials", "What they deny", "AND s.stance = 'denies'"),
                asked.statements("latest", "Latest statements", ""),
            ),
            str(scope),
        )


class _Asked:
    def __init__(
        self, connection: apsw.Connection, keys: Sequence[int], scope: Scope, most: int
    ) -> None:
        self._connection = connection
        marks = ", ".join(str(int(key)) for key in keys)
        self._who = f"v.person IN ({marks})"
        self._values: Mapping[str, apsw.SQLiteValue] = {**scope.values, "most": most}

    def rows(self, columns: str, more: str = "") -> list[tuple[Value, ...]]:
        found = self._connection.execute(
            f"SELECT {columns} FROM voice v JOIN statement s ON s.key = v.statement"
            f" JOIN article a ON a.key = s.article"
            f" WHERE v.part = 'speaker' AND {self._who} AND {COUNTED} {more}",
            self._values,
        )
        return [
            tuple(each if isinstance(each, str | int | float) else None for each in row)
            for row in found
        ]

    def counted(self, name: str, title: str, by: str) -> Panel:
        order = "1" if name == "months" else "2 DESC, 1"
        rows = self.rows(
            f"{by}, count(*), count(DISTINCT s.article)",
            f"GROUP BY {by} ORDER BY {order}" + ("" if name == "months" else " LIMIT :most"),
        )
        return Panel(
            name,
            title,
            (name.removesuffix("s"), "statements", "articles"),
            tuple(rows),
            "columns" if name == "months" else "bars",
            ("statements",),
        )

    def roles(self) -> Panel:
        rows = self.rows(
            "v.role, count(*), min(a.day), max(a.day)",
            "AND v.role IS NOT NULL GROUP BY v.role COLLATE NOCASE ORDER BY 2 DESC, 1 LIMIT :most",
        )
        return Panel("roles", "Described as", ("role", "statements", "first", "last"), tuple(rows))

    def addressees(self) -> Panel:
        rows = self.rows(
            "(SELECT min(t.name) FROM voice t WHERE t.statement = s.key AND t.part = 'addressee')"
            " AS whom, count(*)",
            "AND EXISTS (SELECT 1 FROM voice t WHERE t.statement = s.key"
            " AND t.part = 'addressee') GROUP BY whom ORDER BY 2 DESC, 1 LIMIT :most",
        )
        return Panel(
            "addressees",
            "To whom",
            ("addressee", "statements"),
            tuple(rows),
            "bars",
            ("statements",),
        )

    def statements(self, name: str, title: str, more: str) -> Panel:
        rows = self.rows(
            f"substr(s.content, 1, {_LONGEST}), coalesce(s.day, a.day), a.outlet, s.form,"
            " s.stance, s.hedge, s.id",
            f"{more} ORDER BY coalesce(s.day, a.day) DESC, s.key DESC LIMIT :most",
        )
        return Panel(
            name,
            title,
            ("content", "day", "outlet", "form", "stance", "hedge", "id"),
            tuple(rows),
            brief=("content", "day", "outlet", "stance"),
        )
