"""The object of a verb, where the model saw nobody there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.extracting.annotation import NAMED, Annotation
from sayso.extracting.entities import Entities, fold
from sayso.extracting.interactions.decoding import Event, Participant
from sayso.extracting.interactions.grammar import (
    GUESSED,
    INTO,
    SURE,
    names_somebody,
    passive,
    phrase_behind,
)
from sayso.extracting.tables import table

_PLACED = frozenset({"in", "at", "near"})
_PHRASE = ("DT", "PR", "JJ", "NN", "CD", "HY", "PO", "RB", "IN", "TO", "VBN", "VBG")
"""Parts of speech of what may stand between a verb and its object."""
_OF_THINGS = frozenset({"REJECT", "ASSAULT", "PROTEST", "THREATEN"})
"""Types of acts that are often done to a thing: a motion rejected, a vote boycotted."""
_REACH = 4
"""Words that may stand there."""


def object_of(annotation: Annotation, event: Event) -> list[Participant]:
    """Who stands right behind a verb that has no recipient yet: "refused to meet the envoy"."""
    first, last = event.predicate[0][0], event.predicate[-1][1]
    if annotation.tag(first)[:2] not in ("VB", "MD") or passive(annotation, first):
        return []
    behind = [each for each in event.others if each.words[0] > last]
    nearest = min(behind, key=lambda each: each.words, default=None)
    if nearest is None or nearest.words[0] - last > _REACH + 1:
        return []
    for word in range(last + 1, nearest.words[0]):
        tag, text = annotation.tag(word), fold(annotation.word(word))
        if not tag.startswith(_PHRASE) or text in _PLACED or (tag == "IN" and text not in INTO):
            return []
    return [replace(nearest, probability=GUESSED)]


def phrase_object(
    annotation: Annotation,
    entities: Entities,
    event: Event,
    side: Sequence[Participant],
    type_: str,
) -> list[Participant]:
    """The recipients, with the object of a verb where the model saw nobody there.

    "attacked a base", "charged the miner". Things count only for ``_OF_THINGS`` and where there
    is nobody else, and what was only said does not.
    """
    first, last = event.predicate[0][0], event.predicate[-1][1]
    pattern = next(iter((*side, *event.actors, *event.others)), None)
    if (
        pattern is None
        or annotation.tag(first)[:2] not in ("VB", "MD")
        or passive(annotation, first)
        or not annotation.tag(last).startswith(("VB", "NN", "IN", "TO", "RP"))
    ):
        return list(side)
    span = phrase_behind(annotation, last)
    taken = {
        word for each in (*side, *event.actors) for word in range(each.words[0], each.words[1] + 1)
    }
    if span is None or taken.intersection(range(span[0], span[1] + 1)):
        return list(side)
    dated = annotation.entity(span[1]) not in ("O", *NAMED)
    if dated or fold(annotation.word(span[1])) in table("interactions-claims"):
        return list(side)
    if not names_somebody(annotation, entities, span) and (side or type_ not in _OF_THINGS):
        return list(side)
    sure = [each for each in side if each.probability >= SURE]
    return [replace(pattern, words=span, probability=GUESSED), *sure]
