"""Which of several candidates bears the right name is learned from features."""

import numpy as np

from sayso.extracting.likeness import FEATURES
from sayso.extracting.ranking import GROUPS
from training.ranking import WIDTH, Example, learn, right


def example(dice: np.random.Generator, article: int) -> Example:
    """Three candidates, of whom the one with most of the first feature is right."""
    rows = dice.random((3, len(FEATURES)))
    nobody = np.zeros(WIDTH - len(FEATURES))
    marks = np.zeros(4, bool)
    marks[rows[:, 0].argmax()] = True
    return Example(article, GROUPS[0], rows.astype(np.float32), nobody.astype(np.float32), marks)


def test_the_feature_that_tells_is_learned() -> None:
    dice = np.random.default_rng(5)
    found = [example(dice, number) for number in range(300)]
    learned = learn(found[:200], decay=1e-3)
    candidate, nobody = learned[GROUPS[0]]
    assert (candidate.shape, nobody.shape) == ((len(FEATURES),), (WIDTH - len(FEATURES),))
    assert candidate.argmax() == 0
    good, total = right(learned, found[200:])[GROUPS[0]]
    assert total == 100
    assert good >= 90


def test_a_group_without_examples_weighs_nothing() -> None:
    learned = learn([example(np.random.default_rng(1), 1)], decay=1e-3, steps=5)
    assert set(learned) == set(GROUPS)
    assert all(not part.any() for group in GROUPS[1:] for part in learned[group])
