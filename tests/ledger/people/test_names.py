from __future__ import annotations

import pytest

from sayso.ledger.people.comparing import Match, compare
from sayso.ledger.people.names import parse


def fit(one: str, other: str) -> Match | None:
    mine, theirs = parse(one), parse(other)
    assert mine is not None
    assert theirs is not None
    assert compare(mine, theirs) == compare(theirs, mine)
    return compare(mine, theirs)


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("Vladimir Putin", "President Vladimir Putin", Match.SAME),
        ("Vladimir Putin", "Vladimir V. Putin", Match.MIDDLE),
        ("Putin", "Vladimir Putin", Match.SURNAME),
        ("V. Putin", "Vladimir Putin", Match.INITIAL),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", Match.SPELLING),
        ("Zelenskiy", "Volodymyr Zelenskyy", Match.SURNAME),
        ("Vladimir Zelensky", "Volodymyr Zelensky", Match.NICKNAME),
        ("Muammar Gaddafi", "Moammar Gadhafi", Match.SPELLING),
        ("Moammar Qaddafi", "Muammar Gaddafi", Match.SPELLING),
        ("Xi Jinping", "Jinping Xi", Match.SAME),
        ("Xi", "Xi Jinping", Match.SURNAME),
        ("Ban Ki-moon", "Ban Ki Moon", Match.SAME),
        ("Ban", "Ban Ki-moon", Match.SURNAME),
        ("Kim Jong Un", "Kim Jong-un", Match.SAME),
        ("Bashar al-Assad", "Bashar Al Assad", Match.SAME),
        ("Bashar al-Assad", "Bashar Assad", Match.SAME),
        ("al-Assad", "Bashar Assad", Match.SURNAME),
        ("José Muñoz", "Jose Munoz", Match.SAME),
        ("Søren Ødegård", "Soren Odegard", Match.SAME),
        ("J.D. Vance", "JD Vance", Match.SAME),
        ("LINDSEY GRAHAM", "Lindsey Graham", Match.SAME),
        ("Hilary Clinton", "Hillary Clinton", Match.MISSPELT),
        ("Robert “Bob” Dole", "Bob Dole", Match.NICKNAME),
        ("Bill Clinton", "William J. Clinton", Match.NICKNAME),
        ("Hillary Clinton", "Hillary Rodham Clinton", Match.MIDDLE),
        ("López Obrador", "Andrés Manuel López Obrador", Match.SURNAME),
        ("de Blasio", "Bill de Blasio", Match.SURNAME),
        ("Le Pen", "Marine Le Pen", Match.SURNAME),
        ("Martin Luther King Jr.", "Martin Luther King", Match.SAME),
        ("Joseph R. Biden Jr.", "Joe Biden", Match.JUNIOR),
        ("John S. McCain III", "John McCain", Match.MIDDLE),
        ("George Bush", "George W. Bush", Match.MIDDLE),
    ],
)
def test_one_persons_names(one: str, other: str, match: Match) -> None:
    assert fit(one, other) == match


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George W. Bush", "George H. W. Bush"),
        ("Hillary Clinton", "Bill Clinton"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Ken Griffey Jr.", "Ken Griffey Sr."),
        ("Ivana Trump", "Ivanka Trump"),
        ("Daniel Marsh", "Daniela Marsh"),
        ("Michael Brown", "Michelle Brown"),
        ("J. J. Goldberg", "Jonah Goldberg"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Paul Ryan", "Ryan Paul"),
        ("Mike Coffman", "Michael Kofman"),
        ("Trump Jr.", "Donald Trump"),
    ],
)
def test_two_persons_names(one: str, other: str) -> None:
    assert fit(one, other) is None


@pytest.mark.parametrize(
    "words",
    ["I", "you", "Republican", "Police", "Mr. President", "retired general", "Sanders supporters",
     "Clinton and Bush", "aides", "III", "", "  ", "…", "4 in 10", "x" * 500],
)  # fmt: skip
def test_words_that_name_nobody(words: str) -> None:
    assert parse(words) is None
