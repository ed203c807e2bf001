"""An article with its labels in words: what ``prepare`` makes and ``train`` reads."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.encoding import Encoded

Words = tuple[int, int]
"""First and last word of a span, both included."""

STANCES = ("affirms", "denies", "questions", "negated")
HEDGES = ("none", "alleged", "rumoured", "secondhand")
TYPES = ("assertion", "belief", "fact", "eventuality")
KINDS = ("person", "group", "organization", "country", "document", "unknown")
UNKNOWN = -100


@dataclass
class Attribution:
    """One attribution in words, with what is labelled of it."""

    source: list[Words]
    cue: list[Words]
    content: list[Words]
    manner: tuple[int, int, int] | None = None
    """Stance, hedge, type."""
    kind: int = UNKNOWN
    nested: list[Attribution] | None = None
    """None where nobody looked; an empty list where nothing is nested."""


@dataclass
class Event:
    """One interaction in words."""

    types: tuple[int, ...]
    """More than one where the corpus does not tell which."""
    predicate: Words
    actors: list[Words]
    recipients: list[Words]
    excluded: list[Words]
    status: int
    complete: bool = True
    """Whether all parties are known, so that other words are known to be none."""


@dataclass
class Pair:
    """An actor and a recipient with the type of what is between them."""

    actor: Words | None
    """None where the corpus names nobody."""
    recipient: Words | None
    types: tuple[int, ...]
    predicate: Words | None = None
    gold: bool = False
    """Whether the corpus itself marks it."""


@dataclass
class Document:
    """One article with every kind of label that it has."""

    name: str
    text: str
    encoded: Encoded
    readings: list[list[Attribution]]
    """The corpus's own reading first, then those of other annotators."""
    pos: NDArray[np.int64]
    deprel: NDArray[np.int64]
    head: NDArray[np.int64]
    ner: NDArray[np.int64]
    chains: list[list[Words]] = field(default_factory=list)
    attributed: bool = True
    """Whether somebody looked for attributions."""
    events: list[Event] | None = None
    """None where nobody looked for interactions."""
    pairs: list[Pair] = field(default_factory=list)


def to_words(encoded: Encoded, start: int, end: int) -> Words | None:
    """The words that share a character with ``start:end``."""
    first = int(np.searchsorted(encoded.end, start, "right"))
    last = int(np.searchsorted(encoded.start, end, "left")) - 1
    return (first, last) if first <= last else None
