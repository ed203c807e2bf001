"""Vectors of contents, made when first asked for and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from sayso.similarity import Floats, Similarity

_KEPT: Final = 20_000
"""Vectors: 30 MB. Those asked for longest ago go first."""


class Vectors:
    """Contents as vectors; the encoder is loaded when the first is needed."""

    def __init__(self) -> None:
        self._similarity: Similarity | None = None
        self._known: OrderedDict[str, Floats] = OrderedDict()

    def prepare(self, contents: Iterable[str]) -> None:
        """Make those that are not there, on all cores."""
        missing = [each for each in dict.fromkeys(contents) if each not in self._known]
        if not missing:
            return
        if self._similarity is None:
            self._similarity = Similarity.load()
        self._known.update(zip(missing, self._similarity.vectors(missing), strict=True))

    def cosine(self, one: str, other: str) -> float:
        """How near two contents are in meaning, 1 for the same."""
        self.prepare((one, other))
        for each in (one, other):
            self._known.move_to_end(each)
        return float(self._known[one] @ self._known[other])

    def trim(self) -> None:
        """Forget what has not been asked for lately."""
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
