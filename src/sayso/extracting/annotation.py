"""What the network says of every word of an article, beside attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.encoding import Encoded

Floats = NDArray[np.float32]
Words = tuple[int, int]
"""First and last word of a span in the article, both included."""

NAMED = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
"""Classes of names; the network knows dates and numbers too."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may refer to somebody, as the reference head sees them."""

    words: Words
    asking: Floats
    """What it looks like as the later mention of a pair [L]."""
    asked: Floats
    """What it looks like as the earlier one [L]."""
    feminine: float
    """Score of a woman's name over a man's."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One article's words with their classes, and the mentions among them."""

    text: str
    encoded: Encoded
    pos: NDArray[np.int8]
    """Index of each word's part of speech in ``pos_names`` [W]."""
    ner: NDArray[np.int8]
    """Index of each word's entity class in ``ner_names`` [W]."""
    pos_names: tuple[str, ...]
    ner_names: tuple[str, ...]
    mentions: dict[Words, Mention] = field(default_factory=dict)

    def tag(self, word: int) -> str:
        """Part of speech of a word, in the tags of the Penn Treebank."""
        return self.pos_names[int(self.pos[word])]

    def entity(self, word: int) -> str:
        """Entity class of a word, O for none."""
        return self.ner_names[int(self.ner[word])]

    def word(self, number: int) -> str:
        """The word itself."""
        return self.text[self.encoded.start[number] : self.encoded.end[number]]

    def words(self, span: Words) -> str:
        """The text of a span."""
        return self.text[self.encoded.start[span[0]] : self.encoded.end[span[1]]]

    def glued(self, word: int) -> bool:
        """Whether a word follows the one before without a space."""
        return word > 0 and int(self.encoded.start[word]) == int(self.encoded.end[word - 1])


def runs(labels: NDArray[np.int8], wanted: Sequence[int], begin: int = 0) -> Iterator[Words]:
    """Stretches of words that carry one and the same wanted label, counted from ``begin``."""
    if not len(labels):
        return
    edges = [0, *(np.flatnonzero(np.diff(labels)) + 1).tolist(), len(labels)]
    chosen = set(wanted)
    for left, right in pairwise(edges):
        if int(labels[left]) in chosen:
            yield left + begin, right - 1 + begin


def joined(parts: Iterable[NDArray[np.int8]]) -> NDArray[np.int8]:
    """Labels of the whole article from those of its parts."""
    everything = list(parts)
    return np.concatenate(everything) if everything else np.zeros(0, np.int8)
