"""Who is named in an article: mentions of one name gathered under the fullest.

"Putin", "Vladimir Putin" and "President Vladimir Putin" are one person here;
so are "Justice Department" and, once introduced in brackets, "DOJ". Only
names are gathered; pronouns and descriptions are resolved in ``speakers``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from sayso.extracting.annotation import NAMED, Annotation, Words, runs
from sayso.extracting.tables import table

_POSSESSIVE = re.compile(r"['’]s?$")
_DETERMINER = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_INITIAL = re.compile(r"^[^\W\d_]\.?$")
_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
LONGEST_NAME = 12
"""Words; longer runs are errors of the tagger or hostile text."""
NAMESAKES = 50
"""How many of one surname are looked at; bounds the work on endless texts."""


@dataclass(slots=True)
class Entity:
    """A name that the article uses, with every place it uses it in."""

    label: str
    """PERSON, ORGANIZATION, LOCATION or MISC."""
    name: str
    """The fullest form, without titles."""
    tokens: tuple[str, ...]
    """Of the fullest form, folded."""
    mentions: list[Words] = field(default_factory=list)
    full: Words = (0, 0)
    """Where the fullest form stands first."""


@dataclass(slots=True)
class Entities:
    """All entities of one article, and which words name which."""

    all: list[Entity]
    at: dict[Words, Entity]
    """By mention."""
    by_word: dict[int, Words]
    """The mention that a word belongs to."""


def fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def find_entities(annotation: Annotation) -> Entities:
    """Gather the names of an article."""
    labels = [annotation.ner_names.index(name) for name in NAMED if name in annotation.ner_names]
    people: list[tuple[Words, tuple[str, ...]]] = []
    others: list[tuple[Words, str]] = []
    for found in runs(annotation.ner, labels):
        for run in _pieces(annotation, found):
            span = _trim(annotation, run)
            if span is None or span[1] - span[0] >= LONGEST_NAME:
                continue
            label = annotation.entity(span[0])
            if label == "PERSON":
                people.append((span, _tokens(annotation, span)))
            else:
                others.append((span, label))
    entities = [*_people(annotation, people), *_others(annotation, others)]
    at = {span: entity for entity in entities for span in entity.mentions}
    by_word = {word: span for span in at for word in range(span[0], span[1] + 1)}
    return Entities(entities, at, by_word)


def _pieces(annotation: Annotation, run: Words) -> list[Words]:
    """A name does not go on over the end of a line, nor over a bracket."""
    paragraph = annotation.encoded.paragraph
    pieces, begin = [], run[0]
    for word in range(run[0], run[1] + 1):
        bracket = annotation.word(word) in ("(", ")", "[", "]")
        if bracket or (word > run[0] and paragraph[word] != paragraph[word - 1]):
            if word > begin:
                pieces.append((begin, word - 1))
            begin = word + bracket
    return [*pieces, (begin, run[1])] if begin <= run[1] else pieces


def _trim(annotation: Annotation, span: Words) -> Words | None:
    """Without titles in front, and without "'s" and punctuation behind."""
    first, last = span
    titles = table("titles")
    person = annotation.entity(first) == "PERSON"
    while first <= last:
        word = annotation.word(first)
        title = person and fold(word).rstrip(".") in titles and first < last
        if title or not word[:1].isalnum() or (word == "s" and annotation.glued(first)):
            first += 1
        else:
            break
    while last >= first:
        word = annotation.word(last)
        possessive = word in ("s", "S") and last > first and annotation.word(last - 1) in ("'", "’")
        initial = word == "." and last > first and len(annotation.word(last - 1)) <= 2
        if possessive or (not word[-1:].isalnum() and not initial):
            last -= 1
        else:
            break
    return (first, last) if first <= last else None


def _tokens(annotation: Annotation, span: Words) -> tuple[str, ...]:
    """The folded words of a name, joined where no space parts them."""
    parts: list[str] = []
    for word in range(span[0], span[1] + 1):
        piece = fold(annotation.word(word))
        if parts and annotation.glued(word):
            parts[-1] += piece
        else:
            parts.append(piece)
    cleaned = [_POSSESSIVE.sub("", part).strip(".,\"“”") for part in parts]
    return tuple(part for part in cleaned if part and any(c.isalnum() for c in part))


def _people(annotation: Annotation, found: list[tuple[Words, tuple[str, ...]]]) -> list[Entity]:
    """Full names first; then the parts of names that stand alone."""
    entities: list[Entity] = []
    by_surname: dict[str, list[Entity]] = defaultdict(list)
    by_token: dict[str, list[Entity]] = defaultdict(list)

    def add(span: Words, tokens: tuple[str, ...]) -> Entity:
        entity = Entity("PERSON", annotation.words(span), tokens, full=span)
        entities.append(entity)
        by_surname[_surname(tokens)].append(entity)
        for token in tokens:
            by_token[token].append(entity)
        return entity

    for span, tokens in found:
        if len(tokens) < 2:
            continue
        same = [
            entity
            for entity in by_surname[_surname(tokens)][-NAMESAKES:]
            if _compatible(entity.tokens, tokens)
        ]
        entity = same[-1] if same else add(span, tokens)
        insort(entity.mentions, span)
        if len(tokens) > len(entity.tokens) or (
            entity.name.isupper() and not annotation.words(span).isupper()
        ):
            entity.tokens, entity.name, entity.full = tokens, annotation.words(span), span
            for token in tokens:
                if entity not in by_token[token]:
                    by_token[token].append(entity)
    for span, tokens in found:
        if len(tokens) != 1:
            continue
        known = by_surname.get(tokens[0]) or by_token.get(tokens[0])
        entity = _nearest(known, span) if known else add(span, tokens)
        insort(entity.mentions, span)
    return entities


def _surname(tokens: tuple[str, ...]) -> str:
    return tokens[-2] if len(tokens) > 2 and tokens[-1] in _SUFFIX else tokens[-1]


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two full names with one surname may be one person's."""
    first, second = one[0], other[0]
    if first == second:
        return True
    if _INITIAL.match(first) or _INITIAL.match(second):
        return first[0] == second[0]
    short, long = sorted((one, other), key=len)
    return set(short) <= set(long)


def _nearest(entities: list[Entity], span: Words) -> Entity:
    """The entity named last before ``span``, or first after it."""

    def distance(entity: Entity) -> tuple[bool, int]:
        place = bisect_left(entity.mentions, span)
        if place:
            return False, span[0] - entity.mentions[place - 1][0]
        return True, entity.mentions[place][0] - span[0] if entity.mentions else 0

    return min(entities[-NAMESAKES:], key=distance)


def _others(annotation: Annotation, found: list[tuple[Words, str]]) -> list[Entity]:
    """Organizations, places and the rest: by equal name, or by an acronym in brackets."""
    forms: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for span, label in found:
        key = _DETERMINER.sub("", fold(annotation.words(span)))
        forms[key].append((span, label))
    long_of: dict[str, str] = {}
    for span, _ in found:
        acronym = _bracketed(annotation, span)
        if acronym:
            long_of[fold(acronym)] = _DETERMINER.sub("", fold(annotation.words(span)))
    entities: dict[str, Entity] = {}
    for key, places in forms.items():
        target = long_of.get(key, key)
        chosen = forms.get(target, places)
        entity = entities.get(target)
        if entity is None:
            label = Counter(label for _, label in chosen).most_common(1)[0][0]
            span = next((s for s, _ in chosen if not annotation.words(s).isupper()), chosen[0][0])
            name = _DETERMINER.sub("", annotation.words(span))
            entity = entities[target] = Entity(label, name, tuple(target.split()), full=span)
        entity.mentions.extend(span for span, _ in places)
    for entity in entities.values():
        entity.mentions.sort()
    return list(entities.values())


def _bracketed(annotation: Annotation, span: Words) -> str | None:
    """The acronym in brackets right after a name, if its letters fit."""
    after = span[1] + 1
    if after + 2 >= len(annotation.encoded) or annotation.word(after) != "(":
        return None
    acronym = annotation.word(after + 1)
    if not (acronym.isupper() and len(acronym) > 1 and annotation.word(after + 2) == ")"):
        return None
    initials = "".join(word[0] for word in re.findall(r"\w+", annotation.words(span)))
    letters = iter(fold(initials))
    return acronym if all(c in letters for c in fold(acronym)) else None
