import random

import pytest

from sayso.reading import duplicates
from sayso.reading.duplicates import Duplicates

WORDS = ("mayor", "council", "library", "ferry", "pier", "harbour", "lamp", "roof", "bridge")


def story(seed: int, length: int = 300) -> list[str]:
    chance = random.Random(seed)
    return [f"{chance.choice(WORDS)}{chance.randrange(40)}" for _ in range(length)]


def test_the_same_text_again() -> None:
    before = Duplicates()
    assert before.add("a", " ".join(story(1))) is None
    assert before.add("b", " ".join(story(2))) is None
    assert before.add("c", " ".join(story(1))) == ("a", 1.0)
    assert before.add("d", " ".join(story(2)).upper() + "!") == ("b", 1.0)


@pytest.mark.parametrize(("changed", "expected"), [(0.02, True), (0.03, True), (0.5, False)])
def test_a_text_with_some_words_changed(changed: float, expected: bool) -> None:
    before = Duplicates()
    for seed in range(30):
        words = story(seed)
        before.add(f"first {seed}", " ".join(words))
        chance = random.Random(seed)
        copy = [word if chance.random() > changed else "other" for word in words]
        found = before.add(f"second {seed}", " ".join(copy))
        assert (found is not None) == expected
        if found:
            assert found[0] == f"first {seed}"
            assert duplicates.SIMILAR <= found[1] < 1


def test_copies_all_lead_to_the_first() -> None:
    before = Duplicates()
    words = story(1)
    before.add("first", " ".join(words))
    for number in range(4):
        found = before.add(f"copy {number}", " ".join([*words, f"copy{number}"]))
        assert found
        assert found[0] == "first"


def test_short_texts_are_alike_by_chance() -> None:
    before = Duplicates()
    assert before.add("a", "Yes, said Quill.") is None
    assert before.add("b", "Yes, said Quill.") is None


def test_only_the_latest_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "_REMEMBERED", 4)
    monkeypatch.setattr(duplicates, "_REMEMBERED_BITS", 2)
    before = Duplicates()
    for seed in range(9):
        assert before.add(str(seed), " ".join(story(seed))) is None
    assert before.add("again", " ".join(story(8))) == ("8", 1.0)
    assert before.add("old", " ".join(story(0))) is None
