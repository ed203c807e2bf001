"""Participants and events by hand."""

import numpy as np

from sayso.extracting.annotation import Annotation, Mention, Words
from sayso.extracting.interactions import Event
from sayso.extracting.interactions.decoding import Participant
from tests.extracting.support import LABELS, LINK_WIDTH

TYPES = LABELS["interaction"]


def places(annotation: Annotation, words: str) -> Words:
    """Where words stand first, in words of the text."""
    start = annotation.text.index(words)
    first = int(np.searchsorted(annotation.encoded.start, start))
    last = int(np.searchsorted(annotation.encoded.end, start + len(words)))
    return first, last


def participant(annotation: Annotation, words: str, probability: float = 0.9) -> Participant:
    """Somebody named by these words."""
    span = places(annotation, words)
    nothing = np.zeros(LINK_WIDTH, np.float32)
    kind = np.zeros(len(LABELS["kind"]), np.float32)
    return Participant(span, probability, kind, Mention(span, nothing, nothing, 0.0))


def event(
    annotation: Annotation,
    type_: str,
    *predicate: str,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    probability: float = 0.8,
) -> Event:
    """An event whose parts are given by their words."""
    return Event(
        tuple(places(annotation, words) for words in predicate),
        TYPES.index(type_),
        0,
        tuple(participant(annotation, words) for words in actors),
        tuple(participant(annotation, words) for words in recipients),
        probability,
    )
