import pytest

from benchmarks.speed import Race, Speed


def test_the_ratio_is_taken_turn_by_turn() -> None:
    # The machine was twice as slow in the second turn, for both.
    race = Race(threads=2, words=1000, extract=(1.1, 2.2, 1.2), bare=(1.0, 2.0, 1.0))
    assert race.ratios == pytest.approx((1.1, 1.1, 1.2))
    assert race.to_dict()["ratio"] == 1.1
    assert race.to_dict()["extract_words_per_second"] == round(1000 / 1.2)


def test_tables_show_megabytes_and_seconds() -> None:
    race = Race(threads=1, words=1000, extract=(0.2,), bare=(0.1,))
    speed = Speed(1, 1000, 3, (race,), 0.04, 0.31, 133_000_000, 23_210_870)
    assert speed.throughput().rows == (("1", "5,000", "10,000", "2.000", "2.000 to 2.000"),)
    assert [value for _, value in speed.costs().rows] == ["0.04 s", "0.31 s", "133 MB", "23.2 MB"]
