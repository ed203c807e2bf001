"""Attributions in words become the records that Sayso gives out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.decoding import Attribution
from sayso.extracting.entities import find_entities
from sayso.extracting.forms import form_of
from sayso.extracting.network import Config
from sayso.extracting.speakers import Resolver
from sayso.records import (
    Hedge,
    Passage,
    Span,
    Speaker,
    Stance,
    Statement,
    Type,
    digest,
    statement_id,
)


def statements(
    annotation: Annotation, attributions: Sequence[Attribution], config: Config
) -> list[Statement]:
    """One statement for each attribution, those nested in it right after it."""
    labels = config.labels
    article = digest(annotation.text)
    resolver = Resolver(
        annotation, find_entities(annotation), config.reference, labels["kind"]
    )
    for outer in attributions:
        for each in (outer, *outer.nested):
            if each.source is not None and each.kind is not None:
                resolver.learn_kind(each.source, each.kind)
    # A pronoun may refer to a source before it, wherever their contents stand.
    resolved: dict[int, tuple[Speaker, ...]] = {}
    for outer in sorted(attributions, key=lambda a: a.source or a.cue):
        resolved[id(outer)] = speakers = resolver.speakers(outer.source, outer.kind)
        for inner in sorted(outer.nested, key=lambda a: a.source or a.cue):
            resolved[id(inner)] = resolver.speakers(inner.source, inner.kind, speakers)
    found: dict[str, Statement] = {}
    for outer in sorted(attributions, key=lambda a: (a.content[0], a.cue)):
        statement = _statement(annotation, article, outer, labels, None, resolved[id(outer)])
        found.setdefault(statement.id, statement)
        for inner in sorted(outer.nested, key=lambda a: (a.content[0], a.cue)):
            nested = _statement(
                annotation, article, inner, labels, statement.id, resolved[id(inner)]
            )
            found.setdefault(nested.id, nested)
    return list(found.values())


def _statement(
    annotation: Annotation,
    article: str,
    attribution: Attribution,
    labels: Mapping[str, tuple[str, ...]],
    parent: str | None,
    speakers: tuple[Speaker, ...],
) -> Statement:
    text, encoded = annotation.text, annotation.encoded

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
        speaker=speakers[0] if speakers else None,
        speakers=speakers,
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
