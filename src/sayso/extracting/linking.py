"""Which source and which contents belong to which cue."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.network import Pairing
from sayso.extracting.pairing import Ints, pair_features
from sayso.extracting.tagging import TaggedSpan

Floats = NDArray[np.float32]
SOURCE, CUE, CONTENT = range(3)


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with what was linked to it, and how sure each choice was."""

    cue: TaggedSpan
    source: TaggedSpan | None
    content: tuple[TaggedSpan, ...]
    probability: float
    """Product of the probabilities of the links chosen."""


def gelu(x: Floats) -> Floats:
    """The tanh form of the Gaussian error linear unit (Hendrycks & Gimpel, 2016)."""
    inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)
    return np.asarray(0.5 * x * (1 + np.tanh(inner)), np.float32)


def scores(
    pairing: Pairing,
    vectors: Floats,
    choosing: list[TaggedSpan],
    chosen: list[TaggedSpan],
    separators: list[TaggedSpan],
    paragraph: NDArray[np.int32],
) -> Floats:
    """How well each span goes with each that it may choose, and with none [D, H + 1].

    ``vectors`` [V, 4 L] holds four projections of each word side by side: a
    span is the sum of one of its first and one of its last word.
    """
    left, right, between = (
        np.array([(span.first, span.last) for span in spans], np.int64).reshape(-1, 2)
        for spans in (choosing, chosen, separators)
    )
    features = pair_features(left, right, between, paragraph)
    score = biased(pairing, dependents(vectors, left), heads(vectors, right), features)
    none = np.full((len(choosing), 1), pairing.none, np.float32)
    return np.concatenate([score, none], 1)


def dependents(vectors: Floats, spans: NDArray[np.int64]) -> Floats:
    """Spans [S, 2] as the ones that choose [S, L]."""
    return _ends(vectors[:, : vectors.shape[1] // 2], spans)


def heads(vectors: Floats, spans: NDArray[np.int64]) -> Floats:
    """Spans [S, 2] as the ones that are chosen [S, L]."""
    return _ends(vectors[:, vectors.shape[1] // 2 :], spans)


def _ends(vectors: Floats, spans: NDArray[np.int64]) -> Floats:
    width = vectors.shape[1] // 2
    return gelu(vectors[spans[:, 0], :width] + vectors[spans[:, 1], width:])


def mean(rows: Floats) -> Floats:
    """Of a few rows; numpy's own takes far longer to set out."""
    return np.asarray(np.add.reduce(rows) / len(rows))


def biased(
    pairing: Pairing, dependents: Floats, heads: Floats, features: tuple[Ints, Ints, Ints]
) -> Floats:
    """Dot products of spans [D, L] and [H, L] plus what their places add [D, H]."""
    distance, between, same = features
    score = dependents @ heads.T / math.sqrt(dependents.shape[1])
    score += pairing.distance[distance] + pairing.between[between]
    return np.asarray(score + pairing.same_paragraph[same], np.float32)


def softmax(x: Floats) -> Floats:
    """Over the last axis."""
    shifted = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), np.float32)


def link(
    spans: Mapping[TaggedSpan, float],
    threshold: float,
    source_vectors: Floats,
    content_vectors: Floats,
    source_pairing: Pairing,
    content_pairing: Pairing,
    paragraph: NDArray[np.int32],
) -> list[Linked]:
    """Each cue chooses its source or none; each content fragment chooses its cue or none.

    ``spans`` come with their probabilities. Contents below ``threshold`` are
    weak: one is taken only for a cue that would have no content at all, since
    to say where about it lies is worth more than to drop the statement.
    """
    cues = [span for span in spans if span.role == CUE]
    contents = [span for span in spans if span.role == CONTENT]
    if not cues or not contents:
        return []
    chances = softmax(scores(content_pairing, content_vectors, contents, cues, cues, paragraph))
    held: list[list[tuple[TaggedSpan, float]]] = [[] for _ in cues]
    spare: list[tuple[float, TaggedSpan, float] | None] = [None for _ in cues]
    for row, choice in enumerate(chances.argmax(1).tolist()):
        span, chance = contents[row], float(chances[row, choice])
        if choice == len(cues):
            continue
        if spans[span] >= threshold:
            held[choice].append((span, chance))
        else:
            spare[choice] = max(
                spare[choice] or (0.0, span, chance), (spans[span] * chance, span, chance)
            )
    for number, best in enumerate(spare):
        if best is not None and not held[number]:
            held[number].append(best[1:])
    kept = [number for number, fragments in enumerate(held) if fragments]
    if not kept:
        return []
    sources = [span for span in spans if span.role == SOURCE]
    chosen: list[tuple[TaggedSpan | None, float]] = [(None, 1.0)] * len(cues)
    if sources:
        chances = softmax(scores(source_pairing, source_vectors, cues, sources, cues, paragraph))
        for row, choice in enumerate(chances.argmax(1).tolist()):
            source = sources[choice] if choice < len(sources) else None
            chosen[row] = source, float(chances[row, choice])
    return [
        Linked(
            cues[number],
            chosen[number][0],
            tuple(span for span, _ in held[number]),
            chosen[number][1] * math.prod(chance for _, chance in held[number]),
        )
        for number in kept
    ]
