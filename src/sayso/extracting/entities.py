"""Who is named in an article: mentions of one name gathered under the fullest.

"Putin", "Vladimir Putin" and "President Vladimir Putin" are one person here;
so are "Justice Department" and, once introduced in brackets, "DOJ". Only
names are gathered; pronouns and descriptions are resolved in ``speakers``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.names import find_names, fold
from sayso.extracting.tables import table

_POSSESSIVE = re.compile(r"['’]s?$")
_DETERMINER = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_INITIAL = re.compile(r"^[^\W\d_]\.?$")
_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
NAMESAKES = 50
"""How many of one surname are looked at; bounds the work on endless texts."""


@dataclass(slots=True, eq=False)
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


def find_entities(annotation: Annotation) -> Entities:
    """Gather the names of an article."""
    people: list[tuple[Words, tuple[str, ...]]] = []
    others: list[tuple[Words, str]] = []
    for span, label in find_names(annotation):
        if label == "PERSON":
            people.append((span, _tokens(annotation, span)))
        else:
            others.append((span, label))
    surnames = {tokens[-1] for _, tokens in people if len(tokens) > 1}
    people.extend(_missed(annotation, surnames))
    named: list[tuple[Words, str]] = []
    for span, label in others:
        # The tagger takes a lone surname for something else now and then.
        alone = span[0] == span[1] and label != "LOCATION"
        if alone and fold(annotation.word(span[0])) in surnames:
            people.append((span, _tokens(annotation, span)))
        else:
            named.append((span, label))
    people.sort()
    entities = [*_people(annotation, people), *_others(annotation, named)]
    at = {span: entity for entity in entities for span in entity.mentions}
    by_word = {word: span for span in at for word in range(span[0], span[1] + 1)}
    return Entities(entities, at, by_word)


def _missed(annotation: Annotation, surnames: set[str]) -> Iterator[tuple[Words, tuple[str, ...]]]:
    """Surnames of people who are named in full elsewhere, alone where the tagger saw none."""
    nothing = annotation.ner_names.index("O")
    alone = (annotation.ner == nothing) & (annotation.encoded.case == 1)
    for word in np.flatnonzero(alone).tolist():
        if fold(annotation.word(word)) not in surnames or annotation.tag(word) != "NNP":
            continue
        beside = [each for each in (word - 1, word + 1) if 0 <= each < len(annotation.encoded)]
        if not any(annotation.tag(each)[:3] == "NNP" for each in beside):
            yield (word, word), _tokens(annotation, (word, word))


def _tokens(annotation: Annotation, span: Words) -> tuple[str, ...]:
    """The folded words of a name, joined where no space parts them."""
    parts: list[str] = []
    for word in range(span[0], span[1] + 1):
        piece = fold(annotation.word(word))
        if parts and annotation.glued(word):
            parts[-1] += piece
        else:
            parts.append(piece)
    cleaned = [_POSSESSIVE.sub("", part).strip('.,"“”') for part in parts]
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
            for token in set(tokens).difference(entity.tokens):
                by_token[token].append(entity)
            entity.tokens, entity.name, entity.full = tokens, annotation.words(span), span
    for span, tokens in found:
        if len(tokens) != 1:
            continue
        known = by_surname.get(tokens[0]) or by_token.get(tokens[0])
        entity = _likeliest(known, span) if known else add(span, tokens)
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


def _likeliest(entities: list[Entity], span: Words) -> Entity:
    """Whom part of a name means: who was named before it, most often."""

    def rank(entity: Entity) -> tuple[bool, int, int]:
        before = bisect_left(entity.mentions, span)
        return before > 0, len(entity.mentions), -entity.full[0]

    return max(entities[-NAMESAKES:], key=rank)


def _others(annotation: Annotation, found: list[tuple[Words, str]]) -> list[Entity]:
    """Organizations, places and the rest: by equal name, or by an acronym in brackets."""
    forms: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for span, label in found:
        key = _DETERMINER.sub("", fold(annotation.words(span)))
        forms[key].append((span, label))
    long_of = _short_forms(annotation, found, forms)
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


def _short_forms(
    annotation: Annotation,
    found: list[tuple[Words, str]],
    forms: Mapping[str, list[tuple[Words, str]]],
) -> dict[str, str]:
    """From "doj" or "times" to the one long name that it stands for."""
    long_of: dict[str, str] = {}
    by_initials: dict[str, str] = {}
    by_end: dict[str, set[str]] = defaultdict(set)
    by_start: dict[str, set[str]] = defaultdict(set)
    for key, places in forms.items():
        name = _DETERMINER.sub("", annotation.words(places[0][0]))
        capitals = [word for word in re.findall(r"\w+", name) if word[0].isupper()]
        plural = annotation.tag(places[0][0][1]) == "NNPS"
        if len(capitals) > 1 and places[0][1] == "ORGANIZATION" and not plural:
            by_initials.setdefault(initials(name), key)
            by_end[fold(capitals[-1])].add(key)
            for cut in range(1, len(capitals)):
                if all(fold(word) in table("bodies") for word in capitals[cut:]):
                    by_start[fold(" ".join(capitals[:cut]))].add(key)
                elif not any(fold(word) in table("bodies") for word in capitals[:cut]):
                    by_end[fold(" ".join(capitals[cut:]))].add(key)
    for span, label in found:
        key = _DETERMINER.sub("", fold(annotation.words(span)))
        acronym = _bracketed(annotation, span)
        if acronym:
            long_of[fold(acronym)] = key
        text = annotation.words(span)
        letters = fold(text).replace(".", "").replace(" ", "")
        if text.replace(".", "").isupper() and 1 < len(letters) < 8 and letters in by_initials:
            long_of.setdefault(key, by_initials[letters])
        elif label == "ORGANIZATION" and len(by_start.get(key, ())) == 1:
            long_of.setdefault(key, next(iter(by_start[key])))
        elif label != "LOCATION" and len(by_end.get(key, ())) == 1:
            long_of.setdefault(key, next(iter(by_end[key])))
    return {short: long for short, long in long_of.items() if long not in long_of}


def initials(name: str) -> str:
    """The folded first letters of a name's capitalised words."""
    return fold("".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper()))


def _bracketed(annotation: Annotation, span: Words) -> str | None:
    """The acronym in brackets right after a name, if its letters fit."""
    after = span[1] + 1
    if after + 2 >= len(annotation.encoded) or annotation.word(after) != "(":
        return None
    acronym = annotation.word(after + 1)
    if not (acronym.isupper() and len(acronym) > 1 and annotation.word(after + 2) == ")"):
        return None
    first = "".join(word[0] for word in re.findall(r"\w+", annotation.words(span)))
    letters = iter(fold(first))
    return acronym if all(c in letters for c in fold(acronym)) else None


__all__ = ["Entities", "Entity", "find_entities", "fold", "initials"]
