"""Articles: a text, where it comes from, and all that was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.records.interactions import Interaction
from sayso.records.passages import digest
from sayso.records.statements import Statement


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands at the head of a story: "New York, Dec 31 (IANS):"."""

    place: str | None = None
    agency: str | None = None
    date: str | None = None
    """ISO date, or null where the dateline gives none or no year is known."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"place": self.place, "agency": self.agency, "date": self.date}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was found: a path and a range of its characters."""

    path: str
    start: int
    end: int
    member: str | None = None
    """Of an archive: the name of the file inside it."""
    record: int | None = None
    """Of a file of many records (lines, entries, messages): which one, from 0."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "path": self.path,
            "start": self.start,
            "end": self.end,
            "member": self.member,
            "record": self.record,
        }


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that reading took out of an article, and why."""

    text: str
    reason: str
    start: int | None = None
    """Where it began in what was read; null where the place is not known."""
    end: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"text": self.text, "reason": self.reason, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Article:
    """One story, with the statements and interactions found in its ``text``."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    dateline: Dateline | None = None
    origin: Origin | None = None
    removed: tuple[Removed, ...] = ()
    language: str = "en"
    statements: tuple[Statement, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    updated: str | None = None
    section: str | None = None
    url: str | None = None
    """The canonical address."""
    agency: str | None = None
    """The news agency that is credited."""
    duplicate_of: str | None = None
    """The id of the first article in the run with almost the same text."""
    similarity: float | None = None
    """How much of the text is shared with that one, from 0 to 1."""
    interactions: tuple[Interaction, ...] = ()

    @classmethod
    def of(cls, text: str, origin: Origin | None = None) -> Article:
        """The article that consists of ``text``, with an id made from it."""
        return cls(id=digest(text), text=text, origin=origin)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, in the order of the contract."""
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "published": self.published,
            "dateline": self.dateline.to_dict() if self.dateline else None,
            "origin": self.origin.to_dict() if self.origin else None,
            "removed": [removed.to_dict() for removed in self.removed],
            "language": self.language,
            "outlet": self.outlet,
            "byline": self.byline,
            "updated": self.updated,
            "section": self.section,
            "url": self.url,
            "agency": self.agency,
            "duplicate_of": self.duplicate_of,
            "similarity": self.similarity,
            "statements": [statement.to_dict() for statement in self.statements],
            "interactions": [interaction.to_dict() for interaction in self.interactions],
        }

    def interactions_of(self, statement: str) -> tuple[Interaction, ...]:
        """Those that a statement, given by its id, reports or is itself."""
        return tuple(
            each for each in self.interactions if statement in (each.reported_by, each.statement)
        )
