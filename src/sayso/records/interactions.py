"""Interactions: who did what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sayso.records.passages import Mention, Passage, Span, When, digest
from sayso.records.statements import Kind

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


def interaction_id(
    article_id: str,
    predicate: Sequence[Span],
    actors: Sequence[Sequence[Span]],
    recipients: Sequence[Sequence[Span]],
) -> str:
    """The id of the interaction with these spans in that article; see ``statement_id``."""
    parties = [[list(map(list, spans)) for spans in side] for side in (actors, recipients)]
    return digest(article_id, "interaction", repr([list(map(list, predicate)), *parties]))
