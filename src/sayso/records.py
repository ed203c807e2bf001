"""The records that Sayso keeps, and the JSON contract they make.

Every record is frozen. Offsets are Unicode code points into the ``text`` of
the article that a record belongs to, as half-open ``(start, end)`` pairs.
The field names here are the field names everywhere: in Python, in JSON Lines,
in a database. ``to_dict`` gives plain JSON types in the order of the fields.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
"""Half-open ``(start, end)`` in code points."""

Form = Literal["direct", "indirect", "mixed"]
Type = Literal["assertion", "belief", "fact", "eventuality"]
Stance = Literal["affirms", "denies", "questions", "negated"]
Hedge = Literal["none", "alleged", "rumoured", "secondhand"]
Kind = Literal["person", "group", "organization", "country", "document", "unknown"]
InteractionType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
"""The types of PLOVER; what Sayso counts as which stands in ``docs/interactions.md``."""
Status = Literal["happened", "planned", "hypothetical", "negated", "historical"]


def digest(*parts: str) -> str:
    """A short id (16 hex digits) that depends on the parts alone.

    Text may hold lone surrogates (a JSON export can carry them), so they are
    hashed as they are instead of being refused.
    """
    hashed = hashlib.blake2b(digest_size=8)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hashed.update(len(encoded).to_bytes(8, "big"))
        hashed.update(encoded)
    return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article, in one fragment or several, in reading order."""

    text: str
    """The fragments' words, joined by a space where the text has a gap."""
    fragments: tuple[Span, ...]

    @classmethod
    def cut(cls, text: str, fragments: Iterable[Span]) -> Passage:
        """The passage that ``fragments`` cut out of an article's ``text``."""
        ordered = tuple(sorted(fragments))
        return cls(" ".join(text[start:end] for start, end in ordered), ordered)

    @property
    def start(self) -> int:
        """Where the first fragment starts."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Where the last fragment ends."""
        return self.fragments[-1][1]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"text": self.text, "fragments": [list(span) for span in self.fragments]}


@dataclass(frozen=True, slots=True)
class Mention:
    """The words elsewhere in the article that a resolution rests on."""

    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is: the fullest name that the article gives."""

    name: str
    kind: Kind = "unknown"
    role: str | None = None
    """Office or description as the article words it, without the name."""
    mention: Mention | None = None
    """Where the name stands, if it is not in the source itself."""
    confidence: float = 1.0

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "name": self.name,
            "kind": self.kind,
            "role": self.role,
            "mention": self.mention.to_dict() if self.mention else None,
            "confidence": round(self.confidence, 4),
        }


@dataclass(frozen=True, slots=True)
class When:
    """A span of days, as exact as the words allow.

    ``start`` and ``end`` are ISO dates, both included, or null where the
    words are relative and the article has no date to count from.
    """

    text: str
    start: str | None
    end: str | None
    granularity: Literal["day", "month", "year", "unresolved"]
    fragments: tuple[Span, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "granularity": self.granularity,
            "fragments": [list(span) for span in self.fragments],
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: who is said to have put what forward, and how."""

    id: str
    content: Passage
    source: Passage | None = None
    cue: Passage | None = None
    parent: str | None = None
    """Id of the statement whose content this one stands in."""
    form: Form = "indirect"
    type: Type = "assertion"
    stance: Stance = "affirms"
    hedge: Hedge = "none"
    speaker: Speaker | None = None
    """The first of ``speakers``; null where nobody is named or described."""
    speakers: tuple[Speaker, ...] = ()
    """All who are behind it: two for "A and B said"."""
    addressees: tuple[Speaker, ...] = ()
    said_on: When | None = None
    confidence: float = 0.0
    """The model's probability that these very spans are right, 0 to 1."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, in the order of the contract."""
        return {
            "id": self.id,
            "parent": self.parent,
            "source": self.source.to_dict() if self.source else None,
            "cue": self.cue.to_dict() if self.cue else None,
            "content": self.content.to_dict(),
            "form": self.form,
            "type": self.type,
            "stance": self.stance,
            "hedge": self.hedge,
            "speaker": self.speaker.to_dict() if self.speaker else None,
            "speakers": [speaker.to_dict() for speaker in self.speakers],
            "addressees": [addressee.to_dict() for addressee in self.addressees],
            "said_on": self.said_on.to_dict() if self.said_on else None,
            "confidence": round(self.confidence, 4),
        }


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who does something to somebody, or to whom it is done."""

    name: str
    """The fullest name that the article gives, or the words that describe them."""
    passage: Passage
    """The words that stand with the predicate: a name, a description or a pronoun.

    The name instead of a pronoun where the sentence holds both.
    """
    kind: Kind = "unknown"
    country: str | None = None
    """ISO 3166-1 alpha-3, or null where the text does not tell."""
    sector: str | None = None
    """As CAMEO codes agents: GOV, MIL, LEG, JUD, REB, OPP, IGO, NGO, MED, BUS, EDU, CVL …"""
    role: str | None = None
    """Office or description as the article words it, without the name."""
    mention: Mention | None = None
    """Where the name stands, if it is not in ``passage`` itself."""
    confidence: float = 1.0
    """Probability that they belong to the interaction, and are who ``name`` says."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "name": self.name,
            "passage": self.passage.to_dict(),
            "kind": self.kind,
            "country": self.country,
            "sector": self.sector,
            "role": self.role,
            "mention": self.mention.to_dict() if self.mention else None,
            "confidence": round(self.confidence, 4),
        }


@dataclass(frozen=True, slots=True)
class Interaction:
    """One act between parties: who did what to whom."""

    id: str
    type: InteractionType
    predicate: Passage
    """The words that carry the act: "met", "voiced support", "his visit"."""
    act: str
    """A plain word for it: meet, praise, greet, sue …"""
    mode: str | None = None
    """A finer kind, where PLOVER has one for the type: visit, withdraw, arrest …"""
    cameo: str | None = None
    """The CAMEO code of the act, as exact as ``act`` is known; a root code otherwise."""
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    """Empty where the sentence names none. Of a mutual act, the other side."""
    excluded: tuple[Party, ...] = ()
    """Whom the text takes out of the recipients: "the CIS, excluding Moldova"."""
    only: Passage | None = None
    """The word that says that the recipients are all there were: "only to Orban"."""
    place: Mention | None = None
    date: When | None = None
    status: Status = "happened"
    reported_by: str | None = None
    """Id of the innermost statement whose content holds the predicate."""
    statement: str | None = None
    """Id of the statement whose cue is this very act: "praised" is said and done at once."""
    confidence: float = 0.0
    """The model's probability that predicate, type and parties are right, 0 to 1."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, in the order of the contract."""
        return {
            "id": self.id,
            "type": self.type,
            "mode": self.mode,
            "act": self.act,
            "cameo": self.cameo,
            "predicate": self.predicate.to_dict(),
            "actors": [party.to_dict() for party in self.actors],
            "recipients": [party.to_dict() for party in self.recipients],
            "excluded": [party.to_dict() for party in self.excluded],
            "only": self.only.to_dict() if self.only else None,
            "place": self.place.to_dict() if self.place else None,
            "date": self.date.to_dict() if self.date else None,
            "status": self.status,
            "reported_by": self.reported_by,
            "statement": self.statement,
            "confidence": round(self.confidence, 4),
        }


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


def statement_id(
    article_id: str,
    source: Sequence[Span],
    cue: Sequence[Span],
    content: Sequence[Span],
) -> str:
    """The id of the statement with these spans in that article.

    A function of the article's text and the offsets alone, so that reading
    the same text again, alone or in a batch, gives the same ids.
    """
    return digest(article_id, repr([list(map(list, spans)) for spans in (source, cue, content)]))


def interaction_id(
    article_id: str,
    predicate: Sequence[Span],
    actors: Sequence[Sequence[Span]],
    recipients: Sequence[Sequence[Span]],
) -> str:
    """The id of the interaction with these spans in that article; see ``statement_id``."""
    parties = [[list(map(list, spans)) for spans in side] for side in (actors, recipients)]
    return digest(article_id, "interaction", repr([list(map(list, predicate)), *parties]))
