"""Whom does a newsroom quote? The audit of its sources.

How often and how long each speaker is quoted, how many are unnamed, of which kinds they
are, literally or not, by outlet and by month. Shares are of statements unless a column
says words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import apsw

from sayso.ledger.connecting import guarded
from sayso.reporting.panels import Panel, Report, Value
from sayso.reporting.scope import COUNTED, Scope

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_MOST: Final = 50
"""Rows of the tables that could have any number."""

_FIRST: Final = f"""
    FROM (SELECT * FROM article WHERE day >= :since UNION ALL
          SELECT * FROM article WHERE :since IS NULL) a
    CROSS JOIN statement s ON s.article = a.key
    LEFT JOIN named_voice v ON v.statement = s.key AND v.part = 'speaker' AND v.place = 0
    LEFT JOIN person p ON p.key = v.person
    LEFT JOIN person m ON m.key = p.merged
    WHERE {COUNTED}
"""
"""Each statement that counts, with the first that is behind it, and who that is.

It begins with the articles, of which a few days are soon found among many."""
_WORDS: Final = "length(trim(s.content)) - length(replace(trim(s.content), ' ', '')) + 1"
_NUMBERS: Final = f"""
    count(*),
    sum(s.form = 'direct'), sum(s.form = 'mixed'), sum(s.form = 'indirect'),
    sum({_WORDS}),
    sum(v.name IS NOT NULL AND v.named), sum(v.name IS NOT NULL AND NOT v.named),
    sum(v.name IS NULL)
"""
_COLUMNS: Final = (
    "statements",
    "direct",
    "mixed",
    "indirect",
    "words",
    "named",
    "unnamed",
    "no source",
)


def sources(ledger: Ledger, scope: Scope | None = None, *, most: int = _MOST) -> Report:
    """The audit of a ledger's sources.

    Args:
        ledger: whose statements are counted.
        scope: which of them; all by default, without near-copies.
        most: rows of a table that could have any number.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    scope = scope or Scope()
    with guarded(ledger.path):
        counted = _Counted(ledger.connection, scope, most)
        total = counted.totals()
        return Report(
            "Whom do we quote?",
            (
                ("articles", counted.articles()),
                ("statements", total[0]),
                ("named speakers", counted.speakers()),
                ("of statements unnamed", _share(total[6], total[0])),
                ("of statements direct quotes", _share(total[1], total[0])),
            ),
            (
                counted.most_quoted(),
                counted.grouped("kinds", "Kinds of speakers", "coalesce(v.kind, 'nobody named')"),
                counted.grouped("outlets", "By outlet", "coalesce(a.outlet, 'unknown')"),
                counted.months(),
                counted.unnamed(),
            ),
            str(scope),
        )


class _Counted:
    def __init__(self, connection: apsw.Connection, scope: Scope, most: int) -> None:
        self._connection, self._values = connection, scope.values
        self._most = most

    def _rows(self, sql: str) -> list[tuple[Value, ...]]:
        found = self._connection.execute(sql, {**self._values, "most": self._most})
        return [tuple(_value(each) for each in row) for row in found]

    def totals(self) -> tuple[Value, ...]:
        (row,) = self._rows(f"SELECT {_NUMBERS} {_FIRST}")
        return tuple(each or 0 for each in row)

    def articles(self) -> Value:
        return self._rows(f"SELECT count(DISTINCT s.article) {_FIRST}")[0][0]

    def speakers(self) -> Value:
        who = "coalesce(m.key, p.key, v.name COLLATE NOCASE)"
        return self._rows(f"SELECT count(DISTINCT {who}) {_FIRST} AND v.named")[0][0]

    def most_quoted(self) -> Panel:
        rows = self._rows(
            f"SELECT coalesce(m.name, p.name, v.name) AS who, min(v.kind), count(*),"
            " count(DISTINCT s.article), count(DISTINCT a.outlet), sum(s.form = 'direct'),"
            " sum(s.form = 'mixed'), sum(s.form = 'indirect'),"
            f" sum({_WORDS}), sum(s.stance = 'denies'), min(a.day), max(a.day)"
            f" {_FIRST} AND v.named"
            " GROUP BY coalesce(m.key, p.key, v.name) ORDER BY count(*) DESC, who LIMIT :most"
        )
        return Panel(
            "speakers",
            "Most quoted",
            (
                "speaker",
                "kind",
                "statements",
                "articles",
                "outlets",
                "direct",
                "mixed",
                "indirect",
                "words",
                "denials",
                "first",
                "last",
            ),
            tuple(rows),
            "stacks",
            ("direct", "mixed", "indirect"),
            ("speaker", "kind", "statements", "articles", "direct", "denials", "last"),
        )

    def grouped(self, name: str, title: str, by: str) -> Panel:
        rows = self._rows(
            f"SELECT {by}, {_NUMBERS} {_FIRST} GROUP BY {by} ORDER BY count(*) DESC, 1 LIMIT :most"
        )
        return Panel(
            name,
            title,
            (name.removesuffix("s"), *_COLUMNS),
            tuple(rows),
            "shares",
            ("direct", "mixed", "indirect")
            if name == "kinds"
            else ("named", "unnamed", "no source"),
            (name.removesuffix("s"), "statements", "direct", "named", "unnamed", "no source"),
        )

    def months(self) -> Panel:
        month = "coalesce(substr(a.day, 1, 7), 'no date')"
        rows = self._rows(f"SELECT {month}, {_NUMBERS} {_FIRST} GROUP BY {month} ORDER BY 1")
        return Panel(
            "months",
            "By month",
            ("month", *_COLUMNS),
            tuple(rows),
            "columns",
            ("named", "unnamed", "no source"),
            ("month", "statements", "direct", "named", "unnamed", "no source"),
        )

    def unnamed(self) -> Panel:
        rows = self._rows(
            "SELECT max(v.name), count(*), count(DISTINCT s.article), count(DISTINCT a.outlet),"
            f" sum({_WORDS}) {_FIRST} AND NOT v.named"
            " GROUP BY v.name COLLATE NOCASE ORDER BY count(*) DESC, 1 LIMIT :most"
        )
        return Panel(
            "unnamed",
            "Sources without a name",
            ("described as", "statements", "articles", "outlets", "words"),
            tuple(rows),
            "bars",
            ("statements",),
        )


def _share(part: Value, whole: Value) -> str:
    if not isinstance(part, int) or not isinstance(whole, int) or not whole:
        return "–"
    return f"{100 * part / whole:.0f} %"


def _value(each: apsw.SQLiteValue) -> Value:
    return each if isinstance(each, str | int | float) else None
