"""Whom words name or describe by themselves, without any reference to others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np

from sayso.extracting.annotation import Annotation, Floats, Words
from sayso.extracting.entities import Entities, Entity, fold, initials
from sayso.extracting.known import Known, gender_of_name, gender_of_noun
from sayso.extracting.phrases import Phrase, about, capitalised, phrase
from sayso.extracting.phrases import described as in_own_words
from sayso.records import Kind, Speaker


class Naming:
    """The records of those whom one article names."""

    def __init__(self, annotation: Annotation, entities: Entities, kinds: Sequence[str]) -> None:
        self._annotation = annotation
        self._entities = entities
        self._kinds = kinds
        self._of_entity: dict[int, Known] = {}
        self._kind_scores: dict[int, Floats] = {}
        self._by_token: dict[str, Entity] = {}
        for entity in entities.all:
            for token in entity.tokens:
                self._by_token.setdefault(token, entity)
        self._by_initials = {
            initials(entity.name): entity
            for entity in entities.all
            if entity.label == "ORGANIZATION" and len(initials(entity.name)) > 1
        }

    def named_by(self, found: Phrase, kind: Kind) -> Known | None:
        """Whom the words themselves name."""
        annotation = self._annotation
        acronym = self._by_initials.get(self._letters(found))
        if acronym is not None:
            return self.of_entity(acronym)
        names = about(annotation, self._entities, found, kind) if found.names else ()
        if names:
            return self.together(names)
        if (
            capitalised(annotation, found)
            and found.determiner == ""
            and annotation.tag(found.head) != "NNPS"
        ):
            entity = self._by_token.get(fold(annotation.word(found.head)))
            if entity is not None:
                return self.of_entity(entity)
        return None

    def paper(self, found: Phrase) -> Known | None:
        """The name in "the Reuters news agency" and "El Universal newspaper"."""
        if found.determiner in ("", "the") and self._annotation.tag(found.head) == "NN":
            name = self._entities.by_word.get(found.segment[0] + (found.determiner != ""))
            if name is not None and self._entities.at[name].label == "ORGANIZATION":
                return self.of_entity(self._entities.at[name])
        return None

    def together(self, names: Sequence[Words]) -> Known:
        """Whom several mentions name, each once."""
        everybody = [self.of_entity(self._entities.at[span]) for span in names]
        return several(list({id(known): known for known in everybody}.values()), names[0])

    def of_entity(self, entity: Entity) -> Known:
        """The one record of an entity."""
        known = self._of_entity.get(id(entity))
        if known is None:
            speaker = Speaker(entity.name, self._kind_of(entity))
            known = Known((speaker,), (entity,), entity.full)
            if entity.label == "PERSON":
                known.feminine = gender_of_name(self._annotation, entity)
            self._of_entity[id(entity)] = known
        return known

    def learn_kind(self, source: Words, kind: Floats) -> None:
        """Take the network's scores for a source into account for whom it names."""
        for span in phrase(self._annotation, self._entities, source).names:
            key = id(self._entities.at[span])
            self._kind_scores[key] = self._kind_scores.get(key, np.zeros_like(kind)) + kind

    def _kind_of(self, entity: Entity) -> Kind:
        if entity.label == "PERSON":
            return "person"
        scores = self._kind_scores.get(id(entity))
        if scores is not None:
            return self.kind(scores)
        labels: Mapping[str, Kind] = {"ORGANIZATION": "organization", "LOCATION": "country"}
        return labels.get(entity.label, "unknown")

    def kind(self, scores: Floats | None) -> Kind:
        """The likeliest."""
        if scores is None:
            return "unknown"
        return cast(Kind, self._kinds[int(scores.argmax())])

    def of_phrase(self, span: Words) -> Known:
        """Who a noun phrase without a name stands for, should it be referred to."""
        found = phrase(self._annotation, self._entities, span)
        return self.described(found, "unknown")

    def described(self, found: Phrase, kind: Kind) -> Known:
        """Who speaks for himself: known by the article's own words."""
        annotation = self._annotation
        head = fold(annotation.word(found.head))
        speaker = Speaker(in_own_words(annotation, found, kind), kind)
        return Known((speaker,), (), found.span, head, gender_of_noun(head))

    def _letters(self, found: Phrase) -> str:
        """The letters of a source that is an acronym ("the S.E.C."), or nothing."""
        first, last = found.span
        if found.determiner and first < last:
            first += 1
        if any(self._entities.at[name].label == "LOCATION" for name in found.names):
            return ""
        text = self._annotation.words((first, last)).replace(".", "")
        return fold(text) if text.isupper() and text.isalpha() and len(text) > 1 else ""


def several(everybody: Sequence[Known], where: Words) -> Known:
    """One record of all of them; those with names first come with their entities."""
    if len(everybody) == 1:
        return everybody[0]
    ordered = sorted(everybody, key=lambda known: not known.entities)
    return Known(
        tuple(speaker for known in ordered for speaker in known.speakers),
        tuple(entity for known in ordered for entity in known.entities),
        where,
    )
