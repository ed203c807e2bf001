"""Who is behind a source: from words in the article to a speaker.

A source that names somebody is resolved to the fullest form of that name. A
pronoun or a description ("the retired general") is resolved by mention
ranking (Wiseman et al., 2015): the reference head scores it against every
name and every source before it, and what the two are like is added. A source
without a name that refers to nobody named keeps the article's own words.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from sayso.extracting.annotation import Annotation, Floats, Words
from sayso.extracting.entities import Entities, Entity, fold, initials
from sayso.extracting.linking import biased, softmax
from sayso.extracting.network import Pairing
from sayso.extracting.pairing import pair_features
from sayso.extracting.phrases import (
    Phrase,
    Roles,
    about,
    anaphoric,
    before_relative,
    capitalised,
    described,
    phrase,
)
from sayso.records import Kind, Mention, Speaker

REACH = 60
"""Earlier mentions that are looked at."""

_MASCULINE = frozenset({"he", "his", "him", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "their", "them", "themselves", "these", "those", "both", "each"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SPEAKING = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
_PRONOUNS = _MASCULINE | _FEMININE | _NEUTER | _PLURAL | _RELATIVE
_HONORIFICS = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "sultan"), -8.0),
    **dict.fromkeys(("mrs", "ms", "miss", "madam", "queen", "princess"), 8.0),
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts beside the reference head, in its units (natural logarithms).

    Chosen on the development articles and the training stories of agencies.
    """

    reference: float = 0.3
    """For the reference head's own score."""
    far: float = 0.8
    """Against what lies back, by the logarithm of its distance in sentences."""
    person: float = 8.0
    """Against "he" for what is no person, and "it" for one."""
    gender: float = 2.0
    """For or against a name of the pronoun's gender or the other."""
    own: float = 3.0
    """Against whom the content itself names."""
    group: float = 2.0
    """Against "they" for one person or thing."""
    kind: float = 2.0
    """Against a description of a person for a thing, and the reverse."""
    head: float = 3.0
    """For the same head noun, in a description, an office or a name."""
    unnamed: float = 2.0
    """Against what has no name."""
    last: float = 2.0
    """For who spoke last."""
    expected_person: float = 5.0
    """Against nobody, for "the senator"."""
    expected_thing: float = 1.5
    """The same for "the ministry"."""


WEIGHTS = Weights()
_WORD = re.compile(r"\w+")
CALLED = 6.0
"""How much a "he" or "she" tells of whom it was resolved to, as scores of names go."""
SENTENCE = 20
"""Words of a usual sentence."""


@dataclass(slots=True)
class _Known:
    """Somebody who was mentioned: named entities, or a source without a name."""

    speakers: tuple[Speaker, ...]
    entities: tuple[Entity, ...]
    """Of the speakers; empty for a source without a name."""
    words: Words
    head: str
    """Folded head noun of a description, or empty."""
    feminine: float = 0.0
    """Above 0 for a woman, below for a man, 0 where nothing tells."""

    @property
    def person(self) -> bool:
        """One person, whether named or not."""
        return len(self.speakers) == 1 and self.speakers[0].kind == "person"


class Resolver:
    """Resolves the sources of one article, to be asked in reading order."""

    def __init__(
        self,
        annotation: Annotation,
        entities: Entities,
        pairing: Pairing,
        kinds: Sequence[str],
    ) -> None:
        self._annotation = annotation
        self._entities = entities
        self._pairing = pairing
        self._kinds = kinds
        self._roles = Roles(annotation, entities)
        self._known: dict[Words, _Known] = {}
        self._last: _Known | None = None
        """Behind the source before."""
        self._places: list[Words] = []
        self._of_entity: dict[int, _Known] = {}
        self._kind_scores: dict[int, Floats] = {}
        self._by_token: dict[str, Entity] = {}
        for entity in entities.all:
            for token in entity.tokens:
                self._by_token.setdefault(token, entity)
        self._of_people = {
            entity.full: entity for entity in entities.all[:REACH] if entity.label == "PERSON"
        }
        self._by_initials = {
            initials(entity.name): entity
            for entity in entities.all
            if entity.label == "ORGANIZATION" and len(initials(entity.name)) > 1
        }
        for span in sorted(entities.at):
            if span in annotation.mentions:
                self._remember(span, self._named(entities.at[span]))

    def learn_kind(self, source: Words, kind: Floats) -> None:
        """Take the network's scores for a source into account for whom it names."""
        for span in phrase(self._annotation, self._entities, source).names:
            key = id(self._entities.at[span])
            self._kind_scores[key] = self._kind_scores.get(key, np.zeros_like(kind)) + kind

    def speakers(
        self,
        source: Words | None,
        kind: Floats | None,
        content: Sequence[Words] = (),
        outer: Sequence[Speaker] = (),
    ) -> tuple[Speaker, ...]:
        """Who ``source`` is, with the network's scores of its kind.

        Whoever speaks is hardly named in the ``content`` that they speak.

        ``outer`` are the speakers of the statement that this one stands in:
        they are who says "I" there. Several for "A and B"; none where there
        is no source or nobody can be meant.
        """
        if source is None:
            return ()
        annotation = self._annotation
        found = phrase(annotation, self._entities, source)
        text = fold(annotation.words(found.span))
        likely = self._kind(kind)
        if text in _SPEAKING:
            # Whoever is quoted; the author, where nobody is.
            quoted = [replace(each, confidence=each.confidence * 0.9) for each in outer]
            return tuple(quoted) or (Speaker(annotation.words(found.span), likely, confidence=0.5),)
        acronym = self._by_initials.get(self._letters(found))
        if acronym is not None:
            return self._by_name((acronym.full,), source)
        names = about(annotation, found, likely)
        if names:
            return self._by_name(names, source)
        if (
            capitalised(annotation, found)
            and found.determiner == ""
            and annotation.tag(found.head) != "NNPS"
        ):
            entity = self._by_token.get(fold(annotation.word(found.head)))
            if entity is not None:
                return self._by_name((entity.full,), source)
        pronoun = text if text in _PRONOUNS else ""
        antecedent: tuple[_Known, float] | None = None
        if pronoun in _RELATIVE:
            antecedent = self._hung_on(source, likely)
        if antecedent is None and (
            pronoun or anaphoric(annotation, self._entities, found, likely == "person")
        ):
            antecedent = self._antecedent(found, source, pronoun, likely, content)
        if antecedent is None and likely == "person" and not pronoun:
            antecedent = self._announced(found)
        if antecedent is not None:
            return self._resolved(*antecedent, source, pronoun)
        return () if pronoun else (self._description(found, source, likely),)

    def _letters(self, found: Phrase) -> str:
        """The letters of a source that is an acronym ("the S.E.C."), or nothing."""
        first, last = found.span
        if found.determiner and first < last:
            first += 1
        if any(self._entities.at[name].label == "LOCATION" for name in found.names):
            return ""
        text = self._annotation.words((first, last)).replace(".", "")
        return fold(text) if text.isupper() and text.isalpha() and len(text) > 1 else ""

    def addressed(self, span: Words) -> tuple[Speaker, ...]:
        """Whom the words of an addressee name or describe; nobody for a pronoun."""
        found = phrase(self._annotation, self._entities, span)
        if found.names:
            return tuple(
                replace(self._current(known)[0], role=self._role(known, 0, span))
                for known in self._distinct(found.names)
            )
        text = fold(self._annotation.words(found.span))
        if text in _PRONOUNS | _SPEAKING or text == "you":
            return ()
        return (Speaker(described(self._annotation, found), "unknown", confidence=0.8),)

    def _resolved(
        self, known: _Known, chance: float, source: Words, pronoun: str
    ) -> tuple[Speaker, ...]:
        if pronoun in _MASCULINE | _FEMININE:
            known.feminine += CALLED * chance * (-1.0 if pronoun in _MASCULINE else 1.0)
        self._spoke(source, known)
        found = []
        for number, speaker in enumerate(self._current(known)):
            where = known.entities[number].full if known.entities else known.words
            found.append(
                replace(
                    speaker,
                    role=self._role(known, number, source),
                    mention=self._mention(where),
                    confidence=chance,
                )
            )
        return tuple(found)

    def _by_name(self, names: tuple[Words, ...], source: Words) -> tuple[Speaker, ...]:
        distinct = self._distinct(names)
        together = distinct[0]
        if len(distinct) > 1:
            together = _Known(
                tuple(known.speakers[0] for known in distinct),
                tuple(known.entities[0] for known in distinct),
                source,
                "",
            )
        self._spoke(source, together)
        speakers = []
        for known in distinct:
            where = known.entities[0].full
            inside = source[0] <= where[0] and where[1] <= source[1]
            speakers.append(
                replace(
                    self._current(known)[0],
                    role=self._role(known, 0, source),
                    mention=None if inside else self._mention(where),
                )
            )
        return tuple(speakers)

    def _distinct(self, names: Sequence[Words]) -> list[_Known]:
        """Whom several mentions name, each once."""
        everybody = [self._named(self._entities.at[span]) for span in names]
        return list({id(known): known for known in everybody}.values())

    def _named(self, entity: Entity) -> _Known:
        """The one record of an entity."""
        known = self._of_entity.get(id(entity))
        if known is None:
            speaker = Speaker(entity.name, "person" if entity.label == "PERSON" else "unknown")
            known = _Known((speaker,), (entity,), entity.full, "")
            self._of_entity[id(entity)] = known
            for span in entity.mentions[:8]:
                self._learn_gender(known, span)
        return known

    def _current(self, known: _Known) -> tuple[Speaker, ...]:
        """The speakers with the kind that all their mentions tell."""
        if not known.entities:
            return known.speakers
        return tuple(
            replace(speaker, kind=self._kind_of(entity))
            for speaker, entity in zip(known.speakers, known.entities, strict=True)
        )

    def _kind_of(self, entity: Entity) -> Kind:
        if entity.label == "PERSON":
            return "person"
        scores = self._kind_scores.get(id(entity))
        if scores is not None:
            return self._kind(scores)
        labels: Mapping[str, Kind] = {"ORGANIZATION": "organization", "LOCATION": "country"}
        return labels.get(entity.label, "unknown")

    def _kind(self, scores: Floats | None) -> Kind:
        if scores is None:
            return "unknown"
        return cast(Kind, self._kinds[int(scores.argmax())])

    def _description(self, found: Phrase, source: Words, kind: Kind) -> Speaker:
        annotation = self._annotation
        speaker = Speaker(described(annotation, found), kind, confidence=0.8)
        head = fold(annotation.word(found.head))
        self._spoke(source, _Known((speaker,), (), source, head))
        return speaker

    def _spoke(self, source: Words, known: _Known) -> None:
        self._last = known
        if source in self._annotation.mentions:
            self._remember(source, known)

    def _remember(self, span: Words, known: _Known) -> None:
        if span not in self._known:
            self._places.insert(bisect_left(self._places, span), span)
        self._known[span] = known

    def _role(self, known: _Known, number: int, source: Words) -> str | None:
        if not known.entities or known.entities[number].label != "PERSON":
            return known.speakers[number].role
        return self._roles.latest(known.entities[number], source[1])

    def _learn_gender(self, known: _Known, span: Words) -> None:
        """From the name as the network sees it, and from "Mr." before it."""
        mention = self._annotation.mentions.get(span)
        if mention is not None:
            known.feminine += mention.feminine / min(len(known.entities[0].mentions), 8)
        if span[0]:
            title = fold(self._annotation.word(span[0] - 1)).rstrip(".")
            if title == "" and span[0] > 1:
                title = fold(self._annotation.word(span[0] - 2))
            known.feminine += _HONORIFICS.get(title, 0.0)

    def _announced(self, found: Phrase) -> tuple[_Known, float] | None:
        """Who a headline means by "Senator": the first of that office that is named later."""
        annotation = self._annotation
        if found.determiner or annotation.encoded.paragraph[found.span[0]] != 0:
            return None
        if annotation.tag(found.head) not in ("NN", "NNP"):
            return None
        head = fold(annotation.word(found.head))
        for span in sorted(self._of_people):
            entity = self._of_people[span]
            known = self._named(entity)
            if span > found.span and self._office(known, found, head) >= 1.0:
                return known, 0.6
        return None

    def _hung_on(self, source: Words, kind: Kind) -> tuple[_Known, float] | None:
        """What a relative pronoun hangs on."""
        span = before_relative(self._annotation, source[0])
        if span is None:
            return None
        found = phrase(self._annotation, self._entities, span)
        if found.names:
            return self._named(self._entities.at[found.names[-1]]), 0.9
        if span[0] > 1 and self._annotation.word(span[0] - 1) == ",":
            # "Mitch Roke, the minority leader, who …"
            name = self._entities.by_word.get(span[0] - 2)
            if name is not None and self._entities.at[name].label == "PERSON":
                return self._named(self._entities.at[name]), 0.9
        speaker = Speaker(described(self._annotation, found), kind, confidence=0.8)
        head = fold(self._annotation.word(found.head))
        return _Known((speaker,), (), span, head), 0.8

    def _antecedent(
        self,
        found: Phrase,
        source: Words,
        pronoun: str,
        kind: Kind,
        content: Sequence[Words],
    ) -> tuple[_Known, float] | None:
        """Who was meant, and how likely; None if the words speak for themselves."""
        annotation = self._annotation
        here = annotation.mentions.get(source)
        if here is None:
            return None
        stop = bisect_left(self._places, source)
        places = [span for span in self._places[max(0, stop - REACH) : stop] if span[1] < source[0]]
        if not places:
            return None
        spans = np.array(places, np.int64)
        heads = np.stack([annotation.mentions[span].asked for span in places])
        features = pair_features(
            np.array([source], np.int64), spans, spans, annotation.encoded.paragraph
        )
        scores = biased(self._pairing, here.asking[None], heads, features)[0]
        far = np.log2(1 + (source[0] - spans[:, 1]) / SENTENCE)
        scores = WEIGHTS.reference * scores - WEIGHTS.far * far.astype(np.float32)
        scores = scores + np.array(
            [self._fit(self._known[span], found, pronoun, kind) for span in places], np.float32
        )
        own = [any(a <= span[0] and span[1] <= b for a, b in content) for span in places]
        scores = scores - WEIGHTS.own * np.array(own, np.float32)
        none = self._pairing.none - (100.0 if pronoun else self._expected(found, kind))
        chances = softmax(np.append(scores, np.float32(none))[None])[0]
        best = int(chances[:-1].argmax())
        if chances[best] < chances[-1]:
            return None
        return self._known[places[best]], min(1.0, float(chances[best]))

    def _expected(self, found: Phrase, kind: Kind) -> float:
        """How much a description asks for somebody known: "the senator" does."""
        if found.determiner not in ("the", "this", "that"):
            return 0.0
        return WEIGHTS.expected_person if kind == "person" else WEIGHTS.expected_thing

    def _fit(self, known: _Known, found: Phrase, pronoun: str, kind: Kind) -> float:
        """What speaks for or against a candidate beside the reference head."""
        person = known.person
        score = 0.0 if known.entities else -WEIGHTS.unnamed
        if known is self._last:
            score += WEIGHTS.last
        if pronoun in _MASCULINE | _FEMININE:
            score -= 0.0 if person else WEIGHTS.person
            agrees = known.feminine * (-1.0 if pronoun in _MASCULINE else 1.0)
            score += WEIGHTS.gender * math.tanh(agrees / 2)
        elif pronoun in _NEUTER and person:
            score -= WEIGHTS.person
        elif pronoun in _PLURAL:
            many = len(known.speakers) > 1 or known.speakers[0].kind in ("group", "organization")
            score -= 0.0 if many else WEIGHTS.group
        elif not pronoun:
            if (kind == "person") != person:
                score -= WEIGHTS.kind
            head = fold(self._annotation.word(found.head))
            if known.head and known.head == head:
                score += WEIGHTS.head
            elif known.entities and person:
                score += WEIGHTS.head * self._office(known, found, head)
            elif known.entities:
                score += WEIGHTS.head * (head in known.entities[0].tokens)
        return score

    def _office(self, known: _Known, found: Phrase, head: str) -> float:
        """How well a description goes with what the article says that a person is.

        Above 0 for an office with this head noun, the more so for each other
        word that they share; below 0 where only other offices are known.
        """
        given = self._roles.words(known.entities[0])
        if not given:
            return 0.0
        words = set(_WORD.findall(fold(self._annotation.words(found.span)))) - {head}
        shared = [len(words & role) for role in given if head in role]
        return 1.0 + max(shared) if shared else -0.5

    def _mention(self, span: Words) -> Mention:
        encoded = self._annotation.encoded
        start, end = int(encoded.start[span[0]]), int(encoded.end[span[1]])
        return Mention(self._annotation.text[start:end], start, end)
