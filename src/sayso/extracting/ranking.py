"""Who is meant: mention ranking (Wiseman et al., 2015) with learned weights.

``training/ranking.py`` learns how much each feature of ``likeness`` counts,
apart for each group of sources, and writes ``data/ranking.json``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from sayso.extracting.annotation import Floats
from sayso.extracting.likeness import FEATURES, OF_NOBODY
from sayso.extracting.linking import softmax

GROUPS: Final = ("he", "it", "they", "person", "thing", "people")
"""Pronouns for a person, a thing, several; descriptions of the same."""


@cache
def weights() -> dict[str, tuple[Floats, Floats]]:
    """By group: of the features of a candidate, and of those of nobody."""
    raw = json.loads(files("sayso").joinpath("data", "ranking.json").read_text(encoding="utf-8"))
    return {
        group: (
            np.array([raw[group]["candidate"].get(name, 0.0) for name in FEATURES], np.float32),
            np.array([raw[group]["nobody"].get(name, 0.0) for name in OF_NOBODY], np.float32),
        )
        for group in GROUPS
    }


def chances(group: str, rows: Floats, nobody: Floats) -> Floats:
    """The probability of each candidate [C, F] and, last, of nobody [C + 1]."""
    candidate, of_nobody = weights()[group]
    scores = np.append(rows @ candidate, nobody @ of_nobody).astype(np.float32)
    return np.asarray(softmax(scores), np.float32)
