"""The outcome of an evaluation, as JSON and as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.evaluating.details import Details, score_details
from sayso.evaluating.details_tables import details_tables
from sayso.evaluating.gold import Pair
from sayso.evaluating.scoring import Score, Scores, score_article
from sayso.evaluating.showing import percent, printable


@dataclass(frozen=True, slots=True)
class Tally:
    """Scores with the number of articles they come from."""

    articles: int = 0
    scores: Scores = field(default_factory=Scores)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.articles + other.articles, self.scores + other.scores)

    @property
    def gold(self) -> int:
        """Attributions that people marked, but for the optional."""
        return self.scores.exact.tp + self.scores.exact.fn

    @property
    def found(self) -> int:
        """Outermost statements that the system gave, but for answers to the optional."""
        return self.scores.exact.tp + self.scores.exact.fp

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        counts = {"articles": self.articles, "gold": self.gold, "found": self.found}
        return counts | self.scores.to_dict()


@dataclass(frozen=True, slots=True)
class Report:
    """Scores over the whole corpus and for each publisher, details over the whole.

    Printing it on a rich console gives the tables.
    """

    overall: Tally
    publishers: Mapping[str, Tally]
    """By name, in alphabetical order; empty where the corpus names none."""
    details: Details | None = None
    """Null where the corpus says nothing of its attributions but their spans."""

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> Report:
        """The report on articles with the statements found in them."""
        overall = Tally()
        publishers: dict[str, Tally] = {}
        details = Details()
        for article, predicted in pairs:
            scores = score_article(article, predicted, loose_edges=article.loose_edges)
            tally = Tally(1, scores)
            overall += tally
            details += score_details(article, predicted, loose_edges=article.loose_edges)
            if article.publisher is not None:
                publishers[article.publisher] = publishers.get(article.publisher, Tally()) + tally
        return cls(overall, dict(sorted(publishers.items())), details if details.labelled else None)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; the ratios run from 0 to 1."""
        return {
            "overall": self.overall.to_dict(),
            "publishers": {name: tally.to_dict() for name, tally in self.publishers.items()},
            "details": self.details.to_dict() if self.details else None,
        }

    def __rich__(self) -> RenderableType:
        tables: list[RenderableType] = [self._measures()]
        if self.details:
            tables.append(details_tables(self.details))
        if self.publishers:
            tables.append(self._by_publisher())
        return Group(*tables)

    def _measures(self) -> Table:
        overall, scores = self.overall, self.overall.scores
        table = Table(
            title=Text(
                f"{overall.articles:,} articles, {overall.gold:,} attributions in the gold, "
                f"{overall.found:,} found"
            ),
            title_justify="left",
        )
        table.add_column("measure")
        for name in ("precision", "recall", "F1", "right", "spurious", "missed"):
            table.add_column(name, justify="right")
        groups = (
            (
                ("exact span: source", scores.spans.source),
                ("exact span: cue", scores.spans.cue),
                ("exact span: content", scores.spans.content),
            ),
            (
                ("attribution: exact", scores.exact),
                ("attribution: overlap", scores.overlap),
            ),
            (
                ("token: source", scores.tokens.source),
                ("token: cue", scores.tokens.cue),
                ("token: content", scores.tokens.content),
            ),
        )
        for group in groups:
            for name, score in group:
                table.add_row(
                    name,
                    percent(score.precision),
                    percent(score.recall),
                    percent(score.f1),
                    f"{score.tp:,}",
                    f"{score.fp:,}",
                    f"{score.fn:,}",
                )
            table.add_section()
        return table

    def _by_publisher(self) -> Table:
        table = Table(
            title=Text("F1 by publisher: exact spans, and attributions"), title_justify="left"
        )
        table.add_column("publisher")
        for heading in ("articles", "gold", "source", "cue", "content", "exact", "overlap"):
            table.add_column(heading, justify="right")
        for name, tally in self.publishers.items():
            scores = tally.scores
            shown: tuple[Score, ...] = (
                scores.spans.source,
                scores.spans.cue,
                scores.spans.content,
                scores.exact,
                scores.overlap,
            )
            table.add_row(
                Text(printable(name)),
                f"{tally.articles:,}",
                f"{tally.gold:,}",
                *(percent(score.f1) for score in shown),
            )
        return table
