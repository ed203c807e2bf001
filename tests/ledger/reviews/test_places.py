"""A place is given by offsets or by the words that stand there, or it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.ledger.reviews.places import paragraphs, passage

TEXT = """The mayor spoke first.

“We will build,” the mayor said,
“and it’s done.”

The mayor left."""
MIDDLE = paragraphs(TEXT, 30, 40)
ALL = (0, len(TEXT))


def words(given: object, near: tuple[int, int] = ALL) -> str:
    return passage(TEXT, given, near, "source").text  # type: ignore[arg-type]


def test_offsets_as_numbers_or_in_words() -> None:
    assert words([(4, 9)]) == words("4-9") == "mayor"
    assert words("10-15, 4-9") == "mayor spoke"
    assert passage(TEXT, "10-15,4-9", ALL, "cue").fragments == ((4, 9), (10, 15))


@pytest.mark.parametrize("given", ["9-4", "4-4", "0-999", "22-24", "4-9,8-12", "4-9,4-9"])
def test_offsets_that_cut_nothing_out_are_refused(given: str) -> None:
    with pytest.raises(UsageError, match=r"cuts no words|overlap"):
        words(given)


def test_words_are_found_whatever_the_space_and_the_marks() -> None:
    assert words("the mayor said, “and") == "the mayor said,\n“and"
    assert words('"We will build,"') == "“We will build,”"
    assert words("it's done") == "it’s done"
    assert words("spoke") == "spoke"


def test_something_left_out_between_two_fragments() -> None:
    assert passage(TEXT, "We will build … and it's done", ALL, "content").text == (
        "We will build and it’s done"
    )
    assert words("We will build [...] done") == "We will build done"


def test_words_that_stand_in_the_paragraph_once_are_taken_from_there() -> None:
    assert passage(TEXT, "mayor", MIDDLE, "source").start == TEXT.index("mayor said")
    with pytest.raises(UsageError, match=r"stands there 3 times \(4-9, "):
        words("mayor")
    with pytest.raises(UsageError, match="does not stand in the article"):
        words("ayor")  # no whole word
    with pytest.raises(UsageError, match="does not stand in the article after that"):
        words("it's done … We will build")


def test_paragraphs_of_copy_with_and_without_blank_lines() -> None:
    assert TEXT[slice(*MIDDLE)].startswith("“We will build")
    assert TEXT[slice(*MIDDLE)].endswith("done.”")
    assert paragraphs("one\ntwo\nthree", 5, 6) == (4, 7)
    assert paragraphs("one", 0, 3) == (0, 3)


@given(text=st.text(max_size=60), given=st.text(max_size=20))
def test_any_words_are_cut_out_of_the_text_or_refused(text: str, given: str) -> None:
    try:
        found = passage(text, given, (0, len(text)), "cue")
    except UsageError:
        return
    assert found.text == " ".join(text[start:end] for start, end in found.fragments)
    assert found.text.strip()
