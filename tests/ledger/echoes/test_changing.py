"""What became of a quotation, word for word."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import Change, changes


def test_a_changed_word_is_removed_and_added() -> None:
    assert changes("We will never sell the harbour", "We will not sell the harbour") == (
        Change("kept", "We will "),
        Change("removed", "never"),
        Change("added", "not"),
        Change("kept", " sell the harbour"),
    )


def test_what_is_cut_off_is_removed() -> None:
    found = changes("“The bridge is safe, and it will stay open.”", "the bridge is safe")
    assert [each.became for each in found] == ["removed", "kept", "removed"]
    assert found[1].text == "the bridge is safe"


def test_capitals_accents_and_the_shape_of_marks_are_no_change() -> None:
    assert changes("“Café Noir” is shut", '"cafe noir" is shut') == (
        Change("kept", '"cafe noir" is shut'),
    )


def test_texts_without_a_common_word_are_replaced() -> None:
    assert {each.became for each in changes("one", "two")} == {"removed", "added"}


def test_very_long_texts_are_bounded() -> None:
    found = changes("word " * 5_000, "word " * 5_001)
    assert sum(len(each.text) for each in found if each.became != "removed") == 5 * 5_001


@given(st.text(max_size=60), st.text(max_size=60))
def test_kept_and_added_make_the_later_text(first: str, later: str) -> None:
    found = changes(first, later)
    assert "".join(each.text for each in found if each.became != "removed") == later
    assert all(each.text for each in found)
