"""Learn who is meant by "he" and "the general": the weights of ``extracting/ranking``.

    python -m training.ranking --out src/sayso/data/ranking.json

Runs the extractor over articles whose attributions are labelled with their
speakers. Whatever it finds there of who could be meant becomes an example: a
softmax over candidates and nobody, of which all that bear the right name are
right (mention ranking, Wiseman et al., 2015). Sources are resolved as the gold
says while the examples are made, so that one mistake does not teach another.
The weights are few and their own names say what they are for.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from sayso.evaluating.corpora import read_corpus
from sayso.evaluating.gold import GoldArticle, GoldAttribution
from sayso.evaluating.matching import answers, answers_inside, best_pairs
from sayso.evaluating.names import same_speaker
from sayso.evaluating.spans import tidied
from sayso.extracting.annotation import Annotation, Floats
from sayso.extracting.decoding import Attribution, everything
from sayso.extracting.entities import find_entities
from sayso.extracting.known import Known
from sayso.extracting.likeness import FEATURES, OF_NOBODY, Asking
from sayso.extracting.network import Config
from sayso.extracting.pipeline import Extractor
from sayso.extracting.ranking import GROUPS
from sayso.extracting.speakers import Resolver

CORPORA: Final = (
    Path("../shared/data/attribution/polnear-train.jsonl.gz"),
    Path("../shared/data/wire/wire-c.json"),
    Path("../shared/data/wire/wire-e.json"),
    Path("../shared/data/wire/wire-g.json"),
)
FOLDS: Final = 5
WIDTH: Final = len(FEATURES) + len(OF_NOBODY)
LEAST: Final = 0.005
"""Weights smaller than this are left out."""


@dataclass
class Example:
    """A source to be resolved: C candidates with F features each."""

    article: int
    group: str
    rows: Floats
    nobody: Floats
    right: np.ndarray
    """Which candidates bear the right name, nobody last [C + 1]."""


class Teacher(Resolver):
    """Resolves as the gold says, and writes down what there was to choose from."""

    def teach(self, gold: dict[int, GoldAttribution], article: int) -> list[Example]:
        """One example for each source without a name that the gold labels."""
        self._gold, self._article = gold, article
        self._examples: list[Example] = []
        self._labels = {
            each.source: gold[id(each)]
            for outer in self._attributions
            for each in everything(outer)
            if id(each) in gold and each.source
        }
        self.resolve()
        return self._examples

    def _pick(self, asking: Asking, group: str, around: Known | None) -> tuple[Known | None, float]:
        labelled = self._labels.get(asking.source)
        if labelled is None or labelled.labels is None:
            return super()._pick(asking, group, around)
        everybody, rows, nobody = self._chooser.compare(asking, self._before(asking), around)
        labels = labelled.labels
        itself = self._naming.described(asking.found, asking.kind)

        def right(known: Known) -> bool:
            names = [speaker.name for speaker in known.speakers]
            return same_speaker(labels.speakers, names, labels.kind)

        marks = [right(known) for known in everybody]
        if group == "thing":
            marks = _fullest(everybody, marks)
        fuller = max(
            (_length(k) for k, mark in zip(everybody, marks, strict=True) if mark), default=0
        )
        marks.append(
            labels.speakers == ("unknown",)
            if asking.pronoun
            else right(itself) and (group != "thing" or fuller <= _length(itself))
        )
        if any(marks):
            chosen = np.array(marks)
            self._examples.append(Example(self._article, group, rows, nobody, chosen))
            nearest = [k for k, mark in zip(everybody, marks, strict=False) if mark]
            return (None, 1.0) if marks[-1] or not nearest else (nearest[-1], 1.0)
        return super()._pick(asking, group, around)


def _length(known: Known) -> int:
    """Words of the name; what is named outright counts as much as can be."""
    return 99 if known.entities else len(known.speakers[0].name.split())


def _fullest(everybody: Sequence[Known], marks: Sequence[bool]) -> list[bool]:
    """Only the fullest of those that are right: "the Tresk report", not "the report"."""
    longest = max((_length(k) for k, mark in zip(everybody, marks, strict=True) if mark), default=0)
    return [mark and _length(k) == longest for k, mark in zip(everybody, marks, strict=True)]


def examples(
    articles: Sequence[GoldArticle], extractor: Extractor, config: Config
) -> list[Example]:
    """All of all articles."""
    found = []
    for number, article in enumerate(articles):
        annotation, attributions = extractor.annotated(article.article_text)
        gold = dict(_matched(article, annotation, attributions))
        teacher = Teacher(
            annotation,
            find_entities(annotation),
            attributions,
            config.reference,
            config.labels["kind"],
        )
        found.extend(teacher.teach(gold, number))
    return found


def _matched(
    article: GoldArticle, annotation: Annotation, attributions: Sequence[Attribution]
) -> Iterator[tuple[int, GoldAttribution]]:
    """The gold of each attribution found, by the latter's ``id``."""
    text, encoded = article.article_text, annotation.encoded

    def spans(attribution: Attribution) -> GoldAttribution:
        def cut(words: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
            return tuple((int(encoded.start[a]), int(encoded.end[b])) for a, b in words)

        source = [attribution.source] if attribution.source else []
        whole = GoldAttribution(cut(source), cut([attribution.cue]), cut(attribution.content))
        return tidied(text, whole, loose_edges=article.loose_edges)

    gold = [tidied(text, each, loose_edges=article.loose_edges) for each in article.attributions]
    for i, j in best_pairs(gold, [spans(each) for each in attributions], answers):
        labels = gold[i].labels
        if labels is None:
            continue
        yield id(attributions[j]), gold[i]
        inside = list(everything(attributions[j]))[1:]
        for k, m in best_pairs(labels.nested, [spans(each) for each in inside], answers_inside):
            yield id(inside[m]), labels.nested[k]


Weights = dict[str, tuple[Floats, Floats]]


def learn(found: Sequence[Example], decay: float, steps: int = 250) -> Weights:
    """Maximum likelihood of the right ones with a penalty on the weights' squares."""
    learned: Weights = {}
    for group in GROUPS:
        mine = [each for each in found if each.group == group]
        weight = _descend(mine, decay, steps) if mine else np.zeros(WIDTH)
        learned[group] = (
            weight[: len(FEATURES)].astype(np.float32),
            weight[len(FEATURES) :].astype(np.float32),
        )
    return learned


def _descend(found: Sequence[Example], decay: float, steps: int) -> np.ndarray:
    """Adam (Kingma & Ba, 2015) over everything at once."""
    rows = np.zeros((sum(len(each.right) for each in found), WIDTH))
    starts = np.cumsum([0, *(len(each.right) for each in found)])
    for each, start, stop in zip(found, starts[:-1], starts[1:], strict=True):
        rows[start : stop - 1, : len(FEATURES)] = each.rows
        rows[stop - 1, len(FEATURES) :] = each.nobody
    right = np.concatenate([each.right for each in found])
    owner = np.repeat(np.arange(len(found)), np.diff(starts))

    def shares(scores: np.ndarray) -> np.ndarray:
        top = np.maximum.reduceat(scores, starts[:-1])[owner]
        raised = np.exp(scores - top)
        return raised / np.maximum(np.add.reduceat(raised, starts[:-1])[owner], 1e-300)

    weight, mean, square = np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH)
    for step in range(1, steps + 1):
        scores = rows @ weight
        pull = shares(np.where(right, scores, -1e9)) - shares(scores)
        slope = 2 * decay * weight - pull @ rows
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        rate = 0.1 * (1 - step / (steps + 1))
        weight -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weight


def right(learned: Weights, found: Sequence[Example]) -> dict[str, tuple[int, int]]:
    """How many are right of how many, by group."""
    counts = dict.fromkeys(GROUPS, (0, 0))
    for each in found:
        candidate, nobody = learned[each.group]
        scores = np.append(each.rows @ candidate, each.nobody @ nobody)
        good, total = counts[each.group]
        counts[each.group] = good + bool(each.right[scores.argmax()]), total + 1
    return counts


def crossed(found: Sequence[Example], decay: float) -> dict[str, tuple[int, int]]:
    """The same for articles that were held out, each once."""
    numbers = sorted({each.article for each in found})
    random.Random(1).shuffle(numbers)
    counts = dict.fromkeys(GROUPS, (0, 0))
    for fold in range(FOLDS):
        out = set(numbers[fold::FOLDS])
        learned = learn([each for each in found if each.article not in out], decay)
        for group, (good, total) in right(
            learned, [each for each in found if each.article in out]
        ).items():
            counts[group] = counts[group][0] + good, counts[group][1] + total
    return counts


def main() -> None:
    """Make the examples, cross-validate, learn from all of them, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, nargs="*", default=CORPORA)
    parser.add_argument("--model", type=Path, help="another model than the one in the package")
    parser.add_argument("--decay", type=float, default=0.5)
    parser.add_argument("--out", type=Path, default=Path("src/sayso/data/ranking.json"))
    arguments = parser.parse_args()
    extractor = Extractor.load(arguments.model, threads=1)
    articles = [
        article
        for corpus in arguments.corpora
        for article in read_corpus(corpus, None)
        if any(each.labels for each in article.attributions)
    ]
    found = examples(articles, extractor, extractor.config)
    print(len(found), "examples")
    for group, (good, total) in crossed(found, arguments.decay).items():
        print(f"{group:8} {good}/{total} right in articles held out")
    learned = learn(found, arguments.decay)
    record = {
        group: {
            "candidate": _named(FEATURES, learned[group][0]),
            "nobody": _named(OF_NOBODY, learned[group][1]),
        }
        for group in GROUPS
    }
    arguments.out.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def _named(names: Sequence[str], values: Floats) -> dict[str, float]:
    return {
        name: round(float(value), 3)
        for name, value in zip(names, values, strict=True)
        if abs(value) >= LEAST
    }


if __name__ == "__main__":
    main()
