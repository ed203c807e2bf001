import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.extracting.pairing import BETWEEN, DISTANCES, buckets, pair_features, word_gaps

WORDS = 700
span = st.tuples(st.integers(0, WORDS - 1), st.integers(0, 30)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], WORDS - 1))
)
some_spans = st.lists(span, min_size=1, max_size=5)
PARAGRAPH = (np.arange(WORDS) // 40).astype(np.int32)


def features(
    dependents: list[tuple[int, int]],
    heads: list[tuple[int, int]],
    separators: list[tuple[int, int]],
) -> tuple[list[list[int]], list[list[int]], list[list[int]]]:
    def array(spans: list[tuple[int, int]]) -> NDArray[np.int64]:
        return np.array(spans, np.int64).reshape(-1, 2)

    distance, between, same = pair_features(
        array(dependents), array(heads), array(separators), PARAGRAPH
    )
    return distance.tolist(), between.tolist(), same.tolist()


@given(some_spans, some_spans, st.lists(span, max_size=6))
def test_features_by_the_book(
    dependents: list[tuple[int, int]],
    heads: list[tuple[int, int]],
    separators: list[tuple[int, int]],
) -> None:
    distance, between, same = features(dependents, heads, separators)
    for row, dependent in enumerate(dependents):
        for column, head in enumerate(heads):
            left, right = sorted((dependent, head))
            gap = max(right[0] - left[1], 0)
            size = min(gap.bit_length(), 9)
            side = 1 if head[0] > dependent[1] else -1
            assert distance[row][column] == 10 + side * size
            assert 0 <= distance[row][column] < DISTANCES
            assert same[row][column] == (PARAGRAPH[dependent[0]] == PARAGRAPH[head[0]])
            if gap:
                inside = [s for s in separators if left[1] < s[0] and s[1] < right[0]]
                assert between[row][column] == min(len(inside), BETWEEN - 1)


def test_distance_says_which_comes_first() -> None:
    distance, _, _ = features([(10, 12)], [(13, 13), (8, 9), (12, 14), (20, 20), (0, 2)], [])
    assert distance == [[11, 9, 10, 14, 6]]


def test_many_separators_count_as_three() -> None:
    _, between, _ = features([(0, 0)], [(50, 50)], [(at, at) for at in range(5, 45, 5)])
    assert between == [[BETWEEN - 1]]


def test_buckets_are_log2_of_the_gap_to_either_side() -> None:
    gaps = np.array([0, 1, 2, 3, 4, 300, 10**6, -1, -4, -(10**6)])
    assert buckets(gaps).tolist() == [10, 11, 12, 12, 13, 19, 19, 9, 7, 1]


def test_how_far_words_stand_from_a_cue() -> None:
    assert word_gaps(np.array([[2, 3], [0, 0]]), 6).tolist() == [
        [-2, -1, 0, 0, 1, 2],
        [0, 1, 2, 3, 4, 5],
    ]
