import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extracting.sentences import sentence_around


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("It rained. He said so. We left.", "said", "He said so."),
        ("It rained.\nHe said so\nWe left.", "said", "He said so"),
        ("Mr. Roke told Gen. Quill. She left.", "told", "Mr. Roke told Gen. Quill."),
        ("In the U.S. Congress he said so. She left.", "said", "In the U.S. Congress he said so."),
        ("“Go away!” he said. “Now.”", "said", "“Go away!” he said."),
        ("He said it cost 1.5 million. She left.", "said", "He said it cost 1.5 million."),
    ],
)  # fmt: skip
def test_the_sentence_around_a_word(text: str, word: str, sentence: str) -> None:
    at = text.index(word)
    start, end = sentence_around(text, at, at + len(word))
    assert text[start:end].strip() == sentence


@given(st.text(max_size=200), st.data())
def test_it_holds_the_place_and_stays_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)
