"""How two spans of words lie to each other: what link scores are biased by."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

DISTANCES = 20
BETWEEN = 4


def buckets(gap: Ints) -> Ints:
    """Signed gaps in words as bucket numbers: log2, 10 for none, above it for later words."""
    size = np.minimum(np.floor(np.log2(np.maximum(np.abs(gap), 1))).astype(np.int64) + 1, 9)
    return np.asarray(10 + np.sign(gap) * size, np.int64)


def word_gaps(cues: Ints, words: int) -> Ints:
    """How far each of ``words`` words stands from each cue [C, 2], signed [C, words]."""
    places = np.arange(words)[None]
    after, before = places - cues[:, 1:], places - cues[:, :1]
    return np.where(after > 0, after, np.where(before < 0, before, 0))


def pair_features(
    dependents: Ints, heads: Ints, separators: Ints, paragraph: NDArray[np.int32]
) -> tuple[Ints, Ints, Ints]:
    """Distance bucket, separators between, same paragraph; each [D, H].

    ``dependents`` [D, 2], ``heads`` [H, 2] and ``separators`` [S, 2] hold the
    first and last word of each span; ``paragraph`` [W] the line of each word.
    Buckets are log2 of the gap in words, 11 and up where the head follows,
    9 and down where it comes first, 10 where the two overlap.
    """
    dependent_first, dependent_last = dependents[:, :1], dependents[:, 1:]
    head_first, head_last = heads[None, :, 0], heads[None, :, 1]
    after = head_first - dependent_last
    before = dependent_first - head_last
    distance = buckets(np.where(after > 0, after, np.where(before > 0, -before, 0)))
    low = np.where(after > 0, dependent_last, head_last)
    high = np.where(after > 0, head_first, dependent_first)
    inside = (separators[:, 0] > low[..., None]) & (separators[:, 1] < high[..., None])
    between = np.minimum(inside.sum(-1), BETWEEN - 1)
    same = (paragraph[dependents[:, 0]][:, None] == paragraph[heads[:, 0]][None]).astype(np.int64)
    return distance, between, same
