"""Disputes found in dumps with gold (``wire-*.txt``): precision and recall.

    python -m benchmarks.wire_disputes ../shared/data/wire --letters dfh

Once over the statements of the gold, once over those that Sayso extracts: the
difference is what extraction costs. An extracted statement stands for the gold one
with whose content it shares most characters, at least half of the shorter one's.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

import sayso
from sayso.ledger import Ledger
from sayso.records import Article, Span
from training.wire import articles, disputes, spans

_HALF = 0.5


def found(made: Iterable[Article]) -> set[tuple[str, str]]:
    """The ids of each denial and what it denies, as the ledger finds them."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder, "wire.sayso"), write=True) as ledger,
    ):
        ledger.add(made)
        return {
            (each.denial.statement, each.claim.statement) for each in ledger.disputes(limit=10_000)
        }


def in_gold(folder: Path, letter: str) -> tuple[int, int, int]:
    """With the gold's own statements: right, found, wanted."""
    made, ids = articles(folder, letter)
    wanted, got = disputes(folder, letter, ids), found(made)
    return len(wanted & got), len(got), len(wanted)


def extracted(folder: Path, letter: str) -> tuple[int, int, int]:
    """With extracted statements: right, found, wanted."""
    path = folder / f"wire-{letter}.txt"
    text = path.read_bytes().decode("utf-8")
    made = list(sayso.read(path))
    gold = spans(folder, letter)
    stands_for: dict[str, set[str]] = {}
    for article in made:
        start = article.origin.start if article.origin else 0
        for each in article.statements:
            places = _places(text, start, article, each.content.fragments)
            stands_for[each.id] = _nearest(places, gold)
    got = found(made)
    ids = {name: name for name in gold}
    wanted = disputes(folder, letter, ids)
    pairs = {
        (denial, claim): {(d, c) for d in stands_for[denial] for c in stands_for[claim]}
        for denial, claim in got
    }
    right = set().union(*pairs.values()) & wanted if pairs else set()
    wrong = sum(not (each & wanted) for each in pairs.values())
    return len(right), len(right) + wrong, len(wanted)


def _places(text: str, start: int, article: Article, fragments: Iterable[Span]) -> list[Span]:
    """Where fragments of an article stand in the file that it was read from."""
    result = []
    for begin, end in fragments:
        words = article.text[begin:end]
        # What reading took out lies before: a fragment never stands earlier than in the article.
        at = text.find(words, start + begin)
        if at >= 0:
            result.append((at, at + len(words)))
    return result


def _nearest(places: list[Span], gold: dict[str, list[Span]]) -> set[str]:
    """The gold statements whose contents share most characters with some places."""
    mine = {at for start, end in places for at in range(start, end)}
    best: dict[str, float] = {}
    for name, theirs in gold.items():
        other = {at for start, end in theirs for at in range(start, end)}
        both = len(mine & other)
        if both >= _HALF * min(len(mine), len(other)) and both:
            best[name] = both / len(mine | other)
    most = max(best.values(), default=0.0)
    return {name for name, share in best.items() if share == most}


def main() -> None:
    """Print one line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--letters", default="dfh")
    arguments = parser.parse_args()
    for name, count in (("gold statements", in_gold), ("extracted statements", extracted)):
        parts = [count(arguments.folder, letter) for letter in arguments.letters]
        right, got, wanted = (sum(each[at] for each in parts) for at in range(3))
        print(
            f"wire-{arguments.letters}, {name}: precision {right / max(got, 1):.2f} "
            f"({right} of {got}), recall {right / wanted:.2f} ({right} of {wanted})"
        )


if __name__ == "__main__":
    main()
