"""Who is known from an article: those whom it names, and sources without a name."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import Entity, fold
from sayso.extracting.tables import table
from sayso.records import Speaker

SURE = 8.0
"""What "Mr." tells of a gender, as scores of the network go."""
CALLED = 6.0
"""What it tells to be called "she"."""
LOOKED_AT = 8
"""Mentions of a name that are asked for its gender."""


@dataclass(slots=True, eq=False)
class Known:
    """Somebody, or several together, who can be referred to."""

    speakers: tuple[Speaker, ...]
    entities: tuple[Entity, ...]
    """Of the speakers; empty for who has no name."""
    words: Words
    head: str = ""
    """Folded head noun of a description, or empty."""
    feminine: float = 0.0
    """Above 0 for a woman, below for a man, 0 where nothing tells."""
    spoke: int = 0
    """Statements so far."""

    @property
    def person(self) -> bool:
        """One person, whether named or not."""
        return len(self.speakers) == 1 and self.speakers[0].kind == "person"

    @property
    def many(self) -> bool:
        """Several, a group or a body: who may be "they"."""
        return len(self.speakers) > 1 or self.speakers[0].kind in ("group", "organization")


def gender_of_name(annotation: Annotation, entity: Entity) -> float:
    """Above 0 for a woman's name, below for a man's.

    From the name as the network sees it, from "Mr." before it and from nouns
    beside it that only one gender bears: "spokeswoman", "his wife Ada".
    """
    feminine = 0.0
    looked_at = entity.mentions[:LOOKED_AT]
    for span in looked_at:
        mention = annotation.mentions.get(span)
        if mention is not None:
            feminine += mention.feminine / len(looked_at)
        before = [word for word in range(span[0] - 1, span[0] - 4, -1) if word >= 0]
        for word in before:
            text = annotation.word(word)
            if text[:1].isalnum():
                feminine += gender_of_noun(text)
                break
            if text != ".":
                break
    return feminine


def gender_of_noun(noun: str) -> float:
    """The same for what somebody is called: "Mrs.", "grandfather", "spokeswoman"."""
    folded = fold(noun)
    for name, sign in (("feminine", 1.0), ("masculine", -1.0)):
        if folded in table(name):
            return SURE * sign
    if folded.endswith("woman"):
        return SURE
    return 0.0
