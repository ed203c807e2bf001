"""Texts that appeared before in the same run, word for word or nearly so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIMILAR: Final = 0.7
"""Share of runs of words in common from which two texts are one story printed twice.

Two desks that write about one event, quotations and all, stay below 0.3.
"""
_WORD: Final = re.compile(r"\w+")
_RUN: Final = 3
_FEWEST: Final = 20
"""Words; what is shorter is alike by chance."""
_PERMUTATIONS: Final = 128
_BANDS, _ROWS = 25, 5
"""Of the signature: two texts that are 0.8 alike share a band but for one pair in 20,000."""
_REMEMBERED_BITS: Final = 17
_REMEMBERED: Final = 1 << _REMEMBERED_BITS
"""Articles; the oldest go first. With the tables below 100 MB, however long the run is."""
_SEED: Final = 20


class Duplicates:
    """Remembers the signatures of articles, and finds the first that a new one resembles."""

    def __init__(self) -> None:
        import numpy as np

        # Pages of zeros cost no memory until something is written to them.
        self._signatures: NDArray[np.uint32] = np.zeros((_REMEMBERED, _PERMUTATIONS), np.uint32)
        self._table: NDArray[np.uint32] = np.zeros((_BANDS, _REMEMBERED), np.uint32)
        self._ids: list[str] = []
        self._count = 0
        self._factors = factors()

    def add(self, article_id: str, text: str) -> tuple[str, float] | None:
        """The first article that the text repeats and how much they share, 0 to 1.

        A text that repeats none is remembered; a copy is not, so that all copies
        lead to the same first appearance.
        """
        import numpy as np

        signature = signature_of(text)
        if signature is None:
            return None
        slots = self._slots(signature)
        bands = np.arange(_BANDS)
        candidates = np.unique(self._table[bands, slots])
        # Two bands may share a slot by chance: the signatures themselves decide.
        candidates = candidates[candidates > 0].astype(np.int64)
        if len(candidates):
            alike = (self._signatures[(candidates - 1) % _REMEMBERED] == signature).mean(axis=1)
            best = int(alike.argmax())
            if alike[best] >= SIMILAR:
                first = self._ids[(int(candidates[best]) - 1) % _REMEMBERED]
                return first, round(float(alike[best]), 3)
        self._remember(article_id, signature, slots)
        return None

    def _remember(
        self, article_id: str, signature: NDArray[np.uint32], slots: NDArray[np.uint64]
    ) -> None:
        import numpy as np

        row = self._count % _REMEMBERED
        self._signatures[row] = signature
        self._ids[row : row + 1] = [article_id]
        self._count += 1
        self._table[np.arange(_BANDS), slots] = self._count

    def _slots(self, signature: NDArray[np.uint32]) -> NDArray[np.uint64]:
        import numpy as np

        hashed = bands_of(signature, self._factors)
        return np.right_shift(hashed, np.uint64(64 - _REMEMBERED_BITS))


def signature_of(text: str) -> NDArray[np.uint32] | None:
    """The MinHash of a text's runs of words: two agree in the share of runs that the texts share.

    None where the text is too short to be told from another.
    """
    import numpy as np
    from rensa import RMinHash

    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST:
        return None
    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    runs = zip(*(words[at:] for at in range(_RUN)), strict=False)
    minhash.update(list(map(" ".join, runs)))
    return np.array(minhash.digest(), np.uint32)


def factors() -> NDArray[np.uint64]:
    """What the rows of a band are multiplied with, always the same."""
    import numpy as np

    random = np.random.default_rng(_SEED)
    return random.integers(1, 1 << 63, _ROWS, np.uint64) | np.uint64(1)


def bands_of(signature: NDArray[np.uint32], factors: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of each band of a signature: texts that are alike share at least one."""
    import numpy as np

    bands = signature[: _BANDS * _ROWS].reshape(_BANDS, _ROWS).astype(np.uint64)
    hashed: NDArray[np.uint64] = (bands * factors).sum(axis=1, dtype=np.uint64)
    return hashed
