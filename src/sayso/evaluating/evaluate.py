"""From a corpus and an extractor to a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sayso.evaluating.corpora import read_corpus
from sayso.evaluating.gold import Pair
from sayso.evaluating.report import Report
from sayso.records import Statement

ExtractMany: TypeAlias = Callable[[Sequence[str]], Iterable[Sequence[Statement]]]
"""Articles' texts in, the statements of each out, in the same order."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the articles done and the articles in all."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The report, and the pairs it was made from, for reading misses."""

    report: Report
    pairs: tuple[Pair, ...]


def evaluate(
    corpus_path: Path,
    extract_many: ExtractMany,
    progress: Progress | None = None,
    *,
    labels: Path | None = None,
) -> Evaluation:
    """Have every article of a corpus extracted, and score the result.

    The extractor is handed in, so that scoring works for any system. ``labels``
    is a file of labels for the corpus; see ``read_corpus`` for the default.
    Raises ``CorpusError`` where the corpus or the labels are missing or malformed.
    """
    articles = read_corpus(corpus_path, labels)
    pairs: list[Pair] = []
    predictions = extract_many([article.article_text for article in articles])
    for article, predicted in zip(articles, predictions, strict=True):
        pairs.append((article, tuple(predicted)))
        if progress:
            progress(len(pairs), len(articles))
    return Evaluation(Report.of(pairs), tuple(pairs))
