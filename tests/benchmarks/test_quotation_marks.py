import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quotation_marks import attributions

ALPHABET = st.sampled_from(["“", "”", '"', "\n", " ", "said", "He", "Ada", "Quill", ".", "é", "💬"])


def parts(text: str) -> list[tuple[str, str, str]]:
    return [
        (
            " ".join(text[start:end] for start, end in each.source),
            " ".join(text[start:end] for start, end in each.cue),
            " ".join(text[start:end] for start, end in each.content),
        )
        for each in attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It will rain,” said Ada Marlow.", ("Ada Marlow", "said", "“It will rain,”")),
        ('The mayor, Bo Quill, told us: "No."', ("Bo Quill", "told", '"No."')),
        ("“We wait,” he added.", ("he", "added", "“We wait,”")),
        ("A rather “clean” harbour.", ("", "", "“clean”")),
    ],
)
def test_takes_what_is_nearest(text: str, expected: tuple[str, str, str]) -> None:
    assert parts(text) == [expected]


def test_looks_for_the_cue_outside_of_quotations_and_in_the_same_paragraph() -> None:
    assert parts("“He said no.”\nAda Marlow said so.") == [("", "", "“He said no.”")]


def test_a_mark_without_its_partner_opens_nothing() -> None:
    assert parts("“It will rain, said Ada Marlow.\n”") == []


@given(st.one_of(st.text(), st.lists(ALPHABET).map(" ".join)))
def test_every_span_lies_in_the_text_and_every_content_is_quoted(text: str) -> None:
    for each in attributions(text):
        for start, end in (*each.source, *each.cue, *each.content):
            assert 0 <= start < end <= len(text)
        ((start, end),) = each.content
        assert text[start] in '“"'
        assert text[end - 1] in '”"'
        assert "\n" not in text[start:end]
