"""Statements as other records refer to them: enough to show who said what, where and when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import apsw

from sayso.ledger import people


@dataclass(frozen=True, slots=True)
class Reference:
    """A statement of the ledger, in short."""

    statement: str
    """Its id."""
    article: str
    """The id of the article that it stands in."""
    title: str | None
    outlet: str | None
    day: str | None
    """When the article appeared, ISO, as far as it is known."""
    speaker: str | None
    source: str | None
    cue: str | None
    content: str
    stance: str
    hedge: str

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "statement": self.statement,
            "article": self.article,
            "title": self.title,
            "outlet": self.outlet,
            "day": self.day,
            "speaker": self.speaker,
            "source": self.source,
            "cue": self.cue,
            "content": self.content,
            "stance": self.stance,
            "hedge": self.hedge,
        }


def references(connection: apsw.Connection, keys: Iterable[int]) -> dict[int, Reference]:
    """The statements with those keys, by key; rejected ones are left out."""
    rows = connection.execute(
        "SELECT s.key, s.id, a.id, a.title, a.outlet, a.day,"
        " coalesce(p.name, v.name), s.source, s.cue, s.content, s.stance, s.hedge"
        " FROM statement s JOIN article a ON a.key = s.article"
        " LEFT JOIN voice v ON v.statement = s.key AND v.part = 'speaker' AND v.place = 0"
        " LEFT JOIN person p ON p.key = v.person"
        " WHERE s.key IN (SELECT value FROM json_each(?)) AND s.review IS NOT 'rejected'",
        (json.dumps(list(keys)),),
    )
    return {key: Reference(*rest) for key, *rest in rows}


def said_by(connection: apsw.Connection, name: str, column: str) -> tuple[str, list[object]]:
    """The condition that a statement is said by whoever ``name`` means, and its values.

    Args:
        connection: to the ledger.
        name: of a person, in any spelling that is known, or of any other speaker.
        column: that holds the statement's key; no user's text.
    """
    known = people.person_keys(connection, name)
    return (
        f"EXISTS (SELECT 1 FROM voice WHERE voice.statement = {column} AND part = 'speaker'"
        " AND (name = ? COLLATE NOCASE OR person IN (SELECT value FROM json_each(?))))",
        [name.strip(), json.dumps(known)],
    )
