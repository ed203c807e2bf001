"""What scoring interactions gave, as JSON and as tables for the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.evaluating.interactions import (
    Classify,
    ReadMany,
    SentenceScores,
    StoryScores,
    score_sentences,
    score_stories,
)
from sayso.evaluating.interactions_gold import read_sentences, read_stories
from sayso.evaluating.showing import percent


@dataclass(frozen=True, slots=True)
class InteractionsReport:
    """Scores on sentences or on stories. Printing it on a rich console gives the tables."""

    sentences: SentenceScores | None = None
    stories: StoryScores | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; the ratios run from 0 to 1."""
        scores = self.sentences or self.stories
        return scores.to_dict() if scores else {}

    def __rich__(self) -> RenderableType:
        tables: list[RenderableType] = []
        if self.sentences is not None:
            tables.extend(_sentences(self.sentences))
        if self.stories is not None:
            tables.append(_stories(self.stories))
        return Group(*tables)


def evaluate_interactions(
    path: Path, read_many: ReadMany, classify: Classify
) -> InteractionsReport:
    """Score a file of sentences or a folder of dumps.

    Raises ``CorpusError`` where the corpus is missing or malformed.
    """
    if path.is_dir():
        return InteractionsReport(stories=score_stories(read_stories(path), read_many))
    return InteractionsReport(sentences=score_sentences(read_sentences(path), read_many, classify))


def _sentences(scores: SentenceScores) -> list[RenderableType]:
    found: list[RenderableType] = []
    if scores.given.pairs:
        table = Table(
            title=Text(f"{len(scores.given.pairs):,} sentences with an interaction, F1 by type"),
            title_justify="left",
        )
        table.add_column("type")
        for name in ("sentences", "pair given", "end to end"):
            table.add_column(name, justify="right")
        given, best = scores.given.scores(), scores.found.scores()
        for name, score in given.items():
            table.add_row(
                name, f"{score.tp + score.fn:,}", percent(score.f1), percent(best[name].f1)
            )
        table.add_section()
        table.add_row("macro F1", "", percent(scores.given.macro), percent(scores.found.macro))
        table.add_row("right", "", percent(scores.given.accuracy), percent(scores.found.accuracy))
        found.append(table)
    if scores.neutral:
        found.append(
            Text(
                f"{scores.false:,} interactions found in {scores.neutral:,} sentences without one "
                f"({scores.false / scores.neutral:.2f} a sentence)"
            )
        )
    return found


def _stories(scores: StoryScores) -> Table:
    table = Table(title=Text("Interactions of stories"), title_justify="left")
    table.add_column("measure")
    for name in ("precision", "recall", "F1"):
        table.add_column(name, justify="right")
    for name, score in (
        ("predicate", scores.predicates),
        ("actors, by name", scores.actors),
        ("recipients, by name", scores.recipients),
    ):
        table.add_row(name, percent(score.precision), percent(score.recall), percent(score.f1))
    table.add_section()
    whole = max(scores.predicates.tp, 1)
    table.add_row("type, of predicates found", "", percent(scores.typed / whole), "")
    table.add_row("status, of predicates found", "", percent(scores.status / whole), "")
    return table
