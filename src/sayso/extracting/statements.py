"""Attributions in words become the records that Sayso gives out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sayso.extracting.decoding import Attribution, Words
from sayso.extracting.encoding import Encoded
from sayso.extracting.forms import form_of
from sayso.records import Hedge, Passage, Span, Stance, Statement, Type, digest, statement_id


def statements(
    text: str,
    encoded: Encoded,
    attributions: Sequence[Attribution],
    labels: Mapping[str, tuple[str, ...]],
) -> list[Statement]:
    """One statement for each attribution, those nested in it right after it."""
    article = digest(text)
    found: dict[str, Statement] = {}
    ordered = sorted(attributions, key=lambda a: (a.content[0], a.cue))
    for outer in ordered:
        statement = _statement(text, article, encoded, outer, labels, None)
        found.setdefault(statement.id, statement)
        for inner in sorted(outer.nested, key=lambda a: (a.content[0], a.cue)):
            nested = _statement(text, article, encoded, inner, labels, statement.id)
            found.setdefault(nested.id, nested)
    return list(found.values())


def _statement(
    text: str,
    article: str,
    encoded: Encoded,
    attribution: Attribution,
    labels: Mapping[str, tuple[str, ...]],
    parent: str | None,
) -> Statement:
    def spans(words: Sequence[Words]) -> list[Span]:
        return [(int(encoded.start[first]), int(encoded.end[last])) for first, last in words]

    source = spans([attribution.source] if attribution.source else [])
    cue = spans([attribution.cue])
    content = spans(attribution.content)
    chosen = _manner(attribution, labels)
    return Statement(
        id=statement_id(article, source, cue, content),
        parent=parent,
        source=Passage.cut(text, source) if source else None,
        cue=Passage.cut(text, cue),
        content=Passage.cut(text, content),
        form=form_of(encoded, attribution.content),
        stance=cast(Stance, chosen["stance"]),
        hedge=cast(Hedge, chosen["hedge"]),
        type=cast(Type, chosen["type"]),
        confidence=attribution.confidence,
    )


def _manner(attribution: Attribution, labels: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The likeliest stance, hedge and type."""
    chosen, start = {}, 0
    for name in ("stance", "hedge", "type"):
        names = labels[name]
        chosen[name] = names[int(attribution.manner[start : start + len(names)].argmax())]
        start += len(names)
    return chosen
