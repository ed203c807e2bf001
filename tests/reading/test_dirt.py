from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.dirt import repair

STORY = (
    "The harbour board voted on Monday to reopen the old ferry line, its chairwoman said after a"
    " meeting that lasted well into the night.\n\n"
    "“We owe it to the islands,” Ada Lindqvist told reporters, and added that the first boat would"
    " sail in May – weather permitting. The café on the pier will open with it.\n\n"
    "Nobody spoke against the plan."
)


def test_clean_text_comes_back_unchanged() -> None:
    assert repair(STORY) == STORY


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("\ufeffA plan", "A plan"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("He said\x00 no", "He said  no"),
        ("so\xadcial", "social"),
        ("zero\u200bwidth", "zerowidth"),
        ("Mr.\xa0Varga", "Mr. Varga"),
        ("10\u202f000", "10 000"),
        ("TomÃ¡s said â€œnoâ€\x9d", "Tomás said “no”"),
        ("Lindt &amp; Sons", "Lindt & Sons"),
        ("the oﬃce", "the office"),
        ("\x93no\x94", "“no”"),
        ("\ud83d\ude00", "😀"),
    ],
)
def test_dirt_is_mended(dirty: str, clean: str) -> None:
    assert repair(dirty) == clean


@pytest.mark.parametrize(
    "text", ["“curly” ‘quotes’ – and — dashes…", "naïve Ångström", "👨‍👩‍👧 family"]
)
def test_what_is_the_article_s_own_stays(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize("width", [50, 72, 90])
def test_hard_wrapped_lines_are_joined(width: int) -> None:
    wrapped = "\n\n".join(
        textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in STORY.split("\n\n")
    )
    assert repair(wrapped) == STORY


def test_lines_wrapped_by_hand_are_joined_and_their_hyphens_with_them() -> None:
    wrapped = (
        "The prime minister said on Monday that the govern-\n"
        "ment would not yield to the well-\n"
        "known pressure of the lobby that\n"
        "has long demanded a new harbour."
    )
    assert repair(wrapped) == (
        "The prime minister said on Monday that the government would not yield to the well-known"
        " pressure of the lobby that has long demanded a new harbour."
    )


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "\n".join(paragraph.replace("\n", " ") for paragraph in STORY.split("\n\n"))
    assert repair(text) == text


def test_lists_stay_lists() -> None:
    text = "On the agenda:\n- the ferry\n- the café\n- the pier and what is to become of it"
    assert repair(text) == text


@given(st.text(max_size=300))
def test_repairing_twice_changes_nothing_more_of_what_is_forbidden(text: str) -> None:
    mended = repair(text)
    assert not any(c in mended for c in "\r\x00\xad\u200b\ufeff\xa0")
