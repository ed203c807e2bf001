"""Counting right, spurious and missed answers in one article.

Three measures, all on outermost statements: exact spans (each fragment
counts), whole attributions (exact and overlapping), and tokens. Counts add
up over articles; precision, recall and F1 are taken from the sums.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from sayso.evaluating.gold import GoldArticle, GoldAttribution, Role, as_attribution
from sayso.evaluating.matching import alike, answers_to_optional, best_pairs
from sayso.evaluating.spans import merged, tidied
from sayso.records import Span, Statement

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right (``tp``), spurious (``fp``) and missed (``fn``) answers."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @classmethod
    def of(cls, gold: AbstractSet[Hashable], found: AbstractSet[Hashable]) -> Score:
        """The score of a set of answers."""
        return cls(len(gold & found), len(found - gold), len(gold - found))

    @property
    def precision(self) -> float:
        """Right answers over all answers, 0 to 1."""
        return self._ratio(self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Right answers over all that there was to find, 0 to 1."""
        return self._ratio(self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return self._ratio(self.tp + (self.fp + self.fn) / 2)

    def _ratio(self, whole: float) -> float:
        if whole:
            return self.tp / whole
        # Nothing to find and nothing found is perfect; no answer to a question is not.
        return 0.0 if self.fp or self.fn else 1.0

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; the ratios run from 0 to 1."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "tp": self.tp,
            "fp": self.fp,
            "fn": self.fn,
        }


@dataclass(frozen=True, slots=True)
class RoleScores:
    """One score for each role."""

    source: Score = field(default_factory=Score)
    cue: Score = field(default_factory=Score)
    content: Score = field(default_factory=Score)

    def __add__(self, other: RoleScores) -> RoleScores:
        return RoleScores(
            self.source + other.source, self.cue + other.cue, self.content + other.content
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "source": self.source.to_dict(),
            "cue": self.cue.to_dict(),
            "content": self.content.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that is measured on an article, or on a sum of articles."""

    spans: RoleScores = field(default_factory=RoleScores)
    """Distinct fragments with exactly the right edges."""
    exact: Score = field(default_factory=Score)
    """Attributions with exactly the right fragments in all three roles."""
    overlap: Score = field(default_factory=Score)
    """Attributions whose roles overlap: see ``matching.alike``."""
    tokens: RoleScores = field(default_factory=RoleScores)
    """Words and punctuation marks inside a fragment."""

    def __add__(self, other: Scores) -> Scores:
        return Scores(
            self.spans + other.spans,
            self.exact + other.exact,
            self.overlap + other.overlap,
            self.tokens + other.tokens,
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "spans": self.spans.to_dict(),
            "attributions": {"exact": self.exact.to_dict(), "overlap": self.overlap.to_dict()},
            "tokens": self.tokens.to_dict(),
        }


def score_article(
    article: GoldArticle, predicted: Iterable[Statement], *, loose_edges: bool = False
) -> Scores:
    """What was found in one article against what is in it.

    Of ``predicted`` only statements without a parent count. Optional gold, and
    what answers it, counts nowhere (see ``matching.answers_to_optional``). Spans
    are compared without white space at the edges, with ``loose_edges`` without
    punctuation there too.
    """
    text = article.article_text
    gold = [tidied(text, each, loose_edges=loose_edges) for each in article.attributions]
    found = [
        tidied(text, as_attribution(statement), loose_edges=loose_edges)
        for statement in predicted
        if statement.parent is None
    ]
    left_out = answers_to_optional(gold, found)
    gold = [each for each in gold if not each.optional]
    found = [each for j, each in enumerate(found) if j not in left_out]
    tokens = [match.span() for match in _TOKEN.finditer(text)]

    def spans_score(role: Role) -> Score:
        return Score.of(set(_spans(gold, role)), set(_spans(found, role)))

    def tokens_score(role: Role) -> Score:
        return Score.of(_inside(tokens, _spans(gold, role)), _inside(tokens, _spans(found, role)))

    return Scores(
        spans=RoleScores(spans_score("source"), spans_score("cue"), spans_score("content")),
        exact=_one_to_one(gold, found, (Counter(gold) & Counter(found)).total()),
        overlap=_one_to_one(gold, found, len(best_pairs(gold, found, alike))),
        tokens=RoleScores(tokens_score("source"), tokens_score("cue"), tokens_score("content")),
    )


def _one_to_one(gold: Sequence[object], found: Sequence[object], matched: int) -> Score:
    return Score(matched, len(found) - matched, len(gold) - matched)


def _spans(attributions: Iterable[GoldAttribution], role: Role) -> list[Span]:
    return [span for attribution in attributions for span in attribution.role(role)]


def _inside(tokens: Sequence[Span], spans: Iterable[Span]) -> set[int]:
    """Indices of the tokens that lie wholly inside the spans."""
    indices: set[int] = set()
    for start, end in merged(spans):
        index = bisect_left(tokens, (start, start))
        while index < len(tokens) and tokens[index][1] <= end:
            indices.add(index)
            index += 1
    return indices
