"""Attributions in words become the records that Sayso gives out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.dates import article_date, find_dates, said_on
from sayso.extracting.decoding import Attribution
from sayso.extracting.entities import find_entities
from sayso.extracting.forms import form_of
from sayso.extracting.interactions import Assembly, Event
from sayso.extracting.network import Config
from sayso.extracting.sentences import sentence_around
from sayso.extracting.speakers import Resolver
from sayso.records import (
    Hedge,
    Interaction,
    Passage,
    Span,
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
    return _Reading(annotation, attributions, (), config).statements()


def records(
    annotation: Annotation,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    config: Config,
    published: date | None = None,
    byline: str | None = None,
) -> tuple[list[Statement], list[Interaction]]:
    """The statements, and the interactions that they report or that stand beside them.

    Relative dates count from the dateline or, without one, from when it was ``published``.
    Outside of quotations "I" is whom the ``byline`` names.
    """
    reading = _Reading(annotation, attributions, events, config, published, byline)
    found = reading.statements()
    return found, reading.interactions(found)


class _Reading:
    """What one article's statements share while they are made."""

    def __init__(
        self,
        annotation: Annotation,
        attributions: Sequence[Attribution],
        events: Sequence[Event],
        config: Config,
        published: date | None = None,
        byline: str | None = None,
    ) -> None:
        self._annotation = annotation
        self._attributions = attributions
        self._events = events
        self._config = config
        self._labels = config.labels
        self._id = digest(annotation.text)
        self._entities = find_entities(annotation)
        self._resolver = Resolver(
            annotation,
            self._entities,
            attributions,
            config.reference,
            config.labels["kind"],
            byline,
        )
        self._voices = self._resolver.resolve()
        self._dates = (
            find_dates(annotation.text, article_date(annotation.text, published))
            if attributions or events
            else []
        )

    def statements(self) -> list[Statement]:
        """All statements, in reading order."""
        found: dict[str, Statement] = {}
        self._add(self._attributions, None, found)
        return list(found.values())

    def interactions(self, found: Sequence[Statement]) -> list[Interaction]:
        """All interactions, in reading order, bound to the statements that were ``found``."""
        if not self._events:
            return []
        assembly = Assembly(
            self._annotation,
            self._entities,
            self._resolver,
            self._dates,
            self._id,
            self._config,
        )
        return assembly.interactions(self._events, found)

    def _add(
        self, attributions: Sequence[Attribution], parent: str | None, found: dict[str, Statement]
    ) -> None:
        for attribution in sorted(attributions, key=_place):
            statement = self._statement(attribution, parent)
            found.setdefault(statement.id, statement)
            self._add(attribution.nested, statement.id, found)

    def _statement(self, attribution: Attribution, parent: str | None) -> Statement:
        annotation = self._annotation
        text, encoded = annotation.text, annotation.encoded

        def spans(words: Sequence[Words]) -> list[Span]:
            return [(int(encoded.start[first]), int(encoded.end[last])) for first, last in words]

        source = spans([attribution.source] if attribution.source else [])
        cue = spans([attribution.cue])
        content = spans(attribution.content)
        chosen = _manner(attribution, self._labels)
        voices = self._voices[id(attribution)]
        return Statement(
            id=statement_id(self._id, source, cue, content),
            parent=parent,
            source=Passage.cut(text, source) if source else None,
            cue=Passage.cut(text, cue),
            content=Passage.cut(text, content),
            form=form_of(encoded, attribution.content),
            stance=cast(Stance, chosen["stance"]),
            hedge=cast(Hedge, chosen["hedge"]),
            type=cast(Type, chosen["type"]),
            speaker=voices.speakers[0] if voices.speakers else None,
            speakers=voices.speakers,
            addressees=voices.addressees,
            said_on=said_on(text, sentence_around(text, *cue[0]), cue[0], content, self._dates),
            confidence=attribution.confidence,
        )


def _place(attribution: Attribution) -> tuple[Words, Words]:
    return attribution.content[0], attribution.cue


def _manner(attribution: Attribution, labels: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The likeliest stance, hedge and type."""
    chosen, start = {}, 0
    for name in ("stance", "hedge", "type"):
        names = labels[name]
        chosen[name] = names[int(attribution.manner[start : start + len(names)].argmax())]
        start += len(names)
    return chosen
