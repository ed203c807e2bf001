from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Passage, Statement
from sayso.rendering.marking import Mark, marks, segments

LENGTH = 40
spans = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).filter(lambda s: s[0] < s[1])
any_marks = st.lists(
    st.builds(
        lambda span, role, number: Mark(span[0], span[1], role, number),
        spans,
        st.sampled_from(["source", "cue", "content"]),
        st.integers(0, 5),
    ),
    max_size=12,
)


@given(any_marks, st.lists(st.integers(-3, LENGTH + 3)))
def test_segments_cover_the_text_once_and_carry_every_mark(
    marked: list[Mark], cuts: list[int]
) -> None:
    found = list(segments(LENGTH, marked, cuts))
    assert [place for each in found for place in range(each.start, each.end)] == list(range(LENGTH))
    for each in found:
        for place in range(each.start, each.end):
            assert set(each.marks) == {m for m in marked if m.start <= place < m.end}


def test_the_innermost_mark_is_last() -> None:
    outer, inner = Mark(0, 9, "content", 0), Mark(2, 4, "source", 1)
    assert [each.marks for each in segments(9, [inner, outer])] == [
        (outer,),
        (outer, inner),
        (outer,),
    ]


def test_an_empty_text_has_no_segments() -> None:
    assert list(segments(0, [])) == []


def test_fragments_outside_the_text_are_cut_off() -> None:
    wild = Statement("x", Passage("?", ((-5, 2), (8, 99), (50, 60))))
    assert marks([wild], 10) == [Mark(0, 2, "content", 0), Mark(8, 10, "content", 0)]
