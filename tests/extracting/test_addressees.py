import numpy as np
import pytest

from sayso.extracting.addressees import addressee
from sayso.extracting.candidates import sentences
from sayso.extracting.decoding import Attribution
from sayso.extracting.entities import find_entities
from tests.extracting.support import annotate


@pytest.mark.parametrize(
    ("notation", "source", "cue", "content", "expected"),
    [
        ("He told reporters/NNS that/IN it rained/VBD +.", 0, 1, (3, 5), "reporters"),
        (
            "She told Vatican/O Radio/O on Monday/D that/IN it rained/VBD",
            0, 1, (6, 8), "Vatican Radio",
        ),
        ("It rained/VBD +, he told the judges/NNS +.", 3, 4, (0, 1), "the judges"),
        ("He said in a letter to Ada/P Quill/P that/IN it was wet", 0, 1, (8, 11), "Ada Quill"),
        ("He urged/VBD Ada/P Quill/P to leave/VB +.", 0, 1, (2, 5), "Ada Quill"),
        ("He was told that/IN it rained/VBD", 0, 2, (3, 5), None),
        ("He said/VBD that/IN it rained/VBD in Tresk/L", 0, 1, (2, 6), None),
        ("He said/VBD it rained/VBD", 0, 1, (2, 3), None),
        (
            "In an interview/NN with Marlow/O Radio/O +, Quill/P said it rained/VBD",
            7, 8, (9, 10), "Marlow Radio",
        ),
        ("Quill/P was asked/VBN about it +.", 4, (1, 2), (3, 4), "Quill"),
        ("Asked/VBN about rain +, Quill/P left/VBD +.", None, 0, (2, 2), "Quill"),
        ("She called/VBD on/IN Ada/P Quill/P to leave/VB +.", 0, (1, 2), (3, 6), "Ada Quill"),
        ("Speaking/VBG to farmers/NNS +, he said it rained/VBD", 4, 5, (6, 7), "farmers"),
        ("She told him of it", 0, 1, (4, 4), "him"),
    ],
)  # fmt: skip
def test_to_whom(
    notation: str,
    source: int | None,
    cue: int | tuple[int, int],
    content: tuple[int, int],
    expected: str | None,
) -> None:
    annotation = annotate(notation)
    nothing = np.zeros(1, np.float32)
    where = None if source is None else (source, source)
    words = (cue, cue) if isinstance(cue, int) else cue
    attribution = Attribution(where, words, (content,), 1.0, nothing, None)
    found = addressee(annotation, find_entities(annotation), attribution, sentences(annotation))
    assert (annotation.words(found) if found else None) == expected
