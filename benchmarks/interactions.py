"""``python -m benchmarks.interactions CORPUS``: what finding interactions adds to a pass.

Reads the same articles with and without what finds interactions, in turns, on one thread,
and prints the ratio of the times. The heads inside the network run in both.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import Annotated

import typer

from sayso.evaluating import read_corpus
from sayso.extracting import Extractor, pipeline
from sayso.extracting.interactions import events


def main(
    corpus: Annotated[Path, typer.Argument(help="PolNeAR as JSON lines.")],
    articles: Annotated[int, typer.Option(min=1)] = 40,
    turns: Annotated[int, typer.Option(min=1)] = 5,
) -> None:
    """Print the median of the ratios."""
    texts = [gold.article_text for gold in read_corpus(corpus)[:articles]]
    extractor = Extractor.load(threads=1)

    def took(*, found: bool) -> float:
        # The name that the pipeline calls, put aside for as long as a turn without it takes.
        setattr(pipeline, "events", events if found else lambda *_: iter(()))  # noqa: B010
        began = time.process_time()
        for text in texts:
            extractor.read(text)
        return time.process_time() - began

    took(found=True)
    ratios = [took(found=True) / took(found=False) for _ in range(turns)]
    print(
        f"{len(texts)} articles, {turns} turns: {statistics.median(ratios):.3f} times the time"
        f" ({min(ratios):.3f} to {max(ratios):.3f})"
    )


if __name__ == "__main__":
    typer.run(main)
