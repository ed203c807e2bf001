"""From the words beside a predicate to the parties that they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.conjuncts import conjuncts
from sayso.extracting.entities import Entities, Entity, fold
from sayso.extracting.interactions.decoding import Participant
from sayso.extracting.interactions.naming import affiliation, country, sector
from sayso.extracting.speakers import Resolver
from sayso.extracting.tables import table
from sayso.records import Kind, Party, Passage, Speaker

_SELF = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
_OF = frozenset({"of", "from", "in"})
_HEADS = ("NN", "PR", "CD", "JJ", "WP", "DT", "FW")
"""Parts of speech of which a party has at least one word."""
_BEFORE_NAME = ("NN", "NNP", "NNPS", "JJ", "POS", "HYPH")
_NEAR = 9
"""Words before a name that may say what country its bearer is of."""
_LOOKED_AT = 8
"""Mentions of a name that are asked."""
_FAR = 12
"""Words that "those" may stand from the noun that it repeats."""


class Parties:
    """Resolves the parties of one article's interactions."""

    def __init__(self, annotation: Annotation, entities: Entities, resolver: Resolver) -> None:
        self._annotation = annotation
        self._entities = entities
        self._resolver = resolver
        self._by_name = {entity.name: entity for entity in entities.all}
        self._countries: dict[str, str | None] = {}

    def of(self, found: Participant, speaking: Sequence[Speaker]) -> list[Party]:
        """Whom the words of one participant stand for; several for a list.

        ``speaking`` are who says what the words stand in: who "we" is there.
        """
        self._annotation.mentions.setdefault(found.words, found.mention)
        parties: list[Party] = []
        for span in conjuncts(self._annotation, self._entities, self._whole(found.words)):
            if any(
                self._annotation.tag(word)[:2] in _HEADS for word in range(span[0], span[1] + 1)
            ):
                parties.extend(self._of_one(span, found, speaking))
        return parties

    def _whole(self, span: Words) -> Words:
        """With all of the names that it begins and ends in."""
        first = self._entities.by_word.get(span[0], span)
        last = self._entities.by_word.get(span[1], span)
        return min(first[0], span[0]), max(last[1], span[1])

    def _of_one(
        self, span: Words, found: Participant, speaking: Sequence[Speaker]
    ) -> Iterator[Party]:
        span = self._trimmed(span)
        passage = self._passage(span)
        leading = self._leading(span)
        if leading is not None:
            name, role = leading
            yield self._completed(
                Party(name, passage, "country", role=role, confidence=found.probability)
            )
            return
        speakers = speaking
        if fold(passage.text) not in _SELF or passage.text == "US":
            speakers = self._resolver.party(span, found.kind)
        for speaker in speakers:
            named = speaker.name in self._by_name
            yield self._completed(
                Party(
                    name=speaker.name,
                    passage=passage,
                    kind=speaker.kind if named or not self._plural(span) else "group",
                    role=speaker.role,
                    mention=speaker.mention,
                    confidence=found.probability * speaker.confidence,
                )
            )

    def _plural(self, span: Words) -> bool:
        """Whether the head of a description is in the plural: "leaders of the bloc"."""
        head = ""
        for word in range(span[0], span[1] + 1):
            tag = self._annotation.tag(word)
            if tag[:2] == "NN":
                head = tag
            elif head and tag in ("IN", "TO", "WDT", "WP", ","):
                break
        return head in ("NNS", "NNPS")

    def _completed(self, party: Party) -> Party:
        """With country and sector."""
        whole = country(party.name)
        kind: Kind = "country" if whole else party.kind
        if kind == "country" and not whole:
            kind = "organization" if sector(party.name) else "unknown"
        told = affiliation(party.passage.text)
        role = affiliation(party.role or "")
        named = affiliation(party.name)
        code = whole.country if whole else None
        for each in (told, role, named):
            code = code or (each.country if each else None)
        group = next((each.sector for each in (told, named) if each and each.sector), None)
        if group is None or kind == "person":
            described = sector(party.role or "") or (
                sector(party.passage.text) if kind != "country" else None
            )
            described = described or (
                sector(party.name) if kind not in ("person", "country") else None
            )
            group = described or (None if kind == "person" else group)
        if group is None and kind == "country":
            group = "GOV"
        return replace(party, kind=kind, country=code or self._of_bearer(party.name), sector=group)

    def _leading(self, span: Words) -> tuple[str, str] | None:
        """A country and who stands for it: "leaders of Kuwait", or a member of such a list."""
        annotation = self._annotation
        first, last = span
        for word in range(first + 1, last):
            if fold(annotation.word(word)) in _OF:
                name = annotation.words((word + 1, last))
                if not country(name):
                    return None
                role = self._noun(first, word - 1)
                return (_bare(name), role) if role else None
        name = annotation.words(span)
        if country(name):
            role = self._listed_role(first)
            return (_bare(name), role) if role else None
        return None

    def _noun(self, first: int, last: int) -> str:
        """The plural noun for those who govern, or what "those" repeats of that sort."""
        annotation = self._annotation
        if fold(annotation.word(last)) == "those":
            paragraph = annotation.encoded.paragraph
            for before in range(last - 1, max(-1, last - _FAR), -1):
                if paragraph[before] != paragraph[last]:
                    break
                if annotation.tag(before) == "NNS":
                    first = last = before
                    break
        words = annotation.words((first, last))
        return words if annotation.tag(last) == "NNS" and sector(words) == "GOV" else ""

    def _listed_role(self, first: int) -> str:
        """The role of who a country in a list stands for: "the leaders of X, Y and Z"."""
        annotation = self._annotation
        word = first - 1
        paragraph = annotation.encoded.paragraph
        while word > 0 and paragraph[word] == paragraph[first]:
            text = fold(annotation.word(word))
            inside = word in self._entities.by_word or text in (",", "and", "the", "&")
            if not inside:
                break
            word -= 1
        if word < 1 or fold(annotation.word(word)) not in _OF:
            return ""
        return self._noun(word - 1, word - 1)

    def _of_bearer(self, name: str) -> str | None:
        """The country that the article gives beside a name, anywhere."""
        if name not in self._countries:
            entity = self._by_name.get(name)
            self._countries[name] = self._beside(entity) if entity else None
        return self._countries[name]

    def _beside(self, entity: Entity) -> str | None:
        for span in entity.mentions[:_LOOKED_AT]:
            told = affiliation(self._before(span))
            if told is not None and told.country:
                return told.country
        return None

    def _before(self, span: Words) -> str:
        """The title before a name: "Russian President", "President of Russia, "."""
        annotation = self._annotation
        paragraph = annotation.encoded.paragraph
        first = span[0]
        office = False
        while first > 0 and span[0] - first < _NEAR and paragraph[first - 1] == paragraph[span[0]]:
            word = annotation.word(first - 1)
            comma = word == "," and first == span[0]
            small = fold(word) in ("of", "the", "for", "'", "’", "s")
            if not (comma or small or annotation.tag(first - 1) in _BEFORE_NAME):
                break
            first -= 1
            office = office or fold(word) in table("titles")
        if first < span[0] and annotation.word(span[0] - 1) == "," and not office:
            return ""
        return annotation.words((first, span[0] - 1)) if first < span[0] else ""

    def _trimmed(self, span: Words) -> Words:
        """Without an article in front and a possessive behind."""
        annotation = self._annotation
        first, last = span
        while first < last and (
            annotation.tag(first) == "DT" and fold(annotation.word(first)) in ("the", "a", "an")
        ):
            first += 1
        while last > first and (
            not annotation.word(last)[-1:].isalnum()
            or (annotation.word(last) == "s" and annotation.glued(last))
        ):
            if annotation.word(last) == "." and annotation.glued(last):
                break
            last -= 1
        return first, last

    def _passage(self, span: Words) -> Passage:
        encoded = self._annotation.encoded
        where = int(encoded.start[span[0]]), int(encoded.end[span[1]])
        return Passage.cut(self._annotation.text, [where])


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")
