"""What an article says that a person is: the office before a name, the words after it."""

from __future__ import annotations

import re
from bisect import bisect_right

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import Entities, Entity, fold
from sayso.extracting.phrases import LONGEST, MODIFIERS
from sayso.extracting.tables import table

_WORD = re.compile(r"\w+")
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx", "his", "her", "lady", "first"})
"""Forms of address that say nothing of what somebody is."""
_FURTHER = re.compile(
    r"\s(?:of|for|at|in|on|to|with|from|by|and|who|whose|which|that|based|turned|now|elected|named|"
    r"considered|including|visiting)\b|[,;(–—]"
)
_BEARER = re.compile(r"\w+(?:man|woman|person|member|men|women|members)")
_DOING = re.compile(r"\S\s+(?!acting|managing|running|founding|sitting|presiding)[a-z]+ing\s")
DIFFERENT = 20
"""Descriptions of one person that are compared."""


class Roles:
    """What an article says that people are, where it names them."""

    def __init__(self, annotation: Annotation, entities: Entities) -> None:
        self._annotation = annotation
        self._entities = entities
        self._found: dict[int, list[tuple[Words, str]]] = {}
        self._told: dict[int, list[tuple[Words, str]]] = {}
        self._words: dict[int, list[frozenset[str]]] = {}

    def words(self, entity: Entity) -> list[frozenset[str]]:
        """The folded words of each description of the entity, at most ``DIFFERENT`` of them."""
        known = self._words.get(id(entity))
        if known is None:
            every = (description for _, description in self._descriptions(entity))
            different = list(dict.fromkeys(every))[:DIFFERENT]
            known = [frozenset(_WORD.findall(fold(each))) for each in different]
            self._words[id(entity)] = known
        return known

    def latest(self, entity: Entity, before: int) -> str | None:
        """The last role up to word ``before``, or else the first after it."""
        told = self._told.get(id(entity))
        if told is None:
            told = self._told[id(entity)] = [
                (span, description)
                for span, description in self._descriptions(entity)
                if is_role(description)
            ]
        if not told:
            return None
        at = bisect_right(told, (before, before), key=lambda each: each[0])
        return told[max(0, at - 1)][1]

    def _descriptions(self, entity: Entity) -> list[tuple[Words, str]]:
        """What stands at the entity's names, in reading order."""
        known = self._found.get(id(entity))
        if known is None:
            known = self._found[id(entity)] = [
                (span, description)
                for span in entity.mentions
                if (description := _role_at(self._annotation, self._entities, span))
            ]
        return known


def is_role(description: str) -> bool:
    """Whether words beside a name say what that person is: a "comment" or an "ad" is no role."""
    head = _FURTHER.split(description, maxsplit=1)[0]
    words = fold(head).rstrip(" .").split()
    if not words or _DOING.search(head):
        return False
    last = words[-1]
    if last in _COURTESY:
        return description.lower().startswith("first lady")
    singular = last[:-3] + "y" if last.endswith("ies") else last.removesuffix("s")
    if _BEARER.fullmatch(last):
        return True
    forms = (last, singular, last.rsplit("-", 1)[-1])
    return any(each in table("role-heads") or each in table("titles") for each in forms)


def _role_at(annotation: Annotation, entities: Entities, span: Words) -> str | None:
    """What is said of a person right before the name or right after it."""
    first = span[0]
    while first > 0 and span[0] - first < LONGEST:
        word = first - 1
        text = annotation.word(word)
        other = entities.by_word.get(word)
        if annotation.encoded.paragraph[word] != annotation.encoded.paragraph[span[0]]:
            break
        if other and entities.at[other].label == "PERSON" and other[0] != other[1]:
            break
        if text == "." and not _abbreviated(annotation, word):
            break
        if annotation.tag(word) not in MODIFIERS and not (
            text in "-.’'/" and (annotation.glued(word) or annotation.glued(first))
        ):
            break
        first = word
    while first < span[0] and not annotation.word(first)[:1].isalnum():
        first += 1
    while first < span[0] and annotation.tag(first) in ("VBG", "VBN") and first + 1 < span[0]:
        first += 1
    if first < span[0] and any(annotation.tag(w)[:2] == "NN" for w in range(first, span[0])):
        return annotation.words((first, span[0] - 1))
    return _apposition(annotation, entities, span)


def _abbreviated(annotation: Annotation, stop: int) -> bool:
    """Whether a full stop belongs to the word before it: "Sen.", "Lt."."""
    word = annotation.word(stop - 1) if stop else ""
    return annotation.glued(stop) and word[:1].isupper() and fold(word) in table("titles")


def _apposition(annotation: Annotation, entities: Entities, span: Words) -> str | None:
    count = len(annotation.encoded)
    begin = span[1] + 2
    if begin >= count or annotation.word(span[1] + 1) != ",":
        return None
    if annotation.tag(begin) == "DT":
        begin += 1
    stop = begin
    paragraph = annotation.encoded.paragraph
    while stop < count and stop - begin < LONGEST and paragraph[stop] == paragraph[span[1]]:
        tag, text = annotation.tag(stop), annotation.word(stop)
        if text in (",", ";", "(", "“", "”", '"', "—", "–") or tag in ("WP", "WDT", "MD", "CC"):
            break
        if tag[:2] == "VB" and tag not in ("VBG", "VBN"):
            break
        stop += 1
    if stop >= count or annotation.word(stop) not in (",", "—", "–", ";") or stop == begin:
        closed = stop < count and annotation.tag(stop) in ("WP", "CC")
        if not closed:
            return None
    other = entities.by_word.get(begin)
    starts_name = other is not None and entities.at[other].label == "PERSON"
    if starts_name or annotation.tag(begin) not in ("NN", "NNP", "JJ", "NNS", "CD", "VBN"):
        return None
    if not any(annotation.tag(word) in ("NN", "NNP", "NNS") for word in range(begin, stop)):
        return None
    return annotation.words((begin, stop - 1))
