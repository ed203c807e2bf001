"""Who denies what: denials beside what they deny."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import apsw

from sayso.ledger.connecting import guarded
from sayso.reporting.panels import Panel, Report, Value
from sayso.reporting.scope import Scope

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_MOST: Final = 200
_LONGEST: Final = 300
"""Characters of a statement in a table."""
_PAIRS: Final = """
    FROM dispute d
    JOIN statement s ON s.key = d.denial JOIN article a ON a.key = s.article
    JOIN statement c ON c.key = d.claim JOIN article b ON b.key = c.article
    LEFT JOIN voice v ON v.statement = s.key AND v.part = 'speaker' AND v.place = 0
    LEFT JOIN voice w ON w.statement = c.key AND w.part = 'speaker' AND w.place = 0
    WHERE s.review IS NOT 'rejected' AND c.review IS NOT 'rejected'
    AND (:since IS NULL OR a.day >= :since) AND (:until IS NULL OR a.day <= :until)
    AND (:outlet IS NULL OR a.outlet = :outlet COLLATE NOCASE)
    AND (:copies OR a.duplicate_of IS NULL)
"""


def disputes(ledger: Ledger, scope: Scope | None = None, *, most: int = _MOST) -> Report:
    """The report on denials and what they deny.

    Args:
        ledger: whose disputes are counted.
        scope: by the article that has the denial; all by default, without near-copies.
        most: rows of a table that could have any number.

    Raises:
        LedgerError: the ledger cannot be read.
    """
    scope = scope or Scope()
    values = {**scope.values, "most": most}
    with guarded(ledger.path):
        asked = _Asked(ledger.connection, values)
        (total,) = asked.rows(
            "count(*), count(DISTINCT d.denial), count(DISTINCT v.name), count(DISTINCT w.name),"
            " sum(s.article <> c.article)"
        )
        return Report(
            "Who denies what",
            (
                ("disputes", total[0]),
                ("denials", total[1]),
                ("who deny", total[2]),
                ("whose word is denied", total[3]),
                ("across articles", total[4] or 0),
            ),
            (
                asked.counted("deniers", "Who denies", "coalesce(v.name, 'nobody named')"),
                asked.counted(
                    "disputed", "Whose word is denied", "coalesce(w.name, 'nobody named')"
                ),
                asked.pairs(),
            ),
            str(scope),
        )


class _Asked:
    def __init__(self, connection: apsw.Connection, values: dict[str, apsw.SQLiteValue]) -> None:
        self._connection, self._values = connection, values

    def rows(self, columns: str, more: str = "") -> list[tuple[Value, ...]]:
        found = self._connection.execute(f"SELECT {columns} {_PAIRS} {more}", self._values)
        return [
            tuple(each if isinstance(each, str | int | float) else None for each in row)
            for row in found
        ]

    def counted(self, name: str, title: str, by: str) -> Panel:
        rows = self.rows(f"{by}, count(*)", f"GROUP BY {by} ORDER BY 2 DESC, 1 LIMIT :most")
        return Panel(name, title, ("name", "disputes"), tuple(rows), "bars", ("disputes",))

    def pairs(self) -> Panel:
        rows = self.rows(
            f"v.name, substr(s.content, 1, {_LONGEST}), w.name, substr(c.content, 1, {_LONGEST}),"
            " coalesce(s.day, a.day), round(d.score, 2), d.reason, s.id, c.id",
            "ORDER BY d.score DESC, d.key LIMIT :most",
        )
        return Panel(
            "disputes",
            "The disputes",
            (
                "denied by",
                "denial",
                "said by",
                "claim",
                "day",
                "score",
                "why",
                "denial id",
                "claim id",
            ),
            tuple(rows),
            brief=("denied by", "denial", "said by", "claim", "score"),
        )
