"""Trees and word weights for splitting dumps, learned from what is in the rows."""

import numpy as np

from training.boosting import Shape, boost, word_weights


def test_words_of_one_role_weigh_for_it() -> None:
    rows = [["head", "short"], ["head"], ["body", "long"], ["body"]] * 20
    positive = np.array([1.0, 1.0, 0.0, 0.0] * 20)
    weights = word_weights(rows, positive, ["head", "body", "nowhere"])
    assert weights["head"] > 1
    assert weights["body"] < -1
    assert "nowhere" not in weights


def test_boosting_is_the_same_for_the_same_dice_and_splits_where_it_matters() -> None:
    matrix = np.random.default_rng(2).random((400, 9))
    positive = (matrix[:, 4] > 0.6).astype(float)
    shape = Shape(rounds=20, depth=2, rate=0.3)
    one = boost(matrix, positive, np.random.default_rng(7), shape)
    assert one == boost(matrix, positive, np.random.default_rng(7), shape)
    assert len(one["features"]) == len(one["leaves"]) == 20
    roots = [tree[0] for tree in one["features"]]
    assert max(set(roots), key=roots.count) == 4
