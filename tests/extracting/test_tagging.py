from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extracting.network import TAGS, Floats
from sayso.extracting.tagging import (
    ROLES,
    Marginals,
    Sequences,
    TaggedSpan,
    Transitions,
    constrained,
)

seeds = st.integers(0, 2**32 - 1)


def drawn(seed: int, lengths: list[int], strength: float = 2.0) -> tuple[Transitions, list[Floats]]:
    """A field and emissions of sequences by chance; moves score as little as learned ones do."""
    random = np.random.default_rng(seed)

    def some(*shape: int) -> Floats:
        return random.standard_normal(shape).astype(np.float32)

    field = constrained(some(TAGS, TAGS) * 2, some(TAGS) * 2)
    return field, [some(length, TAGS) * strength for length in lengths]


def valid(tags: tuple[int, ...]) -> bool:
    """I goes on from B or I of its own role only."""
    pairs = zip((0, *tags), tags, strict=False)
    return all(tag == 0 or tag % 2 == 1 or before in (tag - 1, tag) for before, tag in pairs)


def every(emissions: Floats, field: Transitions) -> dict[tuple[int, ...], float]:
    """Every sequence that BIO allows, with its score."""
    found = {}
    for tags in product(range(TAGS), repeat=len(emissions)):
        if valid(tags):
            score = float(field.start[tags[0]])
            score += sum(float(emissions[word, tag]) for word, tag in enumerate(tags))
            score += sum(float(field.moves[a, b]) for a, b in pairwise(tags))
            found[tags] = score
    return found


def spans(*tags: int) -> list[TaggedSpan]:
    """The spans that a BIO sequence marks."""
    found = []
    for first, tag in enumerate(tags):
        if tag % 2 == 1:
            last = first
            while last + 1 < len(tags) and tags[last + 1] == tag + 1:
                last += 1
            found.append(TaggedSpan((tag - 1) // 2, first, last))
    return found


def all_spans(length: int) -> list[TaggedSpan]:
    return [
        TaggedSpan(role, first, last)
        for role in range(len(ROLES))
        for first in range(length)
        for last in range(first, length)
    ]


@given(seeds, st.integers(1, 4), st.sampled_from((0.5, 2.0, 8.0)))
@settings(deadline=None, max_examples=40)
def test_probabilities_of_all_spans(seed: int, length: int, strength: float) -> None:
    field, (emissions,) = drawn(seed, [length], strength)
    scores = every(emissions, field)
    top = max(scores.values())
    weights = {tags: np.exp(score - top) for tags, score in scores.items()}
    whole = sum(weights.values())
    marginals = Marginals(Sequences.of([emissions]), field)
    for span in all_spans(length):
        true = sum(weight for tags, weight in weights.items() if span in spans(*tags)) / whole
        assert marginals.probability(0, span) == pytest.approx(true, abs=1e-5)


@given(seeds, st.lists(st.integers(1, 40), min_size=1, max_size=7))
@settings(deadline=None)
def test_a_batch_gives_what_each_gives_alone(seed: int, lengths: list[int]) -> None:
    field, parts = drawn(seed, lengths)
    together = Marginals(Sequences.of(parts), field)
    for number, part in enumerate(parts):
        alone = Marginals(Sequences.of([part]), field)
        found = together.likely(number, (0.2, 0.2, 0.2))
        assert list(found) == list(alone.likely(0, (0.2, 0.2, 0.2)))
        for span, chance in found.items():
            assert chance == pytest.approx(alone.probability(0, span), rel=1e-9)


@given(seeds, st.lists(st.integers(1, 60), min_size=1, max_size=4), st.sampled_from((1.0, 25.0)))
@settings(deadline=None)
def test_likely_spans_are_in_order_apart_and_likely(
    seed: int, lengths: list[int], strength: float
) -> None:
    field, parts = drawn(seed, lengths, strength)
    marginals = Marginals(Sequences.of(parts), field)
    thresholds = (0.5, 0.3, 0.1)
    for number, length in enumerate(lengths):
        found = marginals.likely(number, thresholds)
        end = -1
        for span, chance in found.items():
            assert end < span.first <= span.last < length
            assert thresholds[span.role] <= chance <= 1.0
            assert chance == pytest.approx(marginals.probability(number, span), rel=1e-6)
            end = span.last


@given(seeds, st.integers(1, 25))
@settings(deadline=None)
def test_what_is_more_likely_than_not_is_always_found(seed: int, length: int) -> None:
    field, parts = drawn(seed, [length])
    marginals = Marginals(Sequences.of(parts), field)
    found = marginals.likely(0, (0.5, 0.5, 0.5))
    for span in all_spans(length):
        if marginals.probability(0, span) > 0.501:
            assert span in found


@pytest.mark.parametrize("wanted", [1, 2, 6])
def test_what_bio_forbids_is_never_chosen_however_sure_the_network_is(wanted: int) -> None:
    emissions = np.full((40, TAGS), -50.0, np.float32)
    emissions[:, wanted] = 50.0
    emissions[1::2, 4] = 80.0  # inside a cue, every other word
    field = constrained(np.zeros((TAGS, TAGS), np.float32), np.zeros(TAGS, np.float32))
    found = Marginals(Sequences.of([emissions]), field).likely(0, (0.3, 0.3, 0.3))
    assert all(0.0 <= chance <= 1.0 for chance in found.values())


def test_a_certain_span_has_a_probability_near_one_even_in_a_long_sequence() -> None:
    emissions = np.zeros((2000, TAGS), np.float32)
    emissions[:, 0] = 12.0
    emissions[1000, 5] = emissions[1001:1100, 6] = 30.0
    field = constrained(np.zeros((TAGS, TAGS), np.float32), np.zeros(TAGS, np.float32))
    marginals = Marginals(Sequences.of([emissions]), field)
    assert marginals.probability(0, TaggedSpan(2, 1000, 1099)) == pytest.approx(1.0, abs=1e-3)
    assert marginals.probability(0, TaggedSpan(2, 1000, 1098)) < 1e-3
    assert list(marginals.likely(0, (0.4, 0.4, 0.4))) == [TaggedSpan(2, 1000, 1099)]


def test_probabilities_of_a_role_add_up_to_those_of_its_words() -> None:
    # Each word begins at most one span, so the chances of all spans that begin there are one event.
    field, (emissions,) = drawn(7, [30])
    marginals = Marginals(Sequences.of([emissions]), field)
    total = sum(
        marginals.probability(0, TaggedSpan(role, 11, last))
        for role in range(len(ROLES))
        for last in range(11, 30)
    )
    assert 0.0 < total < 1.0
