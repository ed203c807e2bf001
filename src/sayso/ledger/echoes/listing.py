"""The echoes of a ledger, for those who ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import apsw

from sayso.errors import UnknownError
from sayso.ledger.echoes.changing import Change, changes
from sayso.ledger.referring import Reference, references, said_by


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
    where = ["e.size >= ?"]
    given: list[apsw.SQLiteValue] = [min_size]
    if after is not None:
        size, key = _place(connection, after)
        where.append("(e.size < ? OR e.size = ? AND e.key > ?)")
        given += [size, size, key]
    member = [
        "EXISTS (SELECT 1 FROM appearing m JOIN statement s ON s.key = m.statement"
        " JOIN article a ON a.key = s.article WHERE m.echo = e.key"
    ]
    if since is not None:
        member.append("a.day >= ?")
        given.append(since)
    if until is not None:
        member.append("substr(a.day, 1, length(?)) <= ?")
        given += [until, until]
    if speaker is not None:
        condition, names = said_by(connection, speaker, "s.key")
        member.append(condition)
        given += names
    if len(member) > 1:
        where.append(" AND ".join(member) + ")")
    found: list[Echo] = []
    rows = connection.execute(
        f"SELECT e.key FROM echo e WHERE {' AND '.join(where)} ORDER BY e.size DESC, e.key",
        tuple(given),
    )
    # Reviewers may have left too few appearances of some: those are passed over.
    for (key,) in rows:
        echo = _echo(connection, key)
        if echo is not None and len(echo.appearances) >= min_size:
            found.append(echo)
            if len(found) == limit:
                break
    return found


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
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT e.id, m.statement, m.score, m.reason, m.otherwise FROM echo e"
        " JOIN appearing m ON m.echo = e.key WHERE e.key = ? ORDER BY m.statement",
        (key,),
    ).fetchall()
    known = references(connection, [statement for _, statement, *_ in rows])
    present: list[tuple[Reference, float, str, bool]] = [
        (known[statement], score, reason, bool(otherwise))
        for _, statement, score, reason, otherwise in rows
        if statement in known
    ]
    if len({said.article for said, *_ in present}) < 2:
        return None
    # Sorting keeps the order in which they were added, where days are the same.
    present.sort(key=lambda each: each[0].day or "9999")
    first = present[0][0]
    return Echo(
        rows[0][0],
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
