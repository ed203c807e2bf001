"""Predicates that were found in two pieces: "extended his New Year greetings"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import fold
from sayso.extracting.interactions.decoding import Event, Participant
from sayso.extracting.tables import table

TOGETHER = 5
"""Words that may stand between a verb and the noun that says what is done."""
_INSIDE = ("DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "RB", "HYPH", "VBN", "CC")
"""Parts of speech of what may stand there."""

_COMPOUND = ("NN", "NNP", "NNPS", "JJ", "HYPH")
"""Parts of speech before a noun that belong to it: "New Year greetings"."""
_LOOSE = ("DT", "PRP$", "CD", "POS")
"""Parts of speech of what no predicate begins or ends with."""


def joined(annotation: Annotation, events: Iterable[Event]) -> Iterator[Event]:
    """The events in reading order, a light verb made one with its noun."""
    waiting: Event | None = None
    for event in sorted(events, key=lambda each: each.predicate):
        if waiting is not None and _one_act(annotation, waiting, event):
            waiting = _together(annotation, waiting, event)
            continue
        if waiting is not None:
            yield waiting
        waiting = event
    if waiting is not None:
        yield waiting


def _one_act(annotation: Annotation, one: Event, other: Event) -> bool:
    first, second = one.predicate[-1], other.predicate[0]
    if not 0 < second[0] - first[1] <= TOGETHER + 1:
        return False
    light = any(
        annotation.tag(word)[:2] == "VB" and fold(annotation.word(word)) in table("light-verbs")
        for word in range(first[0], first[1] + 1)
    )
    noun = annotation.tag(second[1])[:2] == "NN"
    between = range(first[1] + 1, second[0])
    taken = {word for each in (one, other) for party in _all(each) for word in _words(party.words)}
    return (
        light
        and noun
        and annotation.encoded.paragraph[first[1]] == annotation.encoded.paragraph[second[0]]
        and all(annotation.tag(word) in _INSIDE and word not in taken for word in between)
    )


def _together(annotation: Annotation, one: Event, other: Event) -> Event:
    """The type of the surer one; each side of the verb, or else of the noun."""
    better = max(one, other, key=lambda each: each.probability)
    first, last = other.predicate[0]
    while first - 1 > one.predicate[-1][1] and annotation.tag(first - 1) in _COMPOUND:
        first -= 1
    predicate = (*one.predicate, (first, last), *other.predicate[1:])
    if first == one.predicate[-1][1] + 1:
        predicate = (*one.predicate[:-1], (one.predicate[-1][0], last), *other.predicate[1:])
    return replace(
        better,
        predicate=predicate,
        actors=one.actors or other.actors,
        recipients=max(one.recipients, other.recipients, key=len),
    )


def trimmed(annotation: Annotation, event: Event) -> Event:
    """The event without what does not carry the act at its predicate's edges: "lifted the"."""
    pieces: list[Words] = []
    for first, last in event.predicate:
        begin, end = first, last
        while end > begin and annotation.tag(end) in _LOOSE:
            end -= 1
        while begin < end and (
            annotation.tag(begin) in _LOOSE
            or annotation.word(begin) in ("s", "'s", "’s")
            or not annotation.word(begin)[:1].isalnum()
        ):
            begin += 1
        pieces.append((begin, end))
    return replace(event, predicate=tuple(pieces))


def _all(event: Event) -> tuple[Participant, ...]:
    return (*event.actors, *event.recipients)


def _words(span: Words) -> range:
    return range(span[0], span[1] + 1)
