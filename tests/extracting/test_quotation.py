import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extracting.quotation import (
    CONTINUED,
    DOUBLE,
    LINE_ENDS,
    OUTSIDE,
    SINGLE,
    quotation_states,
)


def shown(text: str) -> str:
    """One sign a character: . outside, D double, S single, C continued, / the end of a line."""
    signs = {OUTSIDE: ".", DOUBLE: "D", SINGLE: "S", CONTINUED: "C"}
    states = quotation_states(text).tolist()
    return "".join(
        "/" if character in LINE_ENDS else signs[state]
        for character, state in zip(text, states, strict=True)
    )


def quoted(text: str) -> list[str]:
    """The stretches that stand in quotation marks of any kind, marks included."""
    edges = np.flatnonzero(np.diff(quotation_states(text) > 0, prepend=False, append=False))
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.parametrize(
    "quote",
    ['"It rains."', "“It rains.”", "«It rains.»", "„It rains.“”", "``It rains.''", "''It rains.''"],
)
def test_marks_belong_to_their_quote(quote: str) -> None:
    assert quoted(f"She said {quote} and left.") == [quote]


def test_several_quotes_in_one_line() -> None:
    text = "“Yes,” she said. “No,” he said, ''or so'' he thought, \"perhaps\"."
    assert quoted(text) == ["“Yes,”", "“No,”", "''or so''", '"perhaps"']


def test_single_quotes() -> None:
    assert shown("He said ‘no’ twice") == ".........SSSS......"[1:]
    assert quoted("A 'rigged' vote, a ‹free› press") == ["'rigged'", "‹free›"]


@pytest.mark.parametrize(
    "text",
    [
        "the mayor’s office didn’t answer",
        "the workers' union and the drivers' union don't agree",
        "It’s the ’90s",
        "rock 'n roll",
    ],
)
def test_an_apostrophe_is_no_quote(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_does_not_end_a_single_quote() -> None:
    assert quoted("He said ‘I don’t know’ again") == ["‘I don’t know’"]


def test_single_marks_inside_double_ones_change_nothing() -> None:
    text = "“He told me ‘go home’ and I went,” she said"
    assert shown(text) == "D" * 34 + "." * (len(text) - 34)


def test_double_marks_inside_single_ones_stay_double() -> None:
    assert shown("‘a “no” b’ c") == "SSSDDDDSSS.."


def test_an_unclosed_quote_ends_with_its_paragraph() -> None:
    assert shown("“It rains\nShe left") == "DDDDDDDDD/........"


def test_a_closing_mark_alone_is_outside() -> None:
    assert set(shown("It rains,” she said")) == {"."}


def test_a_second_opening_mark_does_not_close() -> None:
    text = 'He said, "we saw "nothing" there'
    assert quoted(text) == ['"we saw "nothing"']


@pytest.mark.parametrize(
    "gap", ["\n", "\n\n", "\r\n\r\n", "\r", "\n  \n", "\n\t\r\n", "\u2029", "\x85"]
)
def test_a_quote_goes_on_in_the_next_paragraph(gap: str) -> None:
    text = f"“It rains.{gap}“It pours,” she said. “Yes.”"
    states = quotation_states(text).tolist()
    assert set(states[:10]) == {DOUBLE}
    second = states[10 + len(gap) :]
    assert second == [CONTINUED] * 11 + [OUTSIDE] * 11 + [DOUBLE] * 6


def test_a_quote_goes_on_over_three_paragraphs() -> None:
    assert shown("“One.\n\n“Two.\n\n“Three.”\n\n“Four.”") == "DDDDD//CCCCC//CCCCCCCC//DDDDDDD"


def test_a_closed_quote_does_not_go_on() -> None:
    assert shown("“One.”\n“Two.”") == "DDDDDD/DDDDDD"


def test_a_paragraph_of_plain_words_ends_it() -> None:
    assert shown("“One.\nShe left.\n“Two.”") == "DDDDD/........./DDDDDD"


def test_a_mark_in_the_middle_of_a_line_does_not_go_on() -> None:
    assert shown("“One.\nShe said “Two.”") == "DDDDD/.........DDDDDD"


def test_no_text() -> None:
    assert quotation_states("").tolist() == []


@given(st.text(st.sampled_from("ab \n\r“”„«»\"'‘’‹›`.—("), max_size=60))
def test_any_order_of_marks(text: str) -> None:
    states = quotation_states(text)
    assert len(states) == len(text)
    assert set(states.tolist()) <= {OUTSIDE, DOUBLE, SINGLE, CONTINUED}
    ends = [at for at, character in enumerate(text) if character in LINE_ENDS]
    assert all(states[at] == OUTSIDE for at in ends)
    # A paragraph's states depend on nothing that comes after it.
    for at in ends:
        assert (quotation_states(text[:at]) == states[:at]).all()


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "‘", "’", "`", "“\n", "‘a’ ", '" a', "\n "])
def test_many_marks_take_linear_time(mark: str) -> None:
    began = time.process_time()
    quotation_states(mark * (200_000 // len(mark)))
    assert time.process_time() - began < 5  # a tenth of a second, or minutes if quadratic


def test_a_million_marks() -> None:
    began = time.process_time()
    states = quotation_states('"' * 1_000_000)
    assert time.process_time() - began < 10
    assert states.min() == DOUBLE
