from typing import get_args

import pytest

from sayso.extracting.interactions.acts import act_of, ruled
from sayso.records import InteractionType


@pytest.mark.parametrize(
    ("type_", "predicate", "act", "cameo", "mode"),
    [
        ("CONSULT", "met", "meet", "040", None),
        ("CONSULT", "held a telephone conversation", "phone", "041", "phone"),
        ("CONSULT", "his visit", "visit", "042", "visit"),
        ("SUPPORT", "praised", "praise", "051", None),
        ("ACCUSE", "summoned", "summon", "114", "disapprove"),
        ("REJECT", "refused to release", "refuse to yield", "124", "yield"),
        ("SANCTION", "expelled", "expel", "1661", "expel"),
        ("ASSAULT", "invasion", "invade", "192", None),
    ],
)
def test_the_words_name_the_act(
    type_: str, predicate: str, act: str, cameo: str, mode: str | None
) -> None:
    found = act_of(type_, predicate)
    assert (found.name, found.cameo, found.mode) == (act, cameo, mode)


@pytest.mark.parametrize("type_", get_args(InteractionType))
def test_every_type_has_a_word_for_what_nothing_fits(type_: str) -> None:
    found = act_of(type_, "qqq")
    assert found.name
    assert found.cameo[0] in "012"


def test_greetings_are_support_as_ruled() -> None:
    assert ruled("CONSULT", "sent his New Year message") == "SUPPORT"
    assert ruled("CONSULT", "sent his envoy") == "CONSULT"
