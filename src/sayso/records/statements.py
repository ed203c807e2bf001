"""Statements: who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sayso.records.passages import Mention, Passage, Span, When, digest

Form = Literal["direct", "indirect", "mixed"]
Type = Literal["assertion", "belief", "fact", "eventuality"]
Stance = Literal["affirms", "denies", "questions", "negated"]
Hedge = Literal["none", "alleged", "rumoured", "secondhand"]
Kind = Literal["person", "group", "organization", "country", "document", "unknown"]


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
