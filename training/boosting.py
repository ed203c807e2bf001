"""Two small learners in numpy alone: logistic regression over words, and boosted trees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]


_BINS: Final = 32
"""Of each feature, at most."""
_LEAST: Final = 3.0
"""The sum of second derivatives that a leaf needs."""
_SHRINK: Final = 5.0
"""What is added to it, so that small leaves say less."""


def sigmoid(values: Array) -> Array:
    """Log-odds to probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))))


def word_weights(
    rows: list[list[str]], positive: Array, vocabulary: list[str], *, decay: float = 3e-5
) -> dict[str, float]:
    """Weights with which ``Vocabulary.role`` gives the log-odds of being ``positive``.

    Args:
        rows: for each paragraph its clues.
        positive: 1.0 for each paragraph that plays the role, otherwise 0.0.
        vocabulary: the clues that get a weight.
        decay: L2 penalty.
    """
    number = {word: i for i, word in enumerate(vocabulary)}
    known = [[number[word] for word in row if word in number] for row in rows]
    row_of = np.repeat(np.arange(len(known)), [len(row) for row in known])
    columns = np.array([i for row in known for i in row], dtype=np.int64)
    scale = np.array([1 / max(len(row), 1) ** 0.5 for row in known])
    values = scale[row_of]
    weights, bias = np.zeros(len(vocabulary)), float(np.log(positive.mean()))
    first, second = np.zeros(len(vocabulary) + 1), np.zeros(len(vocabulary) + 1)
    for step in range(1, 301):
        odds = np.asarray(bias + np.bincount(row_of, values * weights[columns], len(known)), float)
        error = (sigmoid(odds) - positive) / len(known)
        slope = np.bincount(columns, values * error[row_of], len(vocabulary)) + decay * weights
        gradient = np.append(slope, error.sum())
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        move = 0.05 * (first / (1 - 0.9**step)) / ((second / (1 - 0.99**step)) ** 0.5 + 1e-8)
        weights, bias = weights - move[:-1], bias - float(move[-1])
    found = {word: round(float(w), 3) for word, w in zip(vocabulary, weights, strict=True)}
    return {"": round(bias, 3), **{word: w for word, w in found.items() if abs(w) >= 0.05}}


@dataclass(frozen=True, slots=True)
class Shape:
    """How many trees, how deep each is, and how far each goes."""

    rounds: int
    depth: int
    rate: float


def boost(matrix: Array, positive: Array, rng: np.random.Generator, shape: Shape) -> dict[str, Any]:
    """Trees for ``Trees``, boosted on log-loss over binned features.

    Args:
        matrix: ``[rows, features]``.
        positive: ``[rows]``, 1.0 or 0.0.
        rng: draws the rows and features of each tree.
        shape: of what is learned.
    """
    depth, rate = shape.depth, shape.rate
    edges = [np.unique(np.quantile(c, np.linspace(0, 1, _BINS)[1:-1])) for c in matrix.T]
    binned = np.stack(
        [np.searchsorted(e, c, "left") for e, c in zip(edges, matrix.T, strict=True)], axis=1
    )
    share = positive.mean()
    bias = float(np.log(share / (1 - share)))
    odds = np.full(len(matrix), bias)
    trees: dict[str, list[Any]] = {"features": [], "thresholds": [], "leaves": []}
    for _ in range(shape.rounds):
        rows = np.flatnonzero(rng.random(len(matrix)) < 0.6)
        columns = np.sort(rng.permutation(matrix.shape[1])[: max(8, matrix.shape[1] // 4)])
        chance = sigmoid(odds)
        slope, curve = chance - positive, np.maximum(chance * (1 - chance), 1e-6)
        tree = _tree(binned, edges, slope, curve, rows, columns, depth)
        features, cuts, thresholds, leaves = tree
        trees["features"].append(features)
        trees["thresholds"].append(thresholds)
        leaves = [round(rate * leaf, 4) for leaf in leaves]
        trees["leaves"].append(leaves)
        node = np.zeros(len(matrix), dtype=np.int64)
        for _ in range(depth):
            right = binned[np.arange(len(matrix)), np.array(features)[node]] > np.array(cuts)[node]
            node = 2 * node + 1 + right
        odds += np.array(leaves)[node - len(features)]
    return {"bias": round(bias, 4), **trees}


def _tree(
    binned: Integers,
    edges: list[Array],
    slope: Array,
    curve: Array,
    rows: Integers,
    columns: Integers,
    depth: int,
) -> tuple[list[int], list[int], list[float], list[float]]:
    """Features, bins and thresholds of the splits, and the leaves, in the order of the levels."""
    features, cuts, thresholds = [], [], []
    nodes: list[Integers] = [rows]
    for _ in range(depth):
        below: list[Integers] = []
        for node in nodes:
            feature, cut = _split(binned, slope, curve, node, columns)
            features.append(feature)
            cuts.append(cut)
            edge = edges[feature]
            thresholds.append(round(float(edge[cut]), 5) if cut < len(edge) else 1e9)
            right = binned[node, feature] > cut
            below += [node[~right], node[right]]
        nodes = below
    leaves = [-float(slope[n].sum()) / (float(curve[n].sum()) + _SHRINK) for n in nodes]
    return features, cuts, thresholds, leaves


def _split(
    binned: Integers,
    slope: Array,
    curve: Array,
    node: Integers,
    columns: Integers,
) -> tuple[int, int]:
    """The feature and the last bin to the left that gain most; all to the left if none gains."""
    cells = (binned[np.ix_(node, columns)] + np.arange(len(columns)) * _BINS).ravel()
    size = len(columns) * _BINS
    slopes = np.bincount(cells, np.repeat(slope[node], len(columns)), size).reshape(-1, _BINS)
    curves = np.bincount(cells, np.repeat(curve[node], len(columns)), size).reshape(-1, _BINS)
    left, weight = slopes.cumsum(1), curves.cumsum(1)
    total, whole = left[:, -1:], weight[:, -1:]
    gain = left**2 / (weight + _SHRINK) + (total - left) ** 2 / (whole - weight + _SHRINK)
    gain = gain - total**2 / (whole + _SHRINK)
    gain[(weight < _LEAST) | (whole - weight < _LEAST)] = 0.0
    best = int(gain.argmax())
    if gain.ravel()[best] <= 1e-6:
        return int(columns[0]), _BINS
    return int(columns[best // _BINS]), best % _BINS
