"""Scoring what a corpus says of attributions beside their spans, and nesting.

An attribute is asked for only where the statement was found: a gold outermost
attribution counts as found when an outermost statement ``answers`` it (see
``matching``), a nested one when a statement nested in that answer does. What
is optional in the gold is asked for nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, get_args

from sayso.evaluating.comparing import COMMON, Attribute, Comparison, compare
from sayso.evaluating.gold import GoldArticle, GoldAttribution, as_attribution
from sayso.evaluating.matching import answers, answers_inside, best_pairs
from sayso.evaluating.scoring import Score
from sayso.evaluating.spans import tidied
from sayso.records import Statement

ATTRIBUTES: Final[tuple[Attribute, ...]] = get_args(Attribute)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of a number of questions were answered right."""

    right: int = 0
    total: int = 0

    @property
    def ratio(self) -> float | None:
        """From 0 to 1; null where nothing was asked."""
        return self.right / self.total if self.total else None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        ratio = None if self.ratio is None else round(self.ratio, 4)
        return {"accuracy": ratio, "right": self.right, "total": self.total}


@dataclass(frozen=True, slots=True)
class Answers:
    """The attributes of statements that were found."""

    comparisons: tuple[Comparison, ...] = ()

    def __add__(self, other: Answers) -> Answers:
        return Answers(self.comparisons + other.comparisons)

    def accuracy(self, attribute: Attribute, *, rare: bool | None = None) -> Accuracy:
        """Over all statements, or over those whose gold is rare, or is not."""
        asked = [c.right for c in self._of(attribute) if rare is None or c.rare == rare]
        return Accuracy(sum(asked), len(asked))

    def values(self, attribute: Attribute) -> dict[str, Score]:
        """The score of each value of kind, type, stance or hedge, the most frequent first."""
        pairs = [(each.gold, each.found) for each in self._of(attribute)]
        golds, founds = [gold for gold, _ in pairs], [found for _, found in pairs]
        names = sorted({*golds, *founds}, key=lambda name: (-golds.count(name), name))
        scores = {}
        for name in names:
            tp = pairs.count((name, name))
            scores[name] = Score(tp, founds.count(name) - tp, golds.count(name) - tp)
        return scores

    def _of(self, attribute: Attribute) -> Iterator[Comparison]:
        return (each for each in self.comparisons if each.attribute == attribute)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, for the attributes that the gold labels."""
        record: dict[str, Any] = {}
        for attribute in ATTRIBUTES:
            overall = self.accuracy(attribute)
            if overall.total:
                rare = self.accuracy(attribute, rare=True)
                record[attribute] = overall.to_dict() | {"rare": rare.to_dict()}
                if attribute in COMMON:
                    scores = self.values(attribute)
                    record[attribute]["values"] = {k: v.to_dict() for k, v in scores.items()}
        return record


@dataclass(frozen=True, slots=True)
class Details:
    """Scores beside the spans, of an article or of a sum of articles."""

    labelled: int = 0
    """Outermost attributions in the gold that say more than spans."""
    found: int = 0
    """Those of them that were found."""
    outermost: Answers = field(default_factory=Answers)
    """The attributes of those found."""
    nesting: Score = field(default_factory=Score)
    """Statements nested in those found."""
    nested: Answers = field(default_factory=Answers)
    """The attributes of nested statements found."""

    def __add__(self, other: Details) -> Details:
        return Details(
            self.labelled + other.labelled,
            self.found + other.found,
            self.outermost + other.outermost,
            self.nesting + other.nesting,
            self.nested + other.nested,
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; the ratios run from 0 to 1."""
        return {
            "labelled": self.labelled,
            "found": self.found,
            "outermost": self.outermost.to_dict(),
            "nesting": self.nesting.to_dict(),
            "nested": self.nested.to_dict(),
        }


def score_details(
    article: GoldArticle, predicted: Sequence[Statement], *, loose_edges: bool = False
) -> Details:
    """What is said of the statements found in one article against its labels."""
    text = article.article_text
    gold = [tidied(text, each, loose_edges=loose_edges) for each in article.attributions]
    labelled = [i for i, each in enumerate(gold) if each.labels and not each.optional]
    if not labelled:
        return Details()
    statements = [each for each in predicted if each.parent is None]
    found = [tidied(text, as_attribution(each), loose_edges=loose_edges) for each in statements]
    answering = dict(best_pairs(gold, found, answers))
    details = Details(labelled=len(labelled))
    for i in labelled:
        if i in answering:
            statement = statements[answering[i]]
            comparisons = Answers(tuple(compare(text, gold[i], statement)))
            details += Details(found=1, outermost=comparisons)
            details += _nesting(text, gold[i], inside(statement, predicted), loose_edges)
    return details


def _nesting(
    text: str, outer: GoldAttribution, statements: Sequence[Statement], loose_edges: bool
) -> Details:
    gold = outer.labels.nested if outer.labels else ()
    found = [tidied(text, as_attribution(each), loose_edges=loose_edges) for each in statements]
    pairs = best_pairs(gold, found, answers_inside)
    required = [(i, j) for i, j in pairs if not gold[i].optional]
    missed = sum(not each.optional for each in gold) - len(required)
    return Details(
        nesting=Score(len(required), len(found) - len(pairs), missed),
        nested=Answers(
            tuple(each for i, j in required for each in compare(text, gold[i], statements[j]))
        ),
    )


def inside(outer: Statement, statements: Sequence[Statement]) -> list[Statement]:
    """The statements nested in ``outer`` at any depth, in their order."""
    within = {outer.id}
    while more := {s.id for s in statements if s.parent in within} - within:
        within |= more
    return [each for each in statements if each.parent in within and each is not outer]
