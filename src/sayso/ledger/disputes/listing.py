"""The disputes of a ledger, for those who ask."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

import apsw

from sayso.errors import UnknownError
from sayso.ledger.referring import Reference, references, said_by

_COLUMNS = "SELECT d.key, d.id, d.denial, d.claim, d.score, d.reason FROM dispute d"
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Dispute:
    """A denial, and the statement that it denies."""

    id: str
    denial: Reference
    claim: Reference
    score: float
    """Probability that the one denies the other, 0 to 1."""
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "id": self.id,
            "denial": self.denial.to_dict(),
            "claim": self.claim.to_dict(),
            "score": round(self.score, 4),
            "reason": self.reason,
        }


def disputes(
    connection: apsw.Connection,
    *,
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
    min_score: float = 0.0,
    limit: int = 50,
    after: str | None = None,
) -> list[Dispute]:
    """Disputes, those denied last first; see ``Ledger.disputes``."""
    where = ["d.score >= ?"]
    given: list[apsw.SQLiteValue] = [min_score]
    if since is not None:
        where.append("d.day >= ?")
        given.append(since)
    if until is not None:
        where.append("substr(d.day, 1, length(?)) <= ?")
        given += [until, until]
    if speaker is not None:
        sides = [said_by(connection, speaker, side) for side in ("d.denial", "d.claim")]
        where.append(f"({sides[0][0]} OR {sides[1][0]})")
        given += [*sides[0][1], *sides[1][1]]
    if after is not None:
        day, key = _place(connection, after)
        where.append("(coalesce(d.day, '') < ? OR coalesce(d.day, '') = ? AND d.key < ?)")
        given += [day, day, key]
    rows = connection.execute(
        f"{_COLUMNS} WHERE {' AND '.join(where)} ORDER BY coalesce(d.day, '') DESC, d.key DESC",
        tuple(given),
    )
    found: list[Dispute] = []
    # Reviewers may have rejected a side of some: those are passed over.
    while len(found) < limit and (page := list(islice(rows, min(limit, _PAGE)))):
        found += _made(connection, page)
    return found[:limit]


def disputes_of(connection: apsw.Connection, statement: int) -> list[Dispute]:
    """Those that a statement, given by its key, denies or is denied in, the likeliest first."""
    rows = connection.execute(
        f"{_COLUMNS} WHERE d.denial = ?1 OR d.claim = ?1 ORDER BY d.score DESC, d.key",
        (statement,),
    ).fetchall()
    return _made(connection, rows)


def _place(connection: apsw.Connection, after: str) -> tuple[str, int]:
    row = connection.execute(
        "SELECT coalesce(day, ''), key FROM dispute WHERE id = ?", (after,)
    ).fetchone()
    if row is None:
        raise UnknownError(f"there is no dispute {after!r:.40} in this ledger to go on after")
    day, key = row
    return str(day), int(key)


def _made(connection: apsw.Connection, rows: list[tuple[Any, ...]]) -> list[Dispute]:
    known = references(connection, {key for row in rows for key in row[2:4]})
    return [
        Dispute(id_, known[denial], known[claim], score, reason)
        for _, id_, denial, claim, score, reason in rows
        if denial in known and claim in known
    ]
