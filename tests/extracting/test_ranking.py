import numpy as np
import pytest

from sayso.extracting.likeness import FEATURES, OF_NOBODY
from sayso.extracting.ranking import GROUPS, chances, weights


@pytest.mark.parametrize("group", GROUPS)
def test_probabilities_of_everybody_and_nobody(group: str) -> None:
    rows = np.random.default_rng(1).standard_normal((4, len(FEATURES))).astype(np.float32)
    found = chances(group, rows, np.ones(len(OF_NOBODY), np.float32))
    assert found.shape == (5,)
    assert found.sum() == pytest.approx(1.0, abs=1e-5)


def test_nobody_alone_is_certain() -> None:
    nothing = np.zeros((0, len(FEATURES)), np.float32)
    assert chances("he", nothing, np.zeros(len(OF_NOBODY), np.float32)).tolist() == [1.0]


def test_every_weight_is_one_of_a_feature() -> None:
    import json
    from importlib.resources import files

    raw = json.loads(files("sayso").joinpath("data", "ranking.json").read_text(encoding="utf-8"))
    assert tuple(raw) == GROUPS
    for group in GROUPS:
        assert set(raw[group]["candidate"]) <= set(FEATURES)
        assert set(raw[group]["nobody"]) <= set(OF_NOBODY)


def test_gender_counts_for_pronouns() -> None:
    candidate, _ = weights()["he"]
    by_name = dict(zip(FEATURES, candidate.tolist(), strict=True))
    assert by_name["same gender"] > 0 > by_name["other gender"]
