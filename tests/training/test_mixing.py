"""Sentences packed into windows, as articles are."""

import random

import numpy as np
import pytest

pytest.importorskip("torch", reason="training's own environment has torch: make train")

from sayso.extracting.encoding import Encoded
from training.documents import Document, Event, Pair
from training.mixing import chosen, packed


def sentence(name: str, text: str) -> Document:
    words = text.split()
    start = np.array([text.index(word) for word in words], np.int32)
    size = len(words)
    encoded = Encoded(
        pieces=np.arange(size, dtype=np.int32),
        first=np.arange(size + 1, dtype=np.int32),
        start=start,
        end=start + np.array([len(word) for word in words], np.int32),
        paragraph=np.zeros(size, np.int32),
        case=np.zeros(size, np.int32),
        quoted=np.zeros(size, np.int32),
    )
    nothing = np.full(size, -100, np.int64)
    event = Event((1,), (1, 1), [(0, 0)], [], [], 0)
    return Document(name, text, encoded, [[]], nothing, nothing, nothing, nothing, events=[event])


@pytest.mark.parametrize("seed", range(4))
def test_packed_words_stand_where_they_stood(seed: int) -> None:
    group = [sentence("a", "Quill met Reed ."), sentence("b", "Moss thanked Orr .")]
    whole = packed(group, random.Random(seed))
    words = [
        whole.text[start:end]
        for start, end in zip(whole.encoded.start, whole.encoded.end, strict=True)
    ]
    assert words == ["Quill", "met", "Reed", ".", "Moss", "thanked", "Orr", "."]
    assert whole.events is not None
    assert [words[each.predicate[0]] for each in whole.events] == ["met", "thanked"]
    assert [words[each.actors[0][0]] for each in whole.events] == ["Quill", "Moss"]


def test_the_corpus_s_own_pair_is_marked_more_often() -> None:
    one = sentence("a", "Quill met Reed .")
    assert chosen(one, random.Random(0)) is None
    one.pairs = [Pair((0, 0), (2, 2), (1,), gold=True), Pair((2, 2), (0, 0), (0,))]
    dice = random.Random(1)
    picked = [chosen(one, dice) for _ in range(200)]
    assert 120 < sum(each is not None and each.gold for each in picked) < 190
