"""Who is behind a source: from words in the article to a speaker.

A source that names somebody is resolved to the fullest form of that name. A
pronoun or a description ("the retired general") is compared with every name,
source and noun phrase near it, and with nobody (see ``ranking``). A source
without a name that refers to nobody keeps the article's own words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

import numpy as np

from sayso.extracting import ranking
from sayso.extracting.addressees import addressee
from sayso.extracting.annotation import Annotation, Floats, Words
from sayso.extracting.authors import writer
from sayso.extracting.candidates import Candidates
from sayso.extracting.choosing import Chooser
from sayso.extracting.conjuncts import conjuncts
from sayso.extracting.decoding import Attribution, everything
from sayso.extracting.entities import Entities, fold
from sayso.extracting.known import CALLED, Known, gender_of_noun
from sayso.extracting.likeness import Asking
from sayso.extracting.naming import Naming, several
from sayso.extracting.network import Pairing
from sayso.extracting.phrases import Phrase, before_relative, phrase
from sayso.extracting.roles import Roles
from sayso.records import Kind, Mention, Speaker

_MASCULINE = frozenset({"he", "his", "him", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "their", "them", "themselves", "these", "those", "both", "each"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SPEAKING = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
_ALONE = frozenset({"i", "me", "my", "myself"})
_ADDRESSED = frozenset({"you", "your", "yourself", "yourselves"})
_PRONOUNS = _MASCULINE | _FEMININE | _NEUTER | _PLURAL | _RELATIVE
GUESS = 0.8
"""Confidence in words that nobody could be found for."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says something to whom; several for "A and B", none where nobody can be meant."""

    speakers: tuple[Speaker, ...] = ()
    addressees: tuple[Speaker, ...] = ()


class Resolver:
    """Resolves the sources of one article."""

    def __init__(
        self,
        annotation: Annotation,
        entities: Entities,
        attributions: Sequence[Attribution],
        pairing: Pairing,
        kinds: Sequence[str],
        byline: str | None = None,
    ) -> None:
        self._byline = byline
        self._annotation = annotation
        self._entities = entities
        self._attributions = attributions
        self._roles = Roles(annotation, entities)
        self._naming = Naming(annotation, entities, kinds)
        every = [each for outer in attributions for each in everything(outer)]
        self._candidates = Candidates(
            annotation,
            entities,
            list(dict.fromkeys(each.source for each in every if each.source)),
            [span for outer in attributions for span in outer.content],
        )
        for each in every:
            if each.source is not None and each.kind is not None:
                self._naming.learn_kind(each.source, each.kind)
        self._chooser = Chooser(
            annotation,
            entities,
            self._candidates,
            pairing,
            self._roles,
            self._naming.of_entity,
            self._naming.of_phrase,
        )
        self._found: dict[int, tuple[Known, Words, float, Kind]] = {}
        self._spoken_to: dict[int, tuple[Known | None, Words, float]] = {}
        self._spoke: list[tuple[Words, Known]] = []
        """Behind the outermost sources so far, the last one last."""

    def resolve(self) -> dict[int, Voices]:
        """Who is behind each attribution, by its ``id``, and whom it is put to.

        Asked in the order of the sources, as a pronoun may refer to a source
        before it wherever their contents stand.
        """
        self._resolve(self._attributions, None)
        voices = {}
        # Only now is the fullest form of every name known.
        for key, (to, span, chance) in self._spoken_to.items():
            addressees = self._speakers(to, span, chance, "unknown") if to else ()
            behind = self._found.get(key)
            voices[key] = Voices(self._speakers(*behind) if behind else (), addressees)
        return voices

    def _resolve(
        self,
        attributions: Sequence[Attribution],
        around: Known | None,
    ) -> None:
        """All of one level; ``around`` is who says what they stand in."""
        for each in sorted(attributions, key=lambda a: a.source or a.cue):
            known: Known | None = None
            if each.source is not None:
                known, chance = self._who(each.source, each.kind, each.content, around)
                if known is not None:
                    kind = self._naming.kind(each.kind)
                    self._found[id(each)] = known, each.source, chance, kind
                    known.spoke += around is None
            self._spoken_to[id(each)] = self._addressed(each)
            self._resolve(each.nested, known or _nobody(each.cue))
            if around is None and known is not None and each.source is not None:
                self._spoke.append((each.source, known))

    def party(self, span: Words, kind: Floats | None) -> tuple[Speaker, ...]:
        """Who words of the article stand for that are no source: asked after ``resolve``."""
        likely = self._naming.kind(kind)
        known, chance = self._one(span, span, likely, (), None)
        return self._speakers(known, span, chance, likely) if known else ()

    def _addressed(self, attribution: Attribution) -> tuple[Known | None, Words, float]:
        """Whom it is put to: whom the words name, refer to or describe."""
        span = addressee(self._annotation, self._entities, attribution, self._candidates.sentence)
        if span is None:
            return None, attribution.cue, 0.0
        found = phrase(self._annotation, self._entities, span)
        named = self._naming.named_by(found, "unknown") or self._naming.paper(found)
        if named is not None:
            return named, span, 1.0
        text = fold(self._annotation.words(found.span))
        if text in _SPEAKING or text == "you":
            return None, span, 0.0
        if text in _PRONOUNS:
            gender = _gender(text)
            asking = Asking(span, found, text, gender, "unknown", attribution.content)
            known, chance = self._pick(asking, self._group(asking), None)
            return known, span, chance
        return self._naming.described(found, "unknown"), span, GUESS

    def _who(
        self,
        source: Words,
        kind: Floats | None,
        content: Sequence[Words],
        around: Known | None,
    ) -> tuple[Known | None, float]:
        """Who a source is, and how likely."""
        parts = conjuncts(self._annotation, self._entities, source)
        if len(parts) < 2:
            return self._one(source, source, self._naming.kind(kind), content, around)
        everybody: dict[int, Known] = {}
        certain = 1.0
        for part in parts:
            found = phrase(self._annotation, self._entities, part)
            plural = self._annotation.tag(found.head) in ("NNS", "NNPS")
            likely: Kind = "group" if plural else "person"
            if self._naming.kind(kind) in ("document", "organization", "country"):
                likely = self._naming.kind(kind)
            known, chance = self._member(part, likely, content, around)
            if known is not None:
                everybody.setdefault(id(known), known)
                certain = min(certain, chance)
        if not everybody:
            return None, 0.0
        return several(list(everybody.values()), source), certain

    def _member(
        self, part: Words, kind: Kind, content: Sequence[Words], around: Known | None
    ) -> tuple[Known | None, float]:
        """Who one in a list is: "his advisers" beside a name speak for themselves."""
        found = phrase(self._annotation, self._entities, part)
        refers = found.determiner == "the" or fold(self._annotation.words(part)) in _PRONOUNS
        if refers or self._naming.named_by(found, kind) is not None:
            return self._one(part, part, kind, content, around)
        return self._naming.described(found, kind), GUESS

    def _one(
        self,
        span: Words,
        source: Words,
        kind: Kind,
        content: Sequence[Words],
        around: Known | None,
    ) -> tuple[Known | None, float]:
        """The same for ``span`` of a source that is no list of descriptions."""
        annotation = self._annotation
        found = phrase(annotation, self._entities, span)
        text = fold(annotation.words(found.span))
        if text in _SPEAKING:
            # Whoever is quoted; the author, where nobody is.
            if around is not None and around.speakers:
                return around, 0.9
            return self._author(text, found.span, kind), 0.5
        if text in _ADDRESSED:
            return Known((Speaker("you", "group"),), (), span), GUESS
        named = self._naming.named_by(found, kind)
        if named is not None:
            self._chooser.remember(source, None)
            return named, 1.0
        pronoun = text if text in _PRONOUNS else ""
        if pronoun in _RELATIVE:
            hung_on = before_relative(annotation, self._entities, span[0])
            if hung_on is not None:
                known, chance = self._one(hung_on, source, kind, content, around)
                return known, chance * 0.9
        gender = _gender(pronoun)
        if not pronoun and kind == "person":
            gender = gender_of_noun(annotation.word(found.head))
        asking = Asking(source, found, pronoun, gender, kind, content)
        known, chance = self._pick(asking, self._group(asking), around)
        if known is None:
            if pronoun:
                return None, 0.0
            known, chance = self._naming.described(found, kind), GUESS
        elif not pronoun and not known.entities:
            known = self._fuller(known, found, kind)
        if gender and chance != GUESS and known.person and kind != "document":
            known.feminine += CALLED * chance * np.sign(gender)
        self._chooser.remember(source, known)
        return known, chance

    def _author(self, text: str, span: Words, kind: Kind) -> Known:
        """Who speaks in the article's own words."""
        if text in _ALONE:
            return Known((Speaker(self._writer, "person"),), (), span)
        return Known((Speaker("we", kind),), (), span)

    @cached_property
    def _writer(self) -> str:
        """Whom "I" means; to tell an interview the whole text is looked through, once."""
        return writer(self._annotation.text, self._byline)

    def _pick(self, asking: Asking, group: str, around: Known | None) -> tuple[Known | None, float]:
        """Who a pronoun or description refers to; None if it speaks for itself."""
        everybody, rows, nobody = self._chooser.compare(asking, self._before(asking), around)
        chances = ranking.chances(group, rows, nobody)
        together: dict[int, float] = {}
        for known, chance in zip(everybody, chances.tolist(), strict=False):
            together[id(known)] = together.get(id(known), 0.0) + chance
        best = max(everybody, key=lambda known: together[id(known)], default=None)
        if best is None or together[id(best)] < chances[-1]:
            return None, float(chances[-1])
        return best, min(1.0, together[id(best)])

    def _before(self, asking: Asking) -> list[Known]:
        """The two who spoke before that, the last one last."""
        stop = bisect_left(self._spoke, asking.source, key=itemgetter(0))
        return [known for _, known in self._spoke[max(0, stop - 2) : stop]]

    def _group(self, asking: Asking) -> str:
        if asking.pronoun:
            if asking.pronoun in _MASCULINE | _FEMININE or asking.pronoun.startswith("who"):
                return "he"
            return "they" if asking.pronoun in _PLURAL else "it"
        if self._annotation.tag(asking.found.head) in ("NNS", "NNPS", "CD"):
            return "people"
        return "person" if asking.kind == "person" else "thing"

    def _fuller(self, known: Known, found: Phrase, kind: Kind) -> Known:
        """What a description is, that goes with an earlier one and says more.

        A headline's "Poll" is the "Tresk Times poll" of the story; later on a
        fuller description stands for itself.
        """
        other = self._naming.described(found, kind)
        if known.head != other.head or len(known.speakers) > 1:
            return known
        ours, theirs = (each.speakers[0].name.split() for each in (other, known))
        if len(ours) <= len(theirs):
            return known
        if self._annotation.encoded.paragraph[known.words[0]] > 0:
            return other
        if any(word[:1].isupper() for word in ours):
            known.speakers, known.words = other.speakers, other.words
        return known

    def _speakers(
        self, known: Known, source: Words, chance: float, kind: Kind
    ) -> tuple[Speaker, ...]:
        """The records of whoever is known, as they are behind one source of this kind."""
        found = []
        for number, speaker in enumerate(known.speakers):
            entity = known.entities[number] if number < len(known.entities) else None
            where = entity.full if entity else known.words
            inside = source[0] <= where[0] and where[1] <= source[1]
            role = speaker.role
            if entity is not None and entity.label == "PERSON":
                role = self._roles.latest(entity, source[1])
            found.append(
                replace(
                    speaker,
                    kind=kind if speaker.kind == "unknown" else speaker.kind,
                    role=role,
                    mention=None if inside else self._mention(where),
                    confidence=chance,
                )
            )
        return tuple(found)

    def _mention(self, span: Words) -> Mention:
        encoded = self._annotation.encoded
        start, end = int(encoded.start[span[0]]), int(encoded.end[span[1]])
        return Mention(self._annotation.text[start:end], start, end)


def _gender(pronoun: str) -> float:
    return -1.0 if pronoun in _MASCULINE else 1.0 if pronoun in _FEMININE else 0.0


def _nobody(where: Words) -> Known:
    """Around what no source is given for."""
    return Known((), (), where)
