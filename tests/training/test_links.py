"""Learning what ties statements: the fit, the folds, and the pairs that were judged."""

import json

import numpy as np
import pytest

from training.links import LABELS, chances, fit, folds


def test_the_fit_finds_which_feature_matters() -> None:
    dice = np.random.default_rng(3)
    x = dice.random((400, 3))
    y = (x[:, 1] > 0.5).astype(float)
    weights = fit(x, y, np.ones(len(y)))
    assert weights.shape == (4,)
    assert weights[1] > 5 * max(abs(weights[0]), abs(weights[2]))
    assert ((chances(x, weights) > 0.5) == (y > 0.5)).mean() > 0.95


def test_what_counts_for_nothing_changes_nothing() -> None:
    dice = np.random.default_rng(3)
    x, y = dice.random((60, 2)), (dice.random(60) > 0.5).astype(float)
    sure = np.concatenate([np.ones(40), np.zeros(20)])
    assert np.allclose(fit(x, y, sure), fit(x[:40], y[:40], np.ones(40)))


def test_the_articles_of_a_fold_are_in_no_other() -> None:
    articles = [1, 1, 2, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11]
    parts = list(folds(articles))
    assert np.sum(parts, axis=0).tolist() == [1] * len(articles)
    for out in parts:
        held = {each for each, is_out in zip(articles, out, strict=True) if is_out}
        kept = {each for each, is_out in zip(articles, out, strict=True) if not is_out}
        assert held.isdisjoint(kept)


@pytest.mark.parametrize("kind", ["echoes", "disputes"])
def test_judged_pairs_are_places_and_a_verdict(kind: str) -> None:
    lines = (LABELS / f"{kind}.jsonl").read_text("utf-8").splitlines()
    verdicts: dict[tuple[object, ...], int] = {}
    for line in lines:
        pair = json.loads(line)
        assert pair["label"] in (0, 1)
        for article, start, end in (pair["a"], pair["b"]):
            assert len(article) == 16
            assert 0 <= start < end
        both = (*pair["a"], *pair["b"])
        assert verdicts.setdefault(both, pair["label"]) == pair["label"], both
    assert verdicts
