from collections.abc import Iterable, Iterator
from typing import Self

import pytest

from benchmarks import identity
from sayso.evaluating import GoldAttribution, as_statement
from sayso.records import Statement

TEXTS = ["It rained.", "It snowed.", "It hailed."]


class Reader:
    """Says that each text holds one statement, as long as it is read alone."""

    def __init__(self, threads: int, falters: int) -> None:
        self._length = 4 if threads == falters else 2

    @classmethod
    def load(cls, model: None, *, threads: int) -> Self:
        assert model is None
        return cls(threads, falters=2)

    def extract(self, text: str) -> list[Statement]:
        return [as_statement(text, GoldAttribution(content=((0, 2),)))]

    def extract_many(self, texts: Iterable[str]) -> Iterator[list[Statement]]:
        for text in texts:
            end = self._length if text == TEXTS[1] else 2
            yield [as_statement(text, GoldAttribution(content=((0, end),)))]


def test_an_article_that_differs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "Extractor", Reader)
    result = identity.measure(TEXTS, None, lambda _: None)
    assert not result.holds
    assert result.differing == {
        "all in one batch, 1 thread": (),
        "the batch backwards, 1 thread": (),
        "each alone, 2 threads": (),
        "all in one batch, 2 threads": (1,),
        "the batch backwards, 2 threads": (1,),
    }
    assert [row[1] for row in result.table().rows] == ["yes", "yes", "yes", "no", "no"]
