"""The learned splitter: its weights, how likely each gap is a boundary, and the best cut of all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.reading.dumps.context import context
from sayso.reading.dumps.features import Array, Vocabulary, gaps
from sayso.reading.dumps.paragraphs import Paragraph, paragraphs
from sayso.reading.dumps.signs import vouched
from sayso.records import Span

_LIKELY: Final = -4.0
"""Log-odds; a gap below is no candidate."""

_NEVER: Final = -99.0
_PIECE: Final = 1000
"""Paragraphs looked at in one go."""
_AROUND: Final = 80
"""Paragraphs before and after them that may still matter."""

Integers: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees: ``[trees, 2**depth - 1]`` splits and ``[trees, 2**depth]`` leaves."""

    features: Integers
    thresholds: Array
    leaves: Array
    bias: float

    def log_odds(self, matrix: Array) -> Array:
        """For each row of ``matrix`` the log-odds of the positive class."""
        total = np.full(len(matrix), self.bias)
        depth = self.leaves.shape[1].bit_length() - 1
        rows = np.arange(len(matrix))
        for features, thresholds, leaves in zip(
            self.features, self.thresholds, self.leaves, strict=True
        ):
            node = np.zeros(len(matrix), dtype=np.int64)
            for _ in range(depth):
                node = 2 * node + 1 + (matrix[rows, features[node]] > thresholds[node])
            total += leaves[node - len(features)]
        return total


@dataclass(frozen=True, slots=True)
class Decoding:
    """How log-odds become a cut."""

    threshold: float
    """Log-odds that a boundary has to exceed."""
    short: int
    """Words; a shorter story costs."""
    cost: float
    """For each halving below ``short``, in log-odds."""


@dataclass(frozen=True, slots=True)
class Splitter:
    """All that was learned: a first look at each gap, and a second one that knows the first."""

    vocabulary: Vocabulary
    first: Trees
    second: Trees
    decoding: Decoding

    def boundaries(self, text: str, ranges: Sequence[Span]) -> list[int]:
        """The indices of the paragraphs (at ``ranges``) that a story starts with, but the first.

        Long dumps are looked at piece by piece, each with enough around it to
        see all that counts, so that memory does not grow with them.
        """
        odds: list[Array] = []
        lengths: list[int] = []
        for start in range(0, len(ranges), _PIECE):
            low = max(start - _AROUND, 0)
            own = paragraphs(text, ranges[low : start + _PIECE + _AROUND])
            here = slice(start - low, start - low + _PIECE)
            lengths += [p.length for p in own[here]]
            odds.append(self.odds(own)[here])
        return best_cut(np.concatenate(odds)[1:], lengths, self.decoding)

    def odds(self, own: Sequence[Paragraph]) -> Array:
        """For each paragraph the log-odds that a story starts with it; never with an aside."""
        odds = np.full(len(own), _NEVER)
        told = [index for index, paragraph in enumerate(own) if not paragraph.is_aside]
        if len(told) > 1:
            kept = [own[index] for index in told]
            matrix = gaps(kept, self.vocabulary)
            first = self.first.log_odds(matrix)
            around = context(kept, first, self.vocabulary)
            second = self.second.log_odds(np.concatenate([matrix, around], axis=1))
            both = (first + second) / 2  # each errs where the other does not
            odds[told[1:]] = vouched(kept, both)
        return odds


def best_cut(odds: Array, lengths: Sequence[int], decoding: Decoding) -> list[int]:
    """The boundaries that together score best; ``odds[i]`` is for the gap before ``i + 1``.

    A dynamic programme over the likely gaps: each boundary scores its log-odds,
    each story that is short for one costs.
    """
    starts = [0, *(int(i) + 1 for i in np.flatnonzero(odds > _LIKELY)), len(lengths)]
    words = np.concatenate([[0], np.cumsum(lengths)])
    score, back = [0.0], [0]
    far, far_at, next_far = -np.inf, 0, 0
    for index, start in enumerate(starts[1:], 1):
        gain = float(odds[start - 1]) - decoding.threshold if start < len(lengths) else 0.0
        while next_far < index and words[start] - words[starts[next_far]] >= decoding.short:
            if score[next_far] > far:
                far, far_at = score[next_far], next_far
            next_far += 1
        best, best_at = far, far_at
        for previous in range(next_far, index):
            length = max(int(words[start] - words[starts[previous]]), 1)
            cost = decoding.cost * float(np.log2(decoding.short / length))
            if starts[previous] == 0 and start == len(lengths):
                cost = 0.0  # the whole text as one story is always possible
            if score[previous] - cost > best:
                best, best_at = score[previous] - cost, previous
        score.append(best + gain)
        back.append(best_at)
    found, at = [], back[-1]
    while at:
        found.append(starts[at])
        at = back[at]
    return found[::-1]


def from_dict(data: Mapping[str, Any]) -> Splitter:
    """A splitter from what ``training.dumps`` writes."""
    return Splitter(
        Vocabulary(data["rarity"], data["unknown"], data["roles"]),
        trees(data["first"]),
        trees(data["second"]),
        Decoding(**data["decoding"]),
    )


def trees(data: Mapping[str, Any]) -> Trees:
    """Trees from what ``training.boosting`` gives."""
    return Trees(
        np.array(data["features"], dtype=np.int64),
        np.array(data["thresholds"], dtype=np.float64),
        np.array(data["leaves"], dtype=np.float64),
        data["bias"],
    )


@cache
def splitter() -> Splitter:
    """The one that comes with Sayso."""
    path = files("sayso").joinpath("data", "reading-dumps.json")
    return from_dict(json.loads(path.read_text(encoding="utf-8")))
