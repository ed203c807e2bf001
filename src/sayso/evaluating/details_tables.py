"""Details of an evaluation as tables for the terminal."""

from __future__ import annotations

from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.evaluating.comparing import COMMON, Attribute
from sayso.evaluating.details import ATTRIBUTES, Accuracy, Answers, Details
from sayso.evaluating.scoring import Score
from sayso.evaluating.showing import percent, printable

_RARE: Final[dict[Attribute, str]] = {
    "speaker": "name not in the source",
    **{attribute: f"not {value}" for attribute, value in COMMON.items()},
    "addressee": "somebody is spoken to",
    "date": "not a single day",
}


def details_tables(details: Details) -> RenderableType:
    """Accuracies of the attributes, nesting, and each value's precision and recall."""
    return Group(_attributes(details), _values(details))


def _attributes(details: Details) -> Table:
    table = Table(
        title=Text(
            f"{details.labelled:,} attributions labelled, {details.found:,} of them found, "
            f"{details.nesting.tp:,} nested found in those: what else is right"
        ),
        title_justify="left",
    )
    table.add_column("attribute")
    for heading in ("accuracy", "right", "of"):
        table.add_column(heading, justify="right")
    table.add_column("rare values")
    for heading in ("accuracy", "right", "of"):
        table.add_column(heading, justify="right")
    for prefix, answers in _levels(details):
        for attribute in ATTRIBUTES:
            if answers.accuracy(attribute).total:
                table.add_row(
                    f"{prefix}{attribute}",
                    *_cells(answers.accuracy(attribute)),
                    _RARE[attribute],
                    *_cells(answers.accuracy(attribute, rare=True)),
                )
        table.add_section()
    return table


def _levels(details: Details) -> tuple[tuple[str, Answers], tuple[str, Answers]]:
    return ("", details.outermost), ("nested: ", details.nested)


def _cells(accuracy: Accuracy) -> tuple[str, str, str]:
    return percent(accuracy.ratio), f"{accuracy.right:,}", f"{accuracy.total:,}"


def _values(details: Details) -> Table:
    table = Table(title=Text("Nesting, and the values one by one"), title_justify="left")
    table.add_column("value")
    for name in ("precision", "recall", "F1", "right", "spurious", "missed"):
        table.add_column(name, justify="right")
    _add_score(table, "nested statements", details.nesting)
    table.add_section()
    for prefix, answers in _levels(details):
        for attribute in COMMON:
            for value, score in answers.values(attribute).items():
                _add_score(table, f"{prefix}{attribute}: {value}", score)
            table.add_section()
    return table


def _add_score(table: Table, name: str, score: Score) -> None:
    table.add_row(
        Text(printable(name)),
        *map(percent, (score.precision, score.recall, score.f1)),
        *(f"{count:,}" for count in (score.tp, score.fp, score.fn)),
    )
