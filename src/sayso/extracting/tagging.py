"""Tags of words: the best sequence that the constraints allow, and its spans."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ROLES = ("source", "cue", "content")
FORBIDDEN = -1e4
TINY = 1e-300
SCALED_EVERY = 16
"""Words between scalings; doubles hold many more, and each scaling takes time."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """Scores of tag j after tag i [T, T] and of tag j at the start [T]."""

    moves: Floats
    start: Floats


@dataclass(frozen=True, slots=True, order=True)
class TaggedSpan:
    """One span of a role, first and last word included."""

    role: int
    first: int
    last: int


def constrained(transitions: Floats, start: Floats) -> Transitions:
    """Learned scores with the sequences that BIO forbids ruled out.

    Tag 0 is O; B and I of each role follow in turn. I goes on from B or I of
    its own role only.
    """
    moves, first = transitions.astype(np.float32).copy(), start.astype(np.float32).copy()
    for inside in range(2, len(first), 2):
        kept = moves[inside - 1, inside], moves[inside, inside]
        moves[:, inside] += FORBIDDEN
        moves[inside - 1, inside], moves[inside, inside] = kept
        first[inside] += FORBIDDEN
    return Transitions(moves, first)


@dataclass(frozen=True, slots=True)
class Sequences:
    """B sequences of emissions in one array, the longest first.

    Steps of a dynamic programme cost numpy's overhead and little else, so all
    windows of an article take each step together. With the longest first, the
    sequences that still run at a step are the first few rows.
    """

    emissions: Floats
    """[B, W, T], zero after a sequence's end."""
    lengths: NDArray[np.int64]
    """[B], falling."""
    order: NDArray[np.int64]
    """Where each row stood in what was given [B]."""

    @classmethod
    def of(cls, parts: Sequence[Floats]) -> Sequences:
        """From emissions [W, T] of one sequence each, none of them empty."""
        lengths = np.array([len(part) for part in parts], np.int64)
        order = np.argsort(-lengths, kind="stable")
        emissions = np.zeros((len(parts), int(lengths.max()), parts[0].shape[1]), np.float32)
        for row, number in enumerate(order.tolist()):
            emissions[row, : lengths[number]] = parts[number]
        return cls(emissions, lengths[order], order)

    def running(self) -> list[int]:
        """How many rows reach each word [W]."""
        words = np.arange(self.emissions.shape[1])
        counts: list[int] = (self.lengths[None] > words[:, None]).sum(1).tolist()
        return counts


class Marginals:
    """What a conditional random field makes of sequences: how likely each span is.

    Forward-backward over the field, scaled now and then (Rabiner, 1989).
    Sequences are numbered in the order given.
    """

    def __init__(self, sequences: Sequences, transitions: Transitions) -> None:
        running = sequences.running()
        emissions = np.ascontiguousarray(sequences.emissions.swapaxes(0, 1))
        longest, count, width = emissions.shape
        chances = np.exp((emissions - emissions.max(2, keepdims=True)).astype(np.float64))
        moves = np.exp(transitions.moves.astype(np.float64))
        forward = np.zeros((longest, count, width))
        scale = np.ones((longest, count))
        now = np.exp(transitions.start) * chances[0]
        forward[0] = now
        for word in range(1, longest):
            rows = running[word]
            now = now[:rows] @ moves
            now *= chances[word, :rows]
            if word % SCALED_EVERY == 0:
                total = now.sum(1)
                now /= total[:, None]
                scale[word, :rows] = total
            forward[word, :rows] = now
        # What may follow a word: all ways, and all but going on inside the role.
        inside = np.arange(2, width, 2)
        backward = np.ones((longest, count, width))
        leave = np.ones((longest, count, width))
        reverse = np.ascontiguousarray(moves.T)
        for word in range(longest - 2, -1, -1):
            rows = running[word + 1]
            ahead = chances[word + 1, :rows] * backward[word + 1, :rows]
            if (word + 1) % SCALED_EVERY == 0:
                ahead /= scale[word + 1, :rows, None]
            leave[word, :rows] = ahead
            backward[word, :rows] = ahead @ reverse
        begin = inside - 1
        leave_begin = backward[:, :, begin] - leave[:, :, inside] * moves[begin, inside]
        leave_inside = backward[:, :, inside] - leave[:, :, inside] * moves[inside, inside]
        ends = sequences.lengths - 1
        leave_begin[ends, np.arange(count)] = leave_inside[ends, np.arange(count)] = 1.0
        # Forward times backward is the same at every word of a sequence, up to rounding.
        whole = (forward[0] * backward[0]).sum(1)[:, None]
        step = np.log(chances[:, :, inside] / scale[:, :, None] + TINY)
        goes_on = np.cumsum(step + np.log(moves[inside, inside] + TINY), 0)
        starts = forward[:, :, begin]
        self._begins = starts * backward[:, :, begin] / whole
        self._alone = starts * leave_begin / whole
        # A longer span is a product of what its first word and what its last word bring.
        entered = np.full_like(goes_on, -np.inf)
        entered[:-1] = step[1:] + np.log(moves[begin, inside] + TINY) - goes_on[1:]
        self._open = np.log(starts + TINY) + entered - np.log(whole)
        self._close = goes_on + np.log(np.maximum(leave_inside, TINY))
        self._lengths = sequences.lengths
        self._row = np.argsort(sequences.order)

    def probability(self, number: int, span: TaggedSpan) -> float:
        """How likely it is that sequence ``number`` has this span, with these very edges."""
        row, role = int(self._row[number]), span.role
        if span.first == span.last:
            chance = float(self._alone[span.first, row, role])
        else:
            chance = math.exp(
                min(self._open[span.first, row, role] + self._close[span.last, row, role], 0.0)
            )
        return min(max(chance, 0.0), 1.0)

    def likely(self, number: int, thresholds: Sequence[float]) -> dict[TaggedSpan, float]:
        """The spans at least as likely as their role's threshold, with probabilities.

        In order, without overlap: the likelier span wins. Among spans that start
        at one word only the likeliest counts. Taking what is likelier than about
        half the F1 that is reached gives the best F1 that can be expected
        (Lipton et al., 2014), while the best sequence of tags leaves many out.
        """
        row = int(self._row[number])
        length = int(self._lengths[row])
        found: list[tuple[float, TaggedSpan]] = []
        begins = self._begins[:length, row] >= np.asarray(thresholds)
        for first, role in zip(*(axis.tolist() for axis in np.nonzero(begins)), strict=True):
            alone, last = float(self._alone[first, row, role]), first
            if first + 1 < length:
                longer = self._close[first + 1 : length, row, role]
                best = int(longer.argmax())
                chance = math.exp(min(float(self._open[first, row, role] + longer[best]), 0.0))
                if chance > alone:
                    alone, last = chance, first + 1 + best
            if alone >= thresholds[role]:
                found.append((min(alone, 1.0), TaggedSpan(role, first, last)))
        taken = np.zeros(length, bool)
        kept: dict[TaggedSpan, float] = {}
        for chance, span in sorted(found, key=lambda each: -each[0]):
            if not taken[span.first : span.last + 1].any():
                taken[span.first : span.last + 1] = True
                kept[span] = chance
        return dict(sorted(kept.items(), key=lambda each: each[0].first))
