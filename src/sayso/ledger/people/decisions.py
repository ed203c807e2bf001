"""What was decided about who is who: kept for good, with score, reason, who and when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import apsw

from sayso.ledger.connecting import now

Act: TypeAlias = Literal["auto", "merge", "split", "rename", "import"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about who is who."""

    key: int
    """What ``undo`` takes."""
    act: Act
    summary: str
    """In words, with the names as they were."""
    score: float | None
    """How sure it was, 0 to 1, of automatic ones."""
    reason: str
    who: str
    made: str
    """ISO, UTC."""
    undone: str | None
    undone_by: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "key": self.key,
            "act": self.act,
            "summary": self.summary,
            "score": self.score,
            "reason": self.reason,
            "who": self.who,
            "made": self.made,
            "undone": self.undone,
            "undone_by": self.undone_by,
        }


def record(
    connection: apsw.Connection,
    *,
    act: Act,
    person: int,
    summary: str,
    reason: str,
    other: int | None = None,
    detail: object = None,
    score: float | None = None,
    who: str = "sayso",
) -> int:
    """Put a decision on record; its key."""
    connection.execute(
        "INSERT INTO decision (act, person, other, summary, detail, score, reason, who, made)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            act,
            person,
            other,
            summary,
            json.dumps(detail, ensure_ascii=False) if detail is not None else None,
            round(score, 4) if score is not None else None,
            reason,
            who,
            now(),
        ),
    )
    return connection.last_insert_rowid()


_COLUMNS = "key, act, summary, score, reason, who, made, undone, undone_by"


def decisions_about(connection: apsw.Connection, people: list[int], limit: int) -> list[Decision]:
    """The latest decisions about any of these, the latest first."""
    found: dict[int, Decision] = {}
    for person in people:
        for row in connection.execute(
            f"SELECT {_COLUMNS} FROM decision WHERE person = ?1"
            f" UNION SELECT {_COLUMNS} FROM decision WHERE other = ?1 ORDER BY key DESC LIMIT ?2",
            (person, limit),
        ):
            found[row[0]] = Decision(*row)
    return sorted(found.values(), key=lambda each: -each.key)[:limit]
