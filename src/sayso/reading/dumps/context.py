"""A second look at each gap, once it is known how likely all the others are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from sayso.reading.dumps.features import Array, Vocabulary, mass
from sayso.reading.dumps.paragraphs import Paragraph

_FAR: Final = 24
"""Paragraphs that are looked at on each side, and no further than the next likely boundary."""
_NOTHING: Final = -8.0

NAMES: Final = (
    "odds",
    "odds -2",
    "odds -1",
    "odds +1",
    "odds +2",
    "odds near",
    "odds before",
    "odds after",
    "expected",
    "words since",
    "words until",
    "segments",
    "here in left",
    "here in right",
    "next in left",
    "previous in left",
    "previous in right",
)


def context(paragraphs: Sequence[Paragraph], odds: Array, vocabulary: Vocabulary) -> Array:
    """``[len(odds), len(NAMES)]``; ``odds[i]`` is for the gap before paragraph ``i + 1``."""
    count = len(odds)
    padded = np.pad(np.clip(odds, _NOTHING, 8.0), 8, constant_values=_NOTHING)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 17)
    chances = 1 / (1 + np.exp(-windows))
    columns = [
        windows[:, 8],
        *(windows[:, 8 + shift] for shift in (-2, -1, 1, 2)),
        np.maximum(windows[:, 5:8].max(axis=1), windows[:, 9:12].max(axis=1)),
        windows[:, :5].max(axis=1),
        windows[:, 12:].max(axis=1),
        chances.sum(axis=1) - chances[:, 8],
    ]
    return (
        np.concatenate([np.stack(columns, axis=1), _segments(paragraphs, odds, vocabulary)], axis=1)
        if count
        else np.zeros((0, len(NAMES)))
    )


def _segments(paragraphs: Sequence[Paragraph], odds: Array, vocabulary: Vocabulary) -> Array:
    """How the text since the last likely boundary goes with that until the next."""
    likely = odds > 0
    rows = []
    masses = [mass(paragraph.words, vocabulary) for paragraph in paragraphs]
    for gap in range(1, len(paragraphs)):
        low = gap - 1
        while low > max(gap - _FAR, 0) and not likely[low - 1]:
            low -= 1
        high = gap + 1
        while high < min(gap + _FAR, len(paragraphs)) and not likely[high - 1]:
            high += 1
        here, previous = paragraphs[gap].words, paragraphs[gap - 1].words
        rest_left = _union(paragraphs[low : gap - 1])
        rest_right = _union(paragraphs[gap + 1 : high])
        left, right = rest_left | previous, rest_right | here
        both = mass(left & right, vocabulary)
        least = min(mass(left, vocabulary), mass(right, vocabulary))
        following = paragraphs[gap + 1].words if gap + 1 < high else frozenset[str]()
        rows.append(
            (
                min(sum(p.length for p in paragraphs[low:gap]), 1500),
                min(sum(p.length for p in paragraphs[gap:high]), 1500),
                both / (least + 1e-9),
                mass(here & left, vocabulary) / (masses[gap] + 1e-9),
                mass(here & rest_right, vocabulary) / (masses[gap] + 1e-9),
                mass(following & left, vocabulary) / (mass(following, vocabulary) + 1e-9),
                mass(previous & rest_left, vocabulary) / (masses[gap - 1] + 1e-9),
                mass(previous & right, vocabulary) / (masses[gap - 1] + 1e-9),
            )
        )
    return np.array(rows, dtype=np.float64)


def _union(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    return frozenset[str]().union(*(paragraph.words for paragraph in paragraphs))
