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
SCALED_EVERY = 16
"""Words between scalings; doubles hold many more, and each scaling takes time."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """Scores of tag j after tag i [T, T] and of tag j at the start [T]."""

    moves: Floats
    start: Floats


@dataclass(frozen=True, slots=True)
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


def best_tags(sequences: Sequences, transitions: Transitions) -> list[NDArray[np.int64]]:
    """The best tags [W] of each sequence by Viterbi's algorithm, in the order given."""
    running = sequences.running()
    emissions = np.ascontiguousarray(sequences.emissions.swapaxes(0, 1))
    longest, count, _ = emissions.shape
    moves = np.ascontiguousarray(transitions.moves.T)[None]
    scores = np.empty_like(emissions)
    scores[0] = score = transitions.start + emissions[0]
    for word in range(1, longest):
        rows = running[word]
        score = (moves + score[:rows, None]).max(2)
        score += emissions[word, :rows]
        scores[word, :rows] = score
    tags = np.zeros((count, longest), np.int64)
    ends = sequences.lengths - 1
    tag = scores[ends, np.arange(count)].argmax(1)
    back = transitions.moves.T
    for word in range(longest - 1, -1, -1):
        rows = running[word]
        tags[:rows, word] = tag[:rows]
        if word:
            tag[:rows] = (back[tag[:rows]] + scores[word - 1, :rows]).argmax(1)
    found: list[NDArray[np.int64]] = [tags[0]] * count
    for row, number in enumerate(sequences.order.tolist()):
        found[number] = tags[row, : sequences.lengths[row]]
    return found


def span_probabilities(
    sequences: Sequences, transitions: Transitions, spans: Sequence[Sequence[TaggedSpan]]
) -> list[list[float]]:
    """The model's probability that each span is one, with these very edges.

    Forward-backward over the field, scaled now and then (Rabiner, 1989).
    ``spans`` and the result are in the order given.
    """
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
    backward = np.ones((longest, count, width))
    reverse = np.ascontiguousarray(moves.T)
    for word in range(longest - 2, -1, -1):
        rows = running[word + 1]
        ahead = chances[word + 1, :rows] * backward[word + 1, :rows]
        ahead = ahead @ reverse
        if (word + 1) % SCALED_EVERY == 0:
            ahead /= scale[word + 1, :rows, None]
        backward[word, :rows] = ahead
    # Forward times backward is the same at every word of a sequence, up to rounding.
    whole = (forward[0] * backward[0]).sum(1)
    # Going on inside a role costs the same at a word whatever span it is in.
    inside = np.arange(2, width, 2)
    goes_on = np.log(moves[inside, inside] * chances[:, :, inside] / scale[:, :, None] + 1e-300)
    goes_on = np.cumsum(goes_on, 0)
    found: list[list[float]] = [[] for _ in range(count)]
    for row, number in enumerate(sequences.order.tolist()):
        for span in spans[number]:
            tag, within = 2 * span.role + 1, 2 * span.role + 2
            chance = float(forward[span.first, row, tag])
            if span.last > span.first:
                entered = span.first + 1
                chance *= float(
                    moves[tag, within] * chances[entered, row, within] / scale[entered, row]
                )
                chance *= math.exp(
                    goes_on[span.last, row, span.role] - goes_on[entered, row, span.role]
                )
                tag = within
            if span.last + 1 < sequences.lengths[row]:
                after = span.last + 1
                ways = moves[tag] * chances[after, row] * backward[after, row] / scale[after, row]
                chance *= float(ways.sum() - ways[within])
            found[number].append(min(max(chance / float(whole[row]), 0.0), 1.0))
    return found


def spans_of(tags: NDArray[np.int64]) -> list[TaggedSpan]:
    """The spans that a BIO sequence marks, in order."""
    found: list[TaggedSpan] = []
    sequence = tags.tolist()
    first = -1
    for word, tag in enumerate([*sequence, 0]):
        if first >= 0 and (tag == 0 or tag % 2 == 1):
            found.append(TaggedSpan((sequence[first] - 1) // 2, first, word - 1))
            first = -1
        if tag % 2 == 1:
            first = word
    return found
