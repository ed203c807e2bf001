"""Statements as other records refer to them: enough to show who said what, where and when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import apsw

from sayso.errors import UsageError
from sayso.ledger import people

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


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


def days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """Two dates that were given, as they are compared: days, months or years.

    Raises:
        UsageError: one is no date, or the first is after the last.
    """
    for name, given in (("since", since), ("until", until)):
        if given is not None and not _is_date(given):
            raise UsageError(f"{name} {given!r:.40} is no date; write 2024-03-31, 2024-03 or 2024")
    if since is not None and until is not None and since[: len(until)] > until:
        raise UsageError(f"since {since} is after until {until}")
    return since, until


def _is_date(given: str) -> bool:
    found = _DATE.fullmatch(given)
    if found is None:
        return False
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True
