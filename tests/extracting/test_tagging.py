from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extracting.network import TAGS, Floats
from sayso.extracting.tagging import (
    ROLES,
    Sequences,
    TaggedSpan,
    Transitions,
    best_tags,
    constrained,
    span_probabilities,
    spans_of,
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
    return spans_of(np.array(tags))


def test_spans_of_tags() -> None:
    assert spans() == []
    assert spans(0, 0) == []
    assert spans(1, 2, 0, 3, 5, 6) == [
        TaggedSpan(0, 0, 1),
        TaggedSpan(1, 3, 3),
        TaggedSpan(2, 4, 5),
    ]
    assert spans(5, 5, 6) == [TaggedSpan(2, 0, 0), TaggedSpan(2, 1, 2)]


@given(seeds, st.integers(1, 4), st.sampled_from((0.5, 2.0, 8.0)))
@settings(deadline=None, max_examples=40)
def test_the_best_of_all_sequences(seed: int, length: int, strength: float) -> None:
    field, (emissions,) = drawn(seed, [length], strength)
    (tags,) = best_tags(Sequences.of([emissions]), field)
    scores = every(emissions, field)
    assert scores[tuple(tags.tolist())] == pytest.approx(max(scores.values()), abs=1e-3)


@given(seeds, st.integers(1, 4), st.sampled_from((0.5, 2.0, 8.0)))
@settings(deadline=None, max_examples=40)
def test_probabilities_of_all_spans(seed: int, length: int, strength: float) -> None:
    field, (emissions,) = drawn(seed, [length], strength)
    scores = every(emissions, field)
    top = max(scores.values())
    weights = {tags: np.exp(score - top) for tags, score in scores.items()}
    whole = sum(weights.values())
    asked = [
        TaggedSpan(role, first, last)
        for role in range(len(ROLES))
        for first in range(length)
        for last in range(first, length)
    ]
    (chances,) = span_probabilities(Sequences.of([emissions]), field, [asked])
    for span, chance in zip(asked, chances, strict=True):
        true = sum(weight for tags, weight in weights.items() if span in spans(*tags)) / whole
        assert chance == pytest.approx(true, abs=1e-5)


@given(seeds, st.lists(st.integers(1, 40), min_size=1, max_size=7))
@settings(deadline=None)
def test_a_batch_gives_what_each_gives_alone(seed: int, lengths: list[int]) -> None:
    field, parts = drawn(seed, lengths)
    together = Sequences.of(parts)
    tags = best_tags(together, field)
    found = [spans_of(each) for each in tags]
    chances = span_probabilities(together, field, found)
    for number, part in enumerate(parts):
        alone = Sequences.of([part])
        assert tags[number].tolist() == best_tags(alone, field)[0].tolist()
        (chances_alone,) = span_probabilities(alone, field, [found[number]])
        assert chances[number] == pytest.approx(chances_alone, rel=1e-9)


@given(seeds, st.lists(st.integers(1, 60), min_size=1, max_size=4), st.sampled_from((1.0, 25.0)))
@settings(deadline=None)
def test_tags_keep_to_bio_and_probabilities_to_their_range(
    seed: int, lengths: list[int], strength: float
) -> None:
    field, parts = drawn(seed, lengths, strength)
    sequences = Sequences.of(parts)
    found = []
    for part, tags in zip(parts, best_tags(sequences, field), strict=True):
        assert len(tags) == len(part)
        assert valid(tuple(tags.tolist()))
        found.append(spans_of(tags))
    for spans_here, chances in zip(found, span_probabilities(sequences, field, found), strict=True):
        assert len(spans_here) == len(chances)
        assert all(0.0 <= chance <= 1.0 for chance in chances)


@pytest.mark.parametrize("wanted", [1, 2, 6])
def test_what_bio_forbids_is_never_chosen_however_sure_the_network_is(wanted: int) -> None:
    emissions = np.full((40, TAGS), -50.0, np.float32)
    emissions[:, wanted] = 50.0
    emissions[1::2, 4] = 80.0  # inside a cue, every other word
    field = constrained(np.zeros((TAGS, TAGS), np.float32), np.zeros(TAGS, np.float32))
    sequences = Sequences.of([emissions])
    (tags,) = best_tags(sequences, field)
    assert valid(tuple(tags.tolist()))
    (chances,) = span_probabilities(sequences, field, [spans_of(tags)])
    assert all(0.0 <= chance <= 1.0 for chance in chances)


def test_a_certain_span_has_a_probability_near_one_even_in_a_long_sequence() -> None:
    emissions = np.zeros((2000, TAGS), np.float32)
    emissions[:, 0] = 12.0
    emissions[1000, 5] = emissions[1001:1100, 6] = 30.0
    field = constrained(np.zeros((TAGS, TAGS), np.float32), np.zeros(TAGS, np.float32))
    right, wrong = TaggedSpan(2, 1000, 1099), TaggedSpan(2, 1000, 1098)
    (chances,) = span_probabilities(Sequences.of([emissions]), field, [[right, wrong]])
    assert chances[0] == pytest.approx(1.0, abs=1e-3)
    assert chances[1] < 1e-3


def test_probabilities_of_a_role_add_up_to_those_of_its_words() -> None:
    # Each word begins at most one span, so the chances of all spans that begin there are one event.
    field, (emissions,) = drawn(7, [30])
    sequences = Sequences.of([emissions])
    asked = [TaggedSpan(role, 11, last) for role in range(len(ROLES)) for last in range(11, 30)]
    (chances,) = span_probabilities(sequences, field, [asked])
    assert 0.0 < sum(chances) < 1.0
