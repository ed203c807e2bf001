"""Carrying out what a person decides about a statement, and writing down who, when and why."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast

import apsw

from sayso.errors import UsageError
from sayso.ledger import loading
from sayso.ledger.connecting import now, one, rows, transaction
from sayso.ledger.finding import statement_key
from sayso.ledger.people import link_article
from sayso.ledger.reviews.changing import Changes, Surroundings, changed
from sayso.ledger.reviews.fields import Value, dump, load, put, values
from sayso.records import Speaker

Action = Literal["accept", "reject", "edit", "undo"]
_BECOMES: Final = {"accept": "accepted", "reject": "rejected", "edit": "edited"}
_LONGEST: Final = {"by": 200, "why": 2_000}
"""Characters."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, before and after, in plain JSON types."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody decided about a statement at once."""

    key: int
    """Its number in the ledger."""
    action: Action
    who: str
    at: str
    """ISO, UTC."""
    why: str | None
    changes: tuple[FieldChange, ...]
    undoes: int | None = None
    """Of an undo: the number of what it takes back."""
    undone: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return asdict(self) | {"changes": [asdict(change) for change in self.changes]}


def accept(
    connection: apsw.Connection, path: Path, statement_id: str, by: str, why: str | None
) -> None:
    """Somebody says that the statement is right as it is."""
    _decide(connection, path, statement_id, "accept", by, why, {})


def reject(
    connection: apsw.Connection, path: Path, statement_id: str, by: str, why: str | None
) -> None:
    """Somebody says that the statement is none."""
    _decide(connection, path, statement_id, "reject", by, why, {})


def edit(
    connection: apsw.Connection,
    path: Path,
    statement_id: str,
    by: str,
    why: str | None,
    changes: Changes,
) -> None:
    """Somebody says how the statement should be. Its id stays.

    Raises:
        UsageError: a change cannot be made, or nothing would change.
    """
    _decide(connection, path, statement_id, "edit", by, why, changes)


def _decide(
    connection: apsw.Connection,
    path: Path,
    statement_id: str,
    action: Action,
    by: str,
    why: str | None,
    changes: Changes,
) -> None:
    who, reason = _said(by, "by"), _said(why, "why") if why and why.strip() else None
    with transaction(connection, path):
        key = statement_key(connection, statement_id)
        statement = loading.statement(connection, key)
        before = values(statement) | {"review": _review(connection, key)}
        after: dict[str, Value] = {}
        if action == "edit":
            after = changed(statement, _surroundings(connection, key), changes)
        after["review"] = _BECOMES[action]
        changes_made = [(field, dump(before[field]), dump(value)) for field, value in after.items()]
        _carry_out(connection, key, action, changes_made, who, reason)


def undo(
    connection: apsw.Connection, path: Path, statement_id: str, by: str, why: str | None
) -> None:
    """Take back the last decision about a statement that stands.

    Raises:
        UsageError: there is none.
    """
    who, reason = _said(by, "by"), _said(why, "why") if why and why.strip() else None
    with transaction(connection, path):
        key = statement_key(connection, statement_id)
        ((act,),) = rows(
            connection,
            "SELECT max(act) FROM review r WHERE statement = ? AND action <> 'undo'"
            " AND NOT EXISTS (SELECT 1 FROM review u WHERE u.undoes = r.act)",
            (key,),
        )
        if act is None:
            raise UsageError(f"statement {statement_id}: there is no decision to take back")
        back: list[Any] = rows(
            connection, "SELECT field, after, before FROM review WHERE act = ? ORDER BY key", (act,)
        )
        _carry_out(connection, key, "undo", back, who, reason, act)


def history(connection: apsw.Connection, key: int) -> list[Review]:
    """All that was decided about the statement with that key, the first first."""
    acts: dict[int, Review] = {}
    for number, action, field, before, after, who, at, why, undoes, undone in rows(
        connection,
        "SELECT act, action, field, before, after, who, at, why, undoes,"
        " EXISTS (SELECT 1 FROM review u WHERE u.undoes = r.act)"
        " FROM review r WHERE statement = ? ORDER BY key",
        (key,),
    ):
        change = FieldChange(field, json.loads(before), json.loads(after))
        earlier = acts[number].changes if number in acts else ()
        acts[number] = Review(
            number, cast(Action, action), who, at, why, (*earlier, change), undoes, bool(undone)
        )
    return list(acts.values())


def _carry_out(
    connection: apsw.Connection,
    key: int,
    action: Action,
    changes: list[tuple[str, str, str]],
    who: str,
    why: str | None,
    undoes: int | None = None,
) -> None:
    """Give each field its new value; ``changes`` hold field, before and after."""
    act, at = one(connection, "SELECT coalesce(max(key), 0) FROM review") + 1, now()
    for number, (field, before, after) in enumerate(changes):
        put(connection, key, field, load(field, after))
        connection.execute(
            "INSERT INTO review (key, act, statement, action, field, before, after, who, at, why,"
            " undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (act + number, act, key, action, field, before, after, who, at, why, undoes),
        )
    # Whoever is new has no identity across articles yet.
    link_article(connection, one(connection, "SELECT article FROM statement WHERE key = ?", (key,)))


def _review(connection: apsw.Connection, key: int) -> str | None:
    row = connection.execute("SELECT review FROM statement WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _surroundings(connection: apsw.Connection, key: int) -> Surroundings:
    row = connection.execute(
        "SELECT a.key, a.text, a.day FROM statement s JOIN article a ON a.key = s.article"
        " WHERE s.key = ?",
        (key,),
    ).fetchone()
    assert row is not None
    article, text, day = row
    known = {
        name.casefold(): Speaker(name, kind, role)
        for name, kind, role in connection.execute(
            "SELECT v.name, v.kind, v.role FROM voice v JOIN statement s ON s.key = v.statement"
            " WHERE s.article = ? ORDER BY v.role IS NOT NULL, s.place DESC",
            (article,),
        )
    }
    return Surroundings(text, day, known)


def _said(given: str, what: str) -> str:
    words = " ".join(given.split())
    if not words or not words.isprintable():
        raise UsageError(f"{what}: say who you are" if what == "by" else f"{what}: in plain words")
    if len(words) > _LONGEST[what]:
        raise UsageError(f"{what}: {len(words)} characters are too many; keep to {_LONGEST[what]}")
    return words
