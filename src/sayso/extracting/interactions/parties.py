"""From the words beside a predicate to the parties that they stand for."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.conjuncts import conjuncts
from sayso.extracting.entities import Entities, Entity, fold
from sayso.extracting.interactions.decoding import Participant
from sayso.extracting.interactions.naming import affiliation, country, sector
from sayso.extracting.sentences import sentence_around
from sayso.extracting.speakers import Resolver
from sayso.extracting.tables import table
from sayso.records import Kind, Party, Passage, Speaker

_SELF = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})
_THIRD = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
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
        self._resolved: dict[Words, tuple[Speaker, ...]] = {}

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
            speakers = self._named(self._person(span), found)
        for speaker in speakers:
            named = speaker.name in self._by_name
            party = self._completed(
                Party(
                    name=speaker.name,
                    passage=passage,
                    kind=speaker.kind if named or not self._plural(span) else "group",
                    role=speaker.role,
                    mention=speaker.mention,
                    confidence=found.probability * speaker.confidence,
                )
            )
            yield self._own(self._beside_pronoun(party, span), span)

    def _named(self, span: Words, found: Participant) -> tuple[Speaker, ...]:
        """Who words stand for; asked once, as one party may take part in many acts."""
        if span not in self._resolved:
            self._resolved[span] = self._resolver.party(span, found.kind)
        return self._resolved[span]

    def _person(self, span: Words) -> Words:
        """The name of a person that ends a phrase which begins with another name.

        "U.S. Secretary Ada Quill" is Quill, and no country.
        """
        name = self._entities.by_word.get(span[1])
        if name is None or name[0] <= span[0] or self._entities.at[name].label != "PERSON":
            return span
        opening = self._entities.by_word.get(span[0])
        titled = range(span[0], name[0])
        listed = any(self._annotation.tag(word) in (",", "CC", "IN", "POS") for word in titled)
        return name if opening not in (None, name) and not listed else span

    def instead(
        self, party: Party, names: Container[str], speaking: Sequence[Speaker]
    ) -> Party | None:
        """Who acts on somebody of these names: never themselves by a pronoun.

        Of "the minister said he had advised Quill", taken for Quill, "he" is the minister.
        """
        if party.name not in names or not _pronoun(party):
            return party
        for speaker in speaking:
            if speaker.name not in names:
                bare = replace(party, name=speaker.name, kind=speaker.kind, role=speaker.role)
                found = replace(bare, mention=speaker.mention, country=None, sector=None)
                return self._completed(found)
        return None

    def besides(self, names: Container[str], party: Party) -> Party | None:
        """A party that acts on nobody of these names: another, or nobody if it is a pronoun.

        A description that was taken for who acts is somebody else: "the envoy" of "Calder
        praised the envoy".
        """
        if party.name not in names:
            return party
        if len(party.passage.text.split()) < 2 or party.passage.text in party.name:
            return None
        return self._described(party)

    def _described(self, party: Party) -> Party:
        """Under the words that stand there."""
        kind = "person" if party.kind == "person" else party.kind
        bare = replace(party, name=party.passage.text, kind=kind, role=None, mention=None)
        return self._completed(replace(bare, country=None, sector=None))

    def _own(self, party: Party, span: Words) -> Party:
        """Under its own words where the name cannot be theirs: of another country, or no name."""
        words = party.passage.text
        if not any(letter.isalpha() for letter in party.name):
            return self._described(party)
        if party.name in words or self._annotation.tag(span[0])[:2] == "PR":
            return party
        told = affiliation(words)
        theirs = self._of_bearer(party.name)
        if told and told.country and theirs and told.country != theirs:
            return self._described(party)
        before = fold(self._annotation.word(span[0] - 1)) if span[0] else ""
        if before in ("a", "an") or self._annotation.tag(span[0]) == "CD":
            return self._described(party)
        return party

    def _beside_pronoun(self, party: Party, span: Words) -> Party:
        """With the name itself as words, where its sentence holds it: "Quill said she met"."""
        if span[0] != span[1] or self._annotation.tag(span[0]) not in ("PRP", "PRP$", "WP"):
            return party
        text = self._annotation.text
        where = self._passage(span).fragments[0]
        start, _ = sentence_around(text, *where)
        entity = self._by_name.get(party.name)
        places = [self._passage(each).fragments[0] for each in entity.mentions] if entity else []
        if party.mention is not None:
            places.append((party.mention.start, party.mention.end))
        before = [each for each in places if start <= each[0] and each[1] <= where[0]]
        if not before:
            return party
        return replace(party, passage=Passage.cut(text, [max(before)]), mention=None)

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
        if party.role and country(party.role):
            party = replace(party, role=None)
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


def _pronoun(party: Party) -> bool:
    return party.passage.text != party.name and fold(party.passage.text) in _THIRD


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")
