import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extracting.linking import (
    CONTENT,
    CUE,
    SOURCE,
    Linked,
    dependents,
    gelu,
    heads,
    link,
    scores,
    softmax,
)
from sayso.extracting.network import Floats, Pairing
from sayso.extracting.pairing import BETWEEN, DISTANCES
from sayso.extracting.tagging import TaggedSpan
from tests.extracting.support import LINK_WIDTH, nearest

WORDS = 60
ONE_PARAGRAPH = np.zeros(WORDS, np.int32)
NOTHING = np.zeros((WORDS, 4 * LINK_WIDTH), np.float32)


def certain(spans: list[TaggedSpan]) -> dict[TaggedSpan, float]:
    return dict.fromkeys(spans, 1.0)


def linked(spans: list[TaggedSpan], pairing: Pairing | None = None) -> list[Linked]:
    chosen = pairing or nearest()
    return link(certain(spans), 0.5, NOTHING, NOTHING, chosen, chosen, ONE_PARAGRAPH)


def source(first: int, last: int | None = None) -> TaggedSpan:
    return TaggedSpan(SOURCE, first, first if last is None else last)


def cue(first: int) -> TaggedSpan:
    return TaggedSpan(CUE, first, first)


def content(first: int, last: int) -> TaggedSpan:
    return TaggedSpan(CONTENT, first, last)


def test_gelu_is_close_to_its_exact_form() -> None:
    x = np.linspace(-8, 8, 4001, dtype=np.float32)
    exact = [0.5 * value * (1 + math.erf(value / math.sqrt(2))) for value in x.tolist()]
    assert np.abs(gelu(x) - np.array(exact)).max() < 1e-3


def test_softmax_of_large_scores() -> None:
    chances = softmax(np.array([[1000.0, 1000.0, -1000.0]], np.float32))
    assert chances.tolist() == [[0.5, 0.5, 0.0]]


def test_each_content_goes_to_one_cue() -> None:
    spans = [source(0), cue(1), content(2, 8), content(40, 45), cue(46), source(47)]
    first, second = linked(spans)
    assert (first.source, first.cue, first.content) == (spans[0], spans[1], (spans[2],))
    assert (second.source, second.cue, second.content) == (spans[5], spans[4], (spans[3],))


def test_a_content_in_two_fragments() -> None:
    (found,) = linked([content(0, 4), source(5), cue(6), content(8, 12)])
    assert found.content == (content(0, 4), content(8, 12))


def test_two_cues_may_share_a_source() -> None:
    spans = [source(5), cue(6), content(7, 9), cue(12), content(13, 16)]
    assert [each.source for each in linked(spans)] == [source(5), source(5)]


def test_no_source() -> None:
    (found,) = linked([cue(3), content(4, 9)])
    assert found.source is None
    assert found.probability == pytest.approx(1.0)


@pytest.mark.parametrize(
    "spans", [[], [cue(0)], [content(0, 4)], [source(0)], [source(0), content(1, 4)]]
)
def test_nothing_without_a_cue_and_a_content(spans: list[TaggedSpan]) -> None:
    assert linked(spans) == []


def test_a_content_may_belong_to_no_cue() -> None:
    assert linked([source(0), cue(1), content(2, 8)], nearest(none=1000.0)) == []


def test_a_cue_may_have_no_source_where_none_fits() -> None:
    spans = [source(0), cue(1), content(2, 8)]
    (found,) = link(
        certain(spans), 0.5, NOTHING, NOTHING, nearest(none=1000.0), nearest(), ONE_PARAGRAPH
    )
    assert found.source is None
    assert found.content == (content(2, 8),)


def test_words_count_beside_places() -> None:
    # Of two sources as far from the cue, the one whose vector goes with the cue's.
    vectors = NOTHING.copy()
    vectors[10, :LINK_WIDTH] = 5.0
    vectors[12, 2 * LINK_WIDTH : 3 * LINK_WIDTH] = 5.0
    spans = [source(8), cue(10), source(12), content(14, 20)]
    (found,) = link(certain(spans), 0.5, vectors, NOTHING, nearest(), nearest(), ONE_PARAGRAPH)
    assert found.source == source(12)


def pairing(random: np.random.Generator) -> Pairing:
    def some(size: int) -> Floats:
        return random.standard_normal(size).astype(np.float32)

    return Pairing(some(DISTANCES), some(BETWEEN), some(2), float(random.standard_normal()))


spans_anywhere = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, WORDS - 1), st.integers(0, 6)).map(
        lambda each: TaggedSpan(each[0], each[1], min(each[1] + each[2], WORDS - 1))
    ),
    max_size=12,
    unique=True,
)


@given(spans_anywhere, st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_whatever_the_network_says(spans: list[TaggedSpan], seed: int) -> None:
    random = np.random.default_rng(seed)
    shape = (WORDS, 4 * LINK_WIDTH)
    vectors = [random.standard_normal(shape).astype(np.float32) for _ in range(2)]
    paragraph = np.sort(random.integers(0, 4, WORDS)).astype(np.int32)
    sources, contents = pairing(random), pairing(random)
    found = link(certain(spans), 0.5, vectors[0], vectors[1], sources, contents, paragraph)
    given_away = [span for each in found for span in each.content]
    assert len(given_away) == len(set(given_away))
    assert set(given_away) <= {span for span in spans if span.role == CONTENT}
    cues = [span for span in spans if span.role == CUE]
    assert [each.cue for each in found] == [c for c in cues if c in {e.cue for e in found}]
    for each in found:
        assert each.content
        assert each.source is None or each.source in spans
        assert 0.0 <= each.probability <= 1.0
    # Each content's cue is the one that scores best.
    if cues and given_away:
        table = scores(contents, vectors[1], given_away, cues, cues, paragraph)
        best = [cues[column] for column in table[:, :-1].argmax(1).tolist()]
        owner = {span: each.cue for each in found for span in each.content}
        assert [owner[span] for span in given_away] == best


def test_vectors_of_a_span_come_from_its_first_and_its_last_word() -> None:
    vectors = np.arange(3 * 8, dtype=np.float32).reshape(3, 8)
    span = np.array([[0, 2]])
    dependent, head = dependents(vectors, span), heads(vectors, span)
    assert dependent.tolist() == gelu(np.array([[0 + 18, 1 + 19]], np.float32)).tolist()
    assert head.tolist() == gelu(np.array([[4 + 22, 5 + 23]], np.float32)).tolist()


def test_a_weak_content_is_taken_only_by_a_cue_that_has_none() -> None:
    spans = {source(0): 0.9, cue(2): 0.9, content(4, 8): 0.3}
    rest = (NOTHING, NOTHING, nearest(), nearest(), ONE_PARAGRAPH)
    (found,) = link(spans, 0.5, *rest)
    assert found.content == (content(4, 8),)
    (found,) = link({**spans, content(10, 12): 0.9}, 0.5, *rest)
    assert found.content == (content(10, 12),)
