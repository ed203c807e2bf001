"""Learns where one story ends and the next begins, and measures it.

    python -m training.dumps --data ../shared/data --out src/sayso/data/reading-dumps.json
    python -m training.dumps --data ../shared/data --measure src/sayso/data/reading-dumps.json

Glued PolNeAR articles and the agency dumps of the training part teach; glued
articles and agency dumps of the development part measure. Takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

from sayso.reading.dumps.context import context
from sayso.reading.dumps.features import ROLES, Array, Vocabulary, clues, gaps
from sayso.reading.dumps.paragraphs import Paragraph, paragraphs
from sayso.reading.dumps.splitter import Decoding, Splitter, best_cut, from_dict, trees
from training.boosting import Shape, boost, word_weights
from training.gluing import Dump, Story, glue, plain, polnear, stories_of, varied, wire

SEED: Final = 7
FOLDS: Final = 4
FIRST: Final = Shape(rounds=250, depth=5, rate=0.09)
SECOND: Final = Shape(rounds=200, depth=4, rate=0.07)
WIRE_TRAIN: Final = ("c", "e", "g")
WIRE_DEV: Final = ("d", "f", "h")
_LOWER: Final = re.compile(r"\b[a-z]+(?:[’'-][a-z]+)*\b")
_ANY: Final = re.compile(r"\b[A-Za-z]+(?:[’'-][a-z]+)*\b")


def parsed(stories: Iterable[Story]) -> list[list[Paragraph]]:
    """Each story's paragraphs as the splitter sees them."""
    return [paragraphs("\n\n".join(story.paragraphs)) for story in stories]


def vocabulary(stories: Sequence[Story], rare: int = 5) -> Vocabulary:
    """Rarity of words and the weights of the roles, learned from ``stories``."""
    read = parsed(stories)
    counts = Counter(w for story in read for w in frozenset().union(*(p.words for p in story)))
    rarity = {
        word: round(float(np.log(len(read) / n)), 2) for word, n in counts.items() if n >= rare
    }
    return Vocabulary(
        dict(sorted(rarity.items())), round(float(np.log(len(read) / 2)), 2), _roles(stories, read)
    )


def _roles(stories: Sequence[Story], read: list[list[Paragraph]]) -> dict[str, dict[str, float]]:
    text = "\n".join(p for story in stories for p in story.paragraphs)
    lower, either = Counter(_LOWER.findall(text)), Counter(map(str.lower, _ANY.findall(text)))
    days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    common = {word for word, n in lower.items() if n >= 0.5 * either[word]} | days
    rows = [clues(p) for story in read for p in story]
    counts = Counter(clue for row in rows for clue in row)
    words = sorted(w for w, n in counts.items() if n >= 25 and w.lstrip("^") in common)
    roles = {}
    for role in ROLES:
        positive = np.array(
            [
                float(
                    index
                    == {
                        "title": 0 if own.has_title else -1,
                        "lead": int(own.has_title),
                        "last": len(story) - 1,
                    }[role]
                )
                for own, story in zip(stories, read, strict=True)
                for index in range(len(story))
            ]
        )
        roles[role] = word_weights(rows, positive, words)
    return roles


def dumps_of(stories: Sequence[Story], rng: random.Random, rounds: int) -> list[Dump]:
    """All stories glued ``rounds`` times, one to six at a time."""
    made = []
    for _ in range(rounds):
        left = list(stories)
        rng.shuffle(left)
        while left:
            size = rng.choice((1, 2, 3, 3, 4, 4, 5, 6))
            made.append(varied(left[:size], rng))
            del left[:size]
    return made


@dataclass(frozen=True, slots=True)
class Example:
    """One dump: its paragraphs, the features of its gaps, and which are boundaries."""

    paragraphs: list[Paragraph]
    matrix: Array
    positive: Array
    vocabulary: Vocabulary


def examples(dumps: Iterable[Dump], words: Vocabulary) -> list[Example]:
    """The dumps that have a gap, as the splitter sees them."""
    made = []
    for dump in dumps:
        found = [p for p in paragraphs(dump.text) if not p.is_aside]
        if len(found) > 1:
            starts = set(dump.starts)
            positive = np.array([float(p.start in starts) for p in found[1:]])
            made.append(Example(found, gaps(found, words), positive, words))
    return made


def _fit(parts: Sequence[tuple[Array, Array]], shape: Shape) -> dict[str, Any]:
    matrix, positive = (np.concatenate(each) for each in zip(*parts, strict=True))
    print(f"{len(matrix)} gaps, {int(positive.sum())} boundaries, {matrix.shape[1]} features")
    return boost(matrix, positive, np.random.default_rng(SEED), shape)


def train(data: Path, rounds: int) -> dict[str, Any]:
    """The splitter in plain JSON types."""
    rng = random.Random(SEED)
    stories = polnear(data / "attribution" / "polnear-train.jsonl.gz")
    rng.shuffle(stories)
    agency = [s for x in WIRE_TRAIN for s in stories_of(wire(data / "wire" / f"wire-{x}.txt"))]
    folds = [stories[i::FOLDS] for i in range(FOLDS)]
    made: list[list[Example]] = []
    for fold in folds:
        # A paragraph's role must not be known by heart, so the other folds judge it.
        words = vocabulary([story for other in folds if other is not fold for story in other])
        made.append(examples(dumps_of([*fold, *agency], rng, rounds), words))
    halves = [[each for fold in made[i::2] for each in fold] for i in range(2)]
    seconds = []
    for own, other in (halves, halves[::-1]):
        # The second look has to see odds as unsure as those of dumps never seen.
        first = trees(_fit([(each.matrix, each.positive) for each in other], FIRST))
        for each in own:
            around = context(each.paragraphs, first.log_odds(each.matrix), each.vocabulary)
            seconds.append((np.concatenate([each.matrix, around], axis=1), each.positive))
    both = [each for half in halves for each in half]
    words = vocabulary(stories)
    return {
        "about": "Made by training/dumps.py; see docs/reading.md.",
        "rarity": words.rarity,
        "unknown": words.unknown,
        "roles": words.roles,
        "first": _fit([(each.matrix, each.positive) for each in both], FIRST),
        "second": _fit(seconds, SECOND),
        "decoding": {"threshold": 0.0, "short": 120, "cost": 1.0},
    }


Read: TypeAlias = list[tuple[list[Paragraph], Array, set[int]]]
"""Of each dump its paragraphs, the log-odds of its gaps and its boundaries."""


def read_all(splitter: Splitter, dumps: Iterable[Dump]) -> Read:
    """Paragraphs, log-odds and the gold boundaries of each dump."""
    out: Read = []
    for dump in dumps:
        found = paragraphs(dump.text)
        starts = set(dump.starts)
        gold = {i for i, p in enumerate(found) if i and p.start in starts}
        odds = splitter.odds(found)[1:]
        out.append((found, odds, gold))
    return out


def scored(read: Read, decoding: Decoding) -> tuple[int, int, int]:
    """Right, found and gold boundaries."""
    right = found = gold = 0
    for own, odds, wanted in read:
        got = set(best_cut(odds, [p.length for p in own], decoding)) if len(own) > 1 else set()
        right, found, gold = right + len(got & wanted), found + len(got), gold + len(wanted)
    return right, found, gold


def dev_sets(data: Path) -> dict[str, list[Dump]]:
    """What is measured on, by name."""
    stories = polnear(data / "attribution" / "polnear-dev.jsonl.gz")
    wires = [wire(data / "wire" / f"wire-{name}.txt") for name in WIRE_DEV]
    agency = [story for dump in wires for story in stories_of(dump)]
    sets: dict[str, list[Dump]] = {"wire dumps": wires}
    for titles in (True, False):
        rng = random.Random(SEED)
        glued = []
        for _ in range(4):
            left = list(stories)
            rng.shuffle(left)
            while left:
                size = rng.randint(2, 6)
                glued.append(plain(left[:size], titles))
                del left[:size]
        sets[f"glued, {'with' if titles else 'without'} titles"] = glued
    sets["glued, varied"] = dumps_of(stories, random.Random(SEED), 4)
    sets["single articles"] = [plain([story], True) for story in stories]
    sets["single articles, no title"] = [plain([story], False) for story in stories]
    sets["single wire stories"] = [
        glue([list(s.paragraphs)], ["\n\n"] * len(s.paragraphs)) for s in agency
    ]
    return sets


def measure(splitter: Splitter, data: Path) -> None:
    """Prints precision and recall of boundaries, and how many single articles stay whole."""
    for name, dumps in dev_sets(data).items():
        right, found, gold = scored(read_all(splitter, dumps), splitter.decoding)
        if gold:
            print(
                f"{name}: precision {right / max(found, 1):.3f} recall {right / gold:.3f} ({gold})"
            )
        else:
            print(f"{name}: {found} false boundaries in {len(dumps)}")


def tuned(splitter: Splitter, data: Path) -> Decoding:
    """The decoding with the best F1 on the glued articles that leaves single ones whole."""
    sets = dev_sets(data)
    read = {name: read_all(splitter, dumps) for name, dumps in sets.items()}
    best, best_score = splitter.decoding, -1.0
    for threshold in np.arange(-1.0, 2.6, 0.25):
        for cost in (0.0, 0.5, 1.0, 2.0):
            for short in (60, 120, 200):
                decoding = Decoding(round(float(threshold), 2), short, cost)
                score = 0.0
                for each in read.values():
                    right, found, gold = scored(each, decoding)
                    score += 2 * right / (found + gold) if gold else -found / len(each)
                if score > best_score:
                    best, best_score = decoding, score
    return best


def main() -> None:
    """Train or measure, as asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/sayso/data/reading-dumps.json"))
    parser.add_argument("--measure", type=Path, help="only measure this splitter")
    parser.add_argument("--rounds", type=int, default=6, help="times each article is glued")
    args = parser.parse_args()
    if not args.measure:
        learned = train(args.data, args.rounds)
        splitter = from_dict(learned)
        decoding = tuned(splitter, args.data)
        learned["decoding"] = asdict(decoding)
        args.out.write_text(json.dumps(learned, ensure_ascii=False) + "\n", encoding="utf-8")
        print(decoding)
    splitter = from_dict(json.loads((args.measure or args.out).read_text(encoding="utf-8")))
    measure(splitter, args.data)


if __name__ == "__main__":
    main()
