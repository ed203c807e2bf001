"""A probability from a few features, with weights that were learned (see ``training/links.py``)."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Self


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights of features, by name."""

    bias: float
    weights: tuple[float, ...]
    threshold: float
    """The probability from which it counts."""

    @classmethod
    def load(cls, name: str, features: Sequence[str]) -> Self:
        """From the data file of that name; ``features`` say the order wanted."""
        text = (resources.files("sayso") / "data" / name).read_text(encoding="utf-8")
        raw = json.loads(text)
        found = raw["weights"]
        assert set(found) == set(features), f"{name} was not made for these features"
        return cls(raw["bias"], tuple(found[each] for each in features), raw["threshold"])

    def __call__(self, row: Sequence[float]) -> float:
        """The probability, 0 to 1."""
        total = self.bias
        for weight, value in zip(self.weights, row, strict=True):
            total += weight * value
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
