"""What two reports of one statement share, whatever their grammar."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.wording import blocks, read, stem


def test_endings_and_grammar_make_no_difference() -> None:
    one = read("We will rebuild the northern ports")
    other = read("that they were rebuilding the Northern port")
    assert one.stems == other.stems


def test_inflected_words_meet() -> None:
    assert stem("alleged") == stem("alleges") == stem("allegation") == stem("allegations")
    assert stem("accused") == stem("accusation")


def test_names_numbers_and_negations_are_told() -> None:
    found = read("He did not sell Haven’s 1,200 boats to Carl Vane; it wasn’t true")
    assert found.names == {"hav", "carl", "van"} or found.names >= {"carl"}
    assert found.numbers == {"1,200"}
    assert found.negations == 2


def test_any_five_words_in_common_share_a_hash() -> None:
    common = "copper mills burned down overnight"
    one = blocks(read(f"seven unlucky northern {common} near Haven harbour"), ())
    other = blocks(read(f"quiet village watched {common} while firemen slept"), ())
    assert set(one.runs) & set(other.runs)


@given(st.text(max_size=200))
def test_any_text_can_be_taken_apart(text: str) -> None:
    found = read(text)
    assert blocks(found, ("quill",)) == blocks(read(text), ("quill",))
    assert found.names <= set(found.stems)
