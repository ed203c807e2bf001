"""Attributions in words become the records that Sayso gives out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sayso.extracting.addressees import addressee
from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.dates import article_date, find_dates, said_on
from sayso.extracting.decoding import Attribution, everything
from sayso.extracting.entities import find_entities
from sayso.extracting.forms import form_of
from sayso.extracting.network import Config
from sayso.extracting.sentences import sentence_around
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
    return _Reading(annotation, attributions, config).statements()


class _Reading:
    """What one article's statements share while they are made."""

    def __init__(
        self, annotation: Annotation, attributions: Sequence[Attribution], config: Config
    ) -> None:
        self._annotation = annotation
        self._attributions = attributions
        self._labels = config.labels
        self._id = digest(annotation.text)
        self._entities = find_entities(annotation)
        self._resolver = Resolver(
            annotation, self._entities, config.reference, config.labels["kind"]
        )
        self._speakers: dict[int, tuple[Speaker, ...]] = {}
        self._resolve_all()
        self._dates = (
            find_dates(annotation.text, article_date(annotation.text)) if attributions else []
        )

    def statements(self) -> list[Statement]:
        """All statements, in reading order."""
        found: dict[str, Statement] = {}
        self._add(self._attributions, None, found)
        return list(found.values())

    def _add(
        self, attributions: Sequence[Attribution], parent: str | None, found: dict[str, Statement]
    ) -> None:
        for attribution in sorted(attributions, key=_place):
            statement = self._statement(attribution, parent)
            found.setdefault(statement.id, statement)
            self._add(attribution.nested, statement.id, found)

    def _resolve_all(self) -> None:
        """Find the speakers of everything."""
        for outer in self._attributions:
            for each in everything(outer):
                if each.source is not None and each.kind is not None:
                    self._resolver.learn_kind(each.source, each.kind)
        # A pronoun may refer to a source before it, wherever their contents stand.
        self._resolve(self._attributions, ())

    def _resolve(self, attributions: Sequence[Attribution], outer: tuple[Speaker, ...]) -> None:
        for each in sorted(attributions, key=lambda a: a.source or a.cue):
            speakers = self._resolver.speakers(each.source, each.kind, each.content, outer)
            self._speakers[id(each)] = speakers
            self._resolve(each.nested, speakers)

    def _statement(self, attribution: Attribution, parent: str | None) -> Statement:
        annotation = self._annotation
        text, encoded = annotation.text, annotation.encoded

        def spans(words: Sequence[Words]) -> list[Span]:
            return [(int(encoded.start[first]), int(encoded.end[last])) for first, last in words]

        source = spans([attribution.source] if attribution.source else [])
        cue = spans([attribution.cue])
        content = spans(attribution.content)
        chosen = _manner(attribution, self._labels)
        speakers = self._speakers[id(attribution)]
        addressed = addressee(annotation, self._entities, attribution)
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
            speaker=speakers[0] if speakers else None,
            speakers=speakers,
            addressees=self._resolver.addressed(addressed) if addressed else (),
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
