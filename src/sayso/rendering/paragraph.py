"""A paragraph of an article with words of it marked: by colours, or by brackets without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from sayso.records import Interaction, Passage, Span, Statement
from sayso.rendering.outline import printable

STYLES: Final = {
    "source": "bold green",
    "cue": "bold cyan",
    "content": "bold",
    "name": "underline green",
    "date": "magenta",
    "predicate": "bold cyan",
    "actor": "bold green",
    "recipient": "bold yellow",
    "excluded": "bold red",
    "only": "magenta",
    "place": "magenta",
}
"""What can be marked, with its colours."""
_LONGEST: Final = 4_000
"""Characters of a paragraph that are shown; some texts have no paragraphs."""
_MARGIN: Final = 300
"""Characters that stay around the marks where a paragraph is longer."""


@dataclass(frozen=True, slots=True)
class Label:
    """Characters ``start`` to ``end`` of a text, and what they are."""

    start: int
    end: int
    name: str


def of_statement(statement: Statement) -> list[Label]:
    """Source, cue, content and date of a statement."""
    said = statement.said_on
    date = Passage(said.text, said.fragments) if said and said.fragments else None
    return [
        *_labels("content", statement.content),
        *_labels("source", statement.source),
        *_labels("cue", statement.cue),
        *_labels("date", date),
    ]


def of_interaction(interaction: Interaction) -> list[Label]:
    """What is done, by whom, to whom, where and when."""
    date = interaction.date
    place = interaction.place
    labels = _labels("predicate", interaction.predicate) + _labels("only", interaction.only)
    for name, side in (
        ("actor", interaction.actors),
        ("recipient", interaction.recipients),
        ("excluded", interaction.excluded),
    ):
        for party in side:
            labels += _labels(name, party.passage)
    if place is not None:
        labels.append(Label(place.start, place.end, "place"))
    if date is not None and date.fragments:
        labels += _labels("date", Passage(date.text, date.fragments))
    return labels


def marked(text: str, labels: Sequence[Label], around: Span, *, colours: bool) -> Text:
    """The text from ``around[0]`` to ``around[1]`` with the labels that lie in it.

    Args:
        text: of the article.
        labels: may overlap.
        around: where the paragraph begins and ends.
        colours: whether they can be shown; else each is put in brackets, with its name.
    """
    start, end = _bounded(labels, around)
    within = [
        Label(max(each.start, start), min(each.end, end), each.name)
        for each in labels
        if max(each.start, start) < min(each.end, end)
    ]
    edges = sorted({start, end, *(e.start for e in within), *(e.end for e in within)})
    drawn = Text("… " if start > around[0] else "")
    for here, there in zip(edges, [*edges[1:], end], strict=True):
        if not colours:
            drawn.append("".join("]" for each in within if each.end == here))
            starting = [each for each in within if each.start == here]
            for each in sorted(starting, key=lambda label: -label.end):
                drawn.append(f"[{each.name}: ")
        piece = "\n".join(printable(line) for line in text[here:there].split("\n"))
        styles = " ".join(STYLES[each.name] for each in within if each.start <= here < each.end)
        drawn.append(piece, styles if colours else None)
    return drawn.append(" …" if end < around[1] else "")


def legend() -> Text:
    """What the colours of a statement mean; the name is who its source is."""
    words = [(name, STYLES[name]) for name in ("source", "cue", "content", "date", "name")]
    return Text(" ").join(Text(name, style) for name, style in words)


def _labels(name: str, passage: Passage | None) -> list[Label]:
    spans: Iterable[Span] = passage.fragments if passage else ()
    return [Label(start, end, name) for start, end in spans]


def _bounded(labels: Sequence[Label], around: Span) -> Span:
    start, end = around
    if end - start <= _LONGEST or not labels:
        return start, min(end, start + _LONGEST)
    start = max(start, min(each.start for each in labels) - _MARGIN)
    end = min(end, max(each.end for each in labels) + _MARGIN, start + _LONGEST)
    return start, end
