import pytest

from sayso import interactions
from sayso.interactions import classify, likeliest, probabilities


class Fake:
    """Remembers what it was asked."""

    asked: tuple[object, ...] = ()

    def pair(self, text: str, actor: object, recipient: object) -> dict[str, float]:
        Fake.asked = (text, actor, recipient)
        return {"SUPPORT": 0.4, "CONCEDE": 0.25, "RETREAT": 0.35}


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "_default", Fake)


def test_parties_are_looked_for_as_whole_words() -> None:
    probabilities("Omanis left Oman and Omani Airways.", "Oman", "Omani")
    assert Fake.asked[1:] == ((12, 16), (21, 26))


def test_two_parties_do_not_share_a_place() -> None:
    probabilities("Tresk told Tresk no.", "Tresk", "Tresk")
    assert Fake.asked[1:] == ((0, 5), (11, 16))


def test_who_does_not_stand_there_is_nobody() -> None:
    classify("Officials resigned.", "Officials", "a recipient")
    assert Fake.asked[1:] == ((0, 9), None)


def test_places_may_be_given() -> None:
    classify("Calder left Tresk.", (0, 6), (12, 17))
    assert Fake.asked[1:] == ((0, 6), (12, 17))


def test_what_is_conceded_in_words_or_deeds_counts_together() -> None:
    assert classify("Calder left Tresk.", "Calder", "Tresk") == "RETREAT"
    assert likeliest({"SUPPORT": 0.7, "CONCEDE": 0.2, "RETREAT": 0.1}) == "SUPPORT"
