"""Vectors of sentences: near where they mean the same, and always the same."""

from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.similarity import WIDTH, Similarity

BRIDGE = "The bridge will open in spring."


@pytest.fixture(scope="module")
def similarity() -> Similarity:
    return Similarity.load(threads=2)


def test_what_means_the_same_is_near(similarity: Similarity) -> None:
    same = "They expect to open the crossing by April."
    other = "Bread has become dearer than last year."
    one, near, far = similarity.vectors([BRIDGE, same, other])
    assert one @ near > one @ far + 0.3


def test_vectors_have_length_one_and_do_not_depend_on_the_others(similarity: Similarity) -> None:
    alone = similarity.vectors([BRIDGE])
    beside = similarity.vectors(["A much longer sentence about something else.", BRIDGE, ""])
    assert beside.shape == (3, WIDTH)
    assert np.array_equal(alone[0], beside[1])
    assert np.allclose(np.linalg.norm(beside, axis=1), 1, atol=1e-5)


def test_nothing_gives_nothing_and_length_is_bounded(similarity: Similarity) -> None:
    assert similarity.vectors([]).shape == (0, WIDTH)
    assert similarity.vectors(["word " * 100_000]).shape == (1, WIDTH)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is missing"):
        Similarity.load(tmp_path)
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("nothing")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Similarity.load(tmp_path)
