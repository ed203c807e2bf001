"""The echoes of a ledger, for those who ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import apsw

from sayso.errors import UnknownError
from sayso.ledger.connecting import one, rows
from sayso.ledger.echoes.changing import Change, changes
from sayso.ledger.referring import Reference, references, said_by

_PRESENT: Final = (
    "FROM appearing m JOIN statement s ON s.key = m.statement JOIN article a ON a.key = s.article"
    " WHERE m.echo = e.key AND s.review IS NOT 'rejected'"
)
"""The appearances of an echo ``e`` that nobody has rejected."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a statement was printed."""

    said: Reference
    score: float
    """Probability that it is the same statement, 0 to 1; 1 for the one that was there first."""
    reason: str
    otherwise: bool
    """Whether the same words are attributed to somebody else."""
    changes: tuple[Change, ...]
    """What was changed since the first appearance; empty for that itself."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            **self.said.to_dict(),
            "score": round(self.score, 4),
            "reason": self.reason,
            "otherwise": self.otherwise,
            "changes": [each.to_dict() for each in self.changes],
        }


@dataclass(frozen=True, slots=True)
class Echo:
    """One statement that appears in several articles."""

    id: str
    appearances: tuple[Appearance, ...]
    """The first by day; of one day, the one that was added first."""

    @property
    def first(self) -> Reference:
        """Where it appeared first."""
        return self.appearances[0].said

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "id": self.id,
            "first": self.first.statement,
            "size": len(self.appearances),
            "appearances": [each.to_dict() for each in self.appearances],
        }


def echoes(
    connection: apsw.Connection,
    *,
    min_size: int = 2,
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    after: str | None = None,
) -> list[Echo]:
    """Echoes, those with most appearances first; see ``Ledger.echoes``."""
    where, given = _where(connection, min_size, speaker, since, until)
    if after is not None:
        size, key = _place(connection, after)
        where += " AND (e.size < ? OR e.size = ? AND e.key > ?)"
        given += [size, size, key]
    found = rows(
        connection,
        f"SELECT e.key FROM echo e WHERE {where} ORDER BY e.size DESC, e.key LIMIT ?",
        (*given, limit),
    )
    return [echo for (key,) in found if (echo := _echo(connection, key)) is not None]


def count_echoes(
    connection: apsw.Connection,
    *,
    min_size: int = 2,
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> int:
    """How many ``echoes`` gives on all its pages."""
    where, given = _where(connection, min_size, speaker, since, until)
    return one(connection, f"SELECT count(*) FROM echo e WHERE {where}", tuple(given))


def _where(
    connection: apsw.Connection,
    min_size: int,
    speaker: str | None,
    since: str | None,
    until: str | None,
) -> tuple[str, list[apsw.SQLiteValue]]:
    """The condition for an echo ``e``, and its values."""
    least = max(min_size, 2)
    # Reviewers may have left too few appearances of some.
    where = f"e.size >= ? AND (SELECT count(*) {_PRESENT}) >= ?"
    given: list[apsw.SQLiteValue] = [least, least]
    member = ""
    if since is not None:
        member += " AND a.day >= ?"
        given.append(since)
    if until is not None:
        member += " AND substr(a.day, 1, length(?)) <= ?"
        given += [until, until]
    if speaker is not None:
        condition, names = said_by(connection, speaker, "s.key")
        member += f" AND {condition}"
        given += names
    if member:
        where += f" AND EXISTS (SELECT 1 {_PRESENT}{member})"
    return where, given


def echo_of(connection: apsw.Connection, statement: int) -> Echo | None:
    """The echo that a statement, given by its key, belongs to."""
    row = connection.execute(
        "SELECT echo FROM appearing WHERE statement = ?", (statement,)
    ).fetchone()
    return None if row is None else _echo(connection, row[0])


def _place(connection: apsw.Connection, after: str) -> tuple[int, int]:
    row = connection.execute("SELECT size, key FROM echo WHERE id = ?", (after,)).fetchone()
    if row is None:
        raise UnknownError(f"there is no echo {after!r:.40} in this ledger to go on after")
    size, key = row
    return int(size), int(key)


def _echo(connection: apsw.Connection, key: int) -> Echo | None:
    found = rows(
        connection,
        "SELECT e.id, m.statement, m.score, m.reason, m.otherwise FROM echo e"
        " JOIN appearing m ON m.echo = e.key WHERE e.key = ? ORDER BY m.statement",
        (key,),
    )
    known = references(connection, [statement for _, statement, *_ in found])
    present: list[tuple[Reference, float, str, bool]] = [
        (known[statement], score, reason, bool(otherwise))
        for _, statement, score, reason, otherwise in found
        if statement in known
    ]
    if len({said.article for said, *_ in present}) < 2:
        return None
    # Sorting keeps the order in which they were added, where days are the same.
    present.sort(key=lambda each: each[0].day or "9999")
    first = present[0][0]
    return Echo(
        found[0][0],
        tuple(
            Appearance(
                said,
                score,
                reason,
                otherwise,
                () if said is first else changes(first.content, said.content),
            )
            for said, score, reason, otherwise in present
        ),
    )
