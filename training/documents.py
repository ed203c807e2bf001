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


def to_words(encoded: Encoded, start: int, end: int) -> Words | None:
    """The words that share a character with ``start:end``."""
    first = int(np.searchsorted(encoded.end, start, "right"))
    last = int(np.searchsorted(encoded.start, end, "left")) - 1
    return (first, last) if first <= last else None
