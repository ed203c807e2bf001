"""The disputes of a ledger, for those who ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import apsw

from sayso.errors import UnknownError
from sayso.ledger.connecting import one, rows
from sayso.ledger.referring import Reference, references, said_by

_COLUMNS: Final = "SELECT d.key, d.id, d.denial, d.claim, d.score, d.reason FROM dispute d"


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
    where, given = _where(connection, speaker, since, until, min_score)
    if after is not None:
        day, key = _place(connection, after)
        where += " AND (coalesce(d.day, '') < ? OR coalesce(d.day, '') = ? AND d.key < ?)"
        given += [day, day, key]
    found = rows(
        connection,
        f"{_COLUMNS} WHERE {where} ORDER BY coalesce(d.day, '') DESC, d.key DESC LIMIT ?",
        (*given, limit),
    )
    return _made(connection, found)


def count_disputes(
    connection: apsw.Connection,
    *,
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
    min_score: float = 0.0,
) -> int:
    """How many ``disputes`` gives on all its pages."""
    where, given = _where(connection, speaker, since, until, min_score)
    return one(connection, f"SELECT count(*) FROM dispute d WHERE {where}", tuple(given))


def _where(
    connection: apsw.Connection,
    speaker: str | None,
    since: str | None,
    until: str | None,
    min_score: float,
) -> tuple[str, list[apsw.SQLiteValue]]:
    """The condition for a dispute ``d``, and its values."""
    # Reviewers may have rejected a side of some.
    where = (
        "d.score >= ? AND NOT EXISTS (SELECT 1 FROM statement s"
        " WHERE s.key IN (d.denial, d.claim) AND s.review IS 'rejected')"
    )
    given: list[apsw.SQLiteValue] = [min_score]
    if since is not None:
        where += " AND d.day >= ?"
        given.append(since)
    if until is not None:
        where += " AND substr(d.day, 1, length(?)) <= ?"
        given += [until, until]
    if speaker is not None:
        sides = [said_by(connection, speaker, side) for side in ("d.denial", "d.claim")]
        where += f" AND ({sides[0][0]} OR {sides[1][0]})"
        given += [*sides[0][1], *sides[1][1]]
    return where, given


def disputes_of(connection: apsw.Connection, statement: int) -> list[Dispute]:
    """Those that a statement, given by its key, denies or is denied in, the likeliest first."""
    found = rows(
        connection,
        f"{_COLUMNS} WHERE d.denial = ?1 OR d.claim = ?1 ORDER BY d.score DESC, d.key",
        (statement,),
    )
    return _made(connection, found)


def _place(connection: apsw.Connection, after: str) -> tuple[str, int]:
    row = connection.execute(
        "SELECT coalesce(day, ''), key FROM dispute WHERE id = ?", (after,)
    ).fetchone()
    if row is None:
        raise UnknownError(f"there is no dispute {after!r:.40} in this ledger to go on after")
    day, key = row
    return str(day), int(key)


def _made(connection: apsw.Connection, found: list[tuple[Any, ...]]) -> list[Dispute]:
    known = references(connection, {key for row in found for key in row[2:4]})
    return [
        Dispute(id_, known[denial], known[claim], score, reason)
        for _, id_, denial, claim, score, reason in found
        if denial in known and claim in known
    ]
