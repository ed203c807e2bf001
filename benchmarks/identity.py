"""Whether an article's records are the same to the byte, however it is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.speed import THREADS
from benchmarks.tables import Table
from sayso.extracting import Extractor
from sayso.records import Statement


@dataclass(frozen=True, slots=True)
class Identity:
    """Articles whose records were not those that they have alone on one thread."""

    articles: int
    statements: int
    differing: dict[str, tuple[int, ...]]
    """Indices of the articles that differ, by how they were read."""

    @property
    def holds(self) -> bool:
        """Nothing differs."""
        return not any(self.differing.values())

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "identical": self.holds,
            "articles": self.articles,
            "statements": self.statements,
            "differing": {how: list(indices) for how, indices in self.differing.items()},
        }

    def table(self) -> Table:
        """Yes or no for each way of reading."""
        return Table(
            title="The same records, to the byte, as alone on 1 thread?",
            headings=("read", "same", "articles that differ"),
            rows=tuple(
                (how, "no" if indices else "yes", str(len(indices)))
                for how, indices in self.differing.items()
            ),
            notes=(f"{self.articles:,} articles, {self.statements:,} statements.",),
        )


def measure(texts: Sequence[str], model: Path | None, tell: Callable[[str], None]) -> Identity:
    """Read ``texts`` in every way and compare the records as JSON."""
    tell("identity: each article alone on 1 thread")
    alone = Extractor.load(model, threads=1)
    found = [alone.extract(text) for text in texts]
    expected = [_written(statements) for statements in found]
    differing: dict[str, tuple[int, ...]] = {}

    def compare(how: str, read: Iterable[list[Statement]]) -> None:
        tell(f"identity: {how}")
        pairs = zip(expected, map(_written, read), strict=True)
        differing[how] = tuple(index for index, (one, other) in enumerate(pairs) if one != other)

    for threads in THREADS:
        # A model loaded anew must not make a difference either.
        extractor = Extractor.load(model, threads=threads)
        label = f"{threads} thread{'s' if threads > 1 else ''}"
        if threads > 1:
            compare(f"each alone, {label}", map(extractor.extract, texts))
        compare(f"all in one batch, {label}", extractor.extract_many(texts))
        backwards = list(extractor.extract_many(texts[::-1]))[::-1]
        compare(f"the batch backwards, {label}", backwards)
    return Identity(len(texts), sum(map(len, found)), differing)


def _written(statements: Iterable[Statement]) -> str:
    return json.dumps([statement.to_dict() for statement in statements])
