import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extracting.encoding import CLS, MAX_CHUNK, SEP, Encoded, Window, inputs, windows
from tests.extracting.support import encoded, odd_text

PROSE = "The mayor said that the bridge, which fell in May, was never safe "


def words(text: str) -> list[str]:
    found = encoded(text)
    return [text[start:end] for start, end in zip(found.start, found.end, strict=True)]


def size(found: Encoded, window: Window) -> int:
    return len(inputs(found, window).pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rains.", ["It", "rains", "."]),
        ("don’t", ["don", "’", "t"]),
        ("U.S. $3.5", ["U", ".", "S", ".", "$", "3", ".", "5"]),
        ("José and Zoë", ["José", "and", "Zoë"]),
        ("Jose\u0301 and Zoe\u0308.", ["Jose\u0301", "and", "Zoe\u0308", "."]),
        ("Ngu\u0302\u0301 said", ["Ngu\u0302\u0301", "said"]),
        ("👩‍👩‍👧 said ❤\ufe0f ok", ["👩‍👩‍👧", "said", "❤\ufe0f", "ok"]),
        ("習近平說", ["習", "近", "平", "說"]),
        ("قال الرئيس", ["قال", "الرئيس"]),
        ("שָׁלוֹם he said", ["שָׁלוֹם", "he", "said"]),
        ("a\ud800b said \udfff", ["a\ud800b", "said"]),
        ("a\0b said\0", ["a\0b", "said"]),
        ("", []),
        (" \n\t\n\u2028 ", []),
        ("\ufeffIt rains", ["It", "rains"]),
    ],
)
def test_offsets_slice_to_the_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_lines_are_paragraphs_and_empty_ones_count_for_nothing() -> None:
    text = "One two\n\n \nthree\r\nfour\u2028five\x85six"
    assert encoded(text).paragraph.tolist() == [0, 0, 1, 2, 3, 4]


def test_how_a_word_is_written() -> None:
    text = "it It IT iT I 3 3rd B2 McKay …"
    assert encoded(text).case.tolist() == [0, 1, 2, 3, 1, 3, 0, 2, 3, 0]


def test_what_is_quoted() -> None:
    assert encoded("“It rains,” she said").quoted.tolist() == [1, 1, 1, 1, 1, 0, 0]


@given(odd_text)
@settings(deadline=None)
def test_any_text(text: str) -> None:
    found = encoded(text)
    count = len(found)
    for name in ("start", "end", "paragraph", "case", "quoted"):
        assert len(getattr(found, name)) == count
    assert len(found.first) == count + 1
    assert found.first[-1] == len(found.pieces)
    assert (np.diff(found.first) > 0).all()
    assert (found.start < found.end).all()
    assert (found.end[:-1] <= found.start[1:]).all()
    assert count == 0 or (found.start[0] >= 0 and found.end[-1] <= len(text))
    assert (np.isin(np.diff(found.paragraph), (0, 1))).all()
    for start, end in zip(found.start, found.end, strict=True):
        assert not set(text[start:end]) & set("\n\r\u2028\u2029\x85 ")


@given(odd_text, odd_text)
@settings(deadline=None, max_examples=50)
def test_lines_are_read_one_by_one(one: str, other: str) -> None:
    # Only quotation marks may reach over the end of a line.
    whole, first, second = encoded(f"{one}\n{other}"), encoded(one), encoded(other)
    assert whole.pieces.tolist() == [*first.pieces, *second.pieces]
    assert whole.start.tolist() == [*first.start, *(second.start + len(one) + 1)]
    assert whole.case.tolist() == [*first.case, *second.case]


def test_a_line_longer_than_a_chunk_is_cut_at_spaces() -> None:
    text = PROSE * (3 * MAX_CHUNK // len(PROSE))
    assert words(text) == text.replace(",", " ,").split()


def test_a_line_without_spaces_is_cut_somewhere() -> None:
    text = "x" * (2 * MAX_CHUNK + 5)
    found = encoded(text)
    assert len(found) == 3
    assert (found.start[0], found.end[-1]) == (0, len(text))


@pytest.mark.slow
@pytest.mark.parametrize("unit", [PROSE, "x", "“", "é", "\ud800", " ", "\n"])
def test_two_megabytes_are_bounded_in_time(unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    began = time.process_time()
    found = encoded(text)
    windows(found, text, 256)
    assert time.process_time() - began < 30  # some four seconds at worst


# Windows.

long_words = st.sampled_from(("It", "rains", "Quill", ".", "said", "“", "extraordinarily"))
article = st.lists(
    st.lists(long_words, min_size=1, max_size=90).map(" ".join), min_size=1, max_size=12
).map("\n".join)


@given(article, st.integers(130, 300), st.sampled_from((0, 0, 16, 60)), st.integers(0, 1))
@settings(deadline=None)
def test_windows_answer_for_every_word_once(
    text: str, limit: int, context: int, smaller: int
) -> None:
    found = encoded(text)
    cut = windows(found, text, limit, context, head=limit // 3 if smaller else None)
    assert [w for each in cut for w in range(each.keep_begin, each.keep_stop)] == [
        *range(len(found))
    ]
    for window in cut:
        assert 0 <= window.begin <= window.keep_begin < window.keep_stop
        assert window.keep_stop <= window.stop <= len(found)
        assert size(found, window) <= limit
        if not context:
            assert (window.begin, window.stop) == (window.keep_begin, window.keep_stop)


@given(odd_text, st.sampled_from((0, 20)))
@settings(deadline=None)
def test_windows_of_any_text(text: str, context: int) -> None:
    found = encoded(text)
    cut = windows(found, text, 150, context)
    assert sum(each.keep_stop - each.keep_begin for each in cut) == len(found)
    assert all(size(found, window) <= 150 for window in cut)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=20))
@settings(deadline=None)
def test_whole_paragraphs_where_they_fit(lengths: list[int]) -> None:
    text = "\n".join("rain " * length for length in lengths)
    found = encoded(text)
    for window in windows(found, text, 130):
        for edge in (window.begin, window.stop):
            inside = 0 < edge < len(found)
            assert not inside or found.paragraph[edge] != found.paragraph[edge - 1]


def test_windows_are_as_full_as_paragraphs_allow() -> None:
    text = "\n".join(["rain " * 30] * 10)
    cut = windows(encoded(text), text, 130)
    assert [window.stop - window.begin for window in cut] == [120, 120, 60]


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    text = "It rains on the old harbour again. " * 60
    found = encoded(text)
    cut = windows(found, text, 130)
    assert len(cut) > 3
    for window in cut:
        assert text[found.start[window.begin] :].startswith("It rains")


def test_a_sentence_that_does_not_fit_is_cut_at_a_word() -> None:
    text = "rain and " * 200
    cut = windows(encoded(text), text, 130)
    assert [window.stop - window.begin for window in cut] == [127, 127, 127, 19]


def test_context_is_whole_paragraphs() -> None:
    text = "\n".join(["rain " * 20] * 12)
    found = encoded(text)
    cut = windows(found, text, 200, 60)
    assert len(cut) > 1
    for window in cut:
        before, after = window.keep_begin - window.begin, window.stop - window.keep_stop
        assert (before, after) == (
            20 if window.keep_begin else 0,
            20 if window.keep_stop < len(found) else 0,
        )


def test_a_cut_paragraph_has_words_around_it_for_context() -> None:
    text = "rain " * 500
    cut = windows(encoded(text), text, 200, 60)
    assert cut[1].keep_begin - cut[1].begin == 29
    assert cut[1].stop - cut[1].keep_stop == 29


def test_context_counts_what_parts_its_paragraphs() -> None:
    text = "rain\n" * 600
    found = encoded(text)
    sizes = [size(found, window) for window in windows(found, text, 200, 60)]
    assert max(sizes) <= 200
    assert sizes[1] > 180


def test_no_windows_of_no_text() -> None:
    assert windows(encoded(""), "", 200) == []


# Inputs.


def test_inputs_part_paragraphs() -> None:
    text = "It Rains\n“Extraordinarily"
    found = encoded(text)
    given_ = inputs(found, Window(0, 4, 0, 4))
    assert given_.words.tolist() == [1, 2, 4, 5]
    assert given_.pieces[[0, 3, -1]].tolist() == [CLS, SEP, SEP]
    assert given_.case[:4].tolist() == [0, 1, 1, 0]
    assert given_.place[:6].tolist() == [0, 1, 1, 0, 0, 0]
    assert given_.quoted[:6].tolist() == [0, 0, 0, 0, 1, 1]
    assert given_.quoted[-1] == given_.place[-1] == 0


@given(article, st.data())
@settings(deadline=None)
def test_inputs_hold_every_piece_in_its_place(text: str, data: st.DataObject) -> None:
    found = encoded(text)
    begin = data.draw(st.integers(0, len(found) - 1))
    stop = data.draw(st.integers(begin + 1, len(found)))
    window = Window(begin, stop, begin, stop)
    seen = inputs(found, window)
    length = len(seen.pieces)
    assert all(len(each) == length for each in (seen.case, seen.quoted, seen.place))
    expected = [CLS]
    for word in range(begin, stop):
        if word > begin and found.paragraph[word] != found.paragraph[word - 1]:
            expected.append(SEP)
        assert seen.words[word - begin] == len(expected)
        for _ in range(found.first[word + 1] - found.first[word]):
            at = len(expected)
            assert seen.case[at] == found.case[word]
            assert seen.quoted[at] == found.quoted[word]
            assert seen.place[at] == (found.paragraph[word] == 0)
            expected.append(-1)
        expected[seen.words[word - begin] :] = found.pieces[
            found.first[word] : found.first[word + 1]
        ].tolist()
    assert seen.pieces.tolist() == [*expected, SEP]
