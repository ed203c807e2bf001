"""Where the nodes of a network stand: near those they are tied to, apart from all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

_ROUNDS: Final = 160
_APART: Final = 90.0
"""The distance that two nodes like to have, in pixels."""
_WIDE: Final = 1.7
"""How much wider than high a picture is."""
_GOLDEN: Final = np.pi * (3 - np.sqrt(5))


def layout(count: int, edges: Sequence[tuple[int, int, float]]) -> npt.NDArray[np.float64]:
    """Places for nodes, by forces (Fruchterman and Reingold, 1991); the same for the same edges.

    Args:
        count: of nodes, the heaviest first.
        edges: index, index and weight.

    Returns:
        An x and a y for each node, in pixels.
    """
    order = np.arange(count)
    radius, angle = _APART * np.sqrt(order), _GOLDEN * order
    at = np.stack([_WIDE * radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    if count < 3 or not edges:
        return at
    start, end = (np.array([edge[side] for edge in edges]) for side in (0, 1))
    pull = np.log2(1 + np.array([edge[2] for edge in edges]))
    # Those with many ties would pull everybody onto one heap.
    ties = np.bincount(start, minlength=count) + np.bincount(end, minlength=count)
    pull /= np.sqrt(np.maximum(1, np.minimum(ties[start], ties[end])))
    warmth = _APART * np.sqrt(count)
    for step in range(_ROUNDS):
        gap = at[:, None, :] - at[None, :, :]
        gap[..., 0] /= _WIDE  # forces are those of a round picture
        square = np.maximum((gap**2).sum(axis=2), 1.0)
        force = (gap * (_APART**2 / square)[..., None]).sum(axis=1)
        along = at[end] - at[start]
        along[:, 0] /= _WIDE
        length = np.sqrt((along**2).sum(axis=1, keepdims=True))
        draw = along * length / _APART * 0.5 * pull[:, None]
        np.add.at(force, start, draw)
        np.add.at(force, end, -draw)
        force -= 0.8 * at  # whoever is tied to few does not drift away
        size = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        limit = warmth * (1 - step / _ROUNDS) ** 2 * 0.1 + 0.5
        move = force / size * np.minimum(size, limit)
        move[:, 0] *= _WIDE
        at = at + move
    return at
