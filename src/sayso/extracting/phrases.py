"""The shape of a source's words: its head, and what describes it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import Entities, Entity, fold
from sayso.extracting.tables import table

_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "JJ", "JJS", "WP", "FW")
_ENDS = frozenset(
    {"IN", "TO", "WDT", "WP", "WP$", "WRB", "VBD", "VBZ", "VBP", "VB", "VBG", "VBN", "MD", "RB"}
)
_MODIFIERS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "FW", "POS"}
)
_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "these", "those"})
_KEPT = frozenset({"these", "those"})
"""Determiners without which a description says something else: "those surveyed"."""
_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})
_ENDING = re.compile(r"(?:[\s,;:]|[’']s?)+$")
_WORD = re.compile(r"\w+")
DIFFERENT = 20
"""Descriptions of one person that are compared."""
LONGEST_ROLE = 24
"""Words that a role may have."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its parts. All in words of the article."""

    span: Words
    segment: Words
    """From the first word to the last of the part that holds the head."""
    head: int
    names: tuple[Words, ...]
    """Mentions that the phrase itself is about, not those that only describe it."""
    determiner: str
    """Folded, or empty."""


def phrase(annotation: Annotation, entities: Entities, span: Words) -> Phrase:
    """Take a source's words apart."""
    first, last = span
    while last > first and not annotation.word(last)[-1:].isalnum():
        last -= 1
    while first < last and not annotation.word(first)[:1].isalnum():
        first += 1
    # "it further", "a new ad Thursday"
    while last > first and (annotation.tag(last) == "RB" or annotation.entity(last) == "DATE"):
        last -= 1
    determiner = ""
    opening = fold(annotation.word(first))
    if opening in _DETERMINERS or opening in _POSSESSIVES:
        determiner = opening
    stop = _segment_end(annotation, entities, first, last)
    head = stop
    while head > first and annotation.tag(head) not in _NOMINAL:
        head -= 1
    return Phrase(
        (first, last), (first, stop), head, _names(annotation, entities, first, last), determiner
    )


def _segment_end(annotation: Annotation, entities: Entities, first: int, last: int) -> int:
    """The last word before a comma, a preposition or a verb."""
    for word in range(first + 1, last + 1):
        mark = not annotation.word(word)[:1].isalnum()
        if entities.by_word.get(word) and not mark:
            continue
        if (mark and not _inside_word(annotation, word, last)) or annotation.tag(word) in _ENDS:
            return word - 1
    return last


def _inside_word(annotation: Annotation, word: int, last: int) -> bool:
    """A hyphen, slash, full stop or apostrophe between or right after letters."""
    return (
        annotation.word(word) in "-‐‑/.'’&$%"
        and (annotation.glued(word) or annotation.word(word) in "$&")
    ) or (word < last and annotation.glued(word) and annotation.glued(word + 1))


def _names(annotation: Annotation, entities: Entities, first: int, last: int) -> tuple[Words, ...]:
    """The mentions that stand as heads: alone, after a title, in apposition, in a list.

    Not those after a preposition ("a spokesman for Trump"), before a noun
    ("Clinton campaign chairman") or in the possessive ("Trump’s lawyer").
    """
    found: list[Words] = []
    word = first
    while word <= last:
        span = entities.by_word.get(word)
        if span is None:
            word += 1
            continue
        if span[1] <= last and _is_head(annotation, entities, span, first, last, found):
            found.append(span)
        word = span[1] + 1
    return tuple(found)


def _is_head(
    annotation: Annotation,
    entities: Entities,
    span: Words,
    first: int,
    last: int,
    found: list[Words],
) -> bool:
    after = span[1] + 1
    if after <= last:
        following = annotation.word(after)
        if following in ("'", "’", "-", "/") and annotation.glued(after):
            return False
        if following[:1].isalnum() and annotation.tag(after) in _MODIFIERS:
            return entities.at[span].label == "PERSON" and annotation.tag(after) in ("VBN", "VBG")
    before = _before_title(annotation, span, first)
    if before < first:
        return True
    previous = annotation.word(before)
    tag = annotation.tag(before)
    person = entities.at[span].label == "PERSON"
    if found:
        if person and previous == "," and entities.at[found[-1]].label != "PERSON":
            # "The Taoiseach, Ruairí Delahunt": the office was taken for a name.
            found.clear()
            return True
        # A second head has to be listed with the first, as a name of its own.
        listed = tag == "CC" or (previous == "," and _listed(annotation, span, last))
        between = range(found[-1][1] + 1, span[0])
        return listed and not any(annotation.tag(w) in _ENDS for w in between)
    if tag in ("IN", "TO", "CC") or tag.startswith("V"):
        return False
    if previous in (",", "–", "—", "("):
        # "The Undersecretary for Protocol, Hamad bin Thuwaini"
        return person
    segment = range(first, span[0])
    if any(annotation.tag(w) in ("IN", "TO") for w in segment):
        # "President of the Republic of India Droupadi Murmu"
        return person
    return True


def _before_title(annotation: Annotation, span: Words, first: int) -> int:
    """The last word before a name and the titles that lead up to it."""
    titles = table("titles")
    word = span[0] - 1
    while word >= first:
        text = annotation.word(word)
        dot = text == "." and annotation.glued(word)
        if not dot and annotation.tag(word) != "DT" and fold(text) not in titles:
            break
        word -= 1
    return word


def _listed(annotation: Annotation, span: Words, last: int) -> bool:
    """A comma or "and" with another name follows, as in lists."""
    after = span[1] + 1
    return after < last and (annotation.word(after) == "," or annotation.tag(after) == "CC")


def about(annotation: Annotation, found: Phrase, kind: str) -> tuple[Words, ...]:
    """The names that a source of this kind is to be resolved to.

    "Many Democrats" and "Local Republicans" are no entity of that name, and a
    study is not the economists whom it is by.
    """
    if all(annotation.tag(span[1]) == "NNPS" for span in found.names):
        return ()
    if kind == "document" and found.names[0][0] > found.segment[1]:
        return ()
    return found.names


def anaphoric(annotation: Annotation, entities: Entities, found: Phrase, person: bool) -> bool:
    """Whether a description without a name may stand for somebody named elsewhere.

    "The retired general" and "Russian President" may; "Belarus’s embassy in
    London", "a spokesman", "officials" and "his donors" speak for themselves.
    So does, unless it is about a person, what says more than "the ministry".
    """
    if found.determiner in ("a", "an") or found.determiner in _POSSESSIVES:
        return False
    first, last = found.segment
    plural = annotation.tag(found.head) in ("NNS", "NNPS")
    if plural and found.determiner not in ("the", "these", "those"):
        return False
    if not person and found.head - first > (found.determiner != ""):
        return False
    words = range(first, found.span[1] + 1)
    if any(annotation.tag(word) == "POS" for word in words):
        return False
    if any(annotation.tag(word) in ("IN", "TO") for word in range(last + 1, found.span[1] + 1)):
        return not any(word in entities.by_word for word in range(last + 1, found.span[1] + 1))
    return annotation.tag(found.head)[:2] == "NN"


def capitalised(annotation: Annotation, found: Phrase) -> bool:
    """Whether the head is written and tagged as a name, whatever the name tagger says."""
    return capitalised_at(annotation, found.head)


def capitalised_at(annotation: Annotation, word: int) -> bool:
    """Whether a word is written and tagged as part of a name."""
    return annotation.encoded.case[word] in (1, 2, 3) and annotation.tag(word) in ("NNP", "NNPS")


def before_relative(annotation: Annotation, pronoun: int) -> Words | None:
    """The noun phrase that "who" or "which" hangs on: the one that ends before it."""
    paragraph = annotation.encoded.paragraph
    last = pronoun - 1
    while last >= 0 and annotation.word(last) in (",", "(", "—", "–"):
        last -= 1
    first = last + 1
    while (
        first > 0
        and last - first < LONGEST_ROLE
        and paragraph[first - 1] == paragraph[pronoun]
        and (
            annotation.tag(first - 1) in (*_MODIFIERS, "DT", "PRP$", "CC")
            or annotation.word(first - 1) in ("-", ".", "’", "'")
        )
    ):
        first -= 1
    while first <= last and annotation.tag(first) in ("CC", "IN", "VBG", "VBN"):
        first += 1
    return (first, last) if first <= last else None


def described(annotation: Annotation, found: Phrase) -> str:
    """An unnamed source as the article words it, without article and relative clause."""
    first, last = found.span
    if found.determiner and found.determiner not in _KEPT and first < last:
        first += 1
    if capitalised(annotation, found) and annotation.tag(found.head) != "NNPS":
        # "Shoe maker Passolargo": the name is enough.
        name = found.head
        while name > first and capitalised_at(annotation, name - 1):
            name -= 1
        lower = any(
            annotation.tag(word) == "NN" and annotation.encoded.case[word] == 0
            for word in range(first, name)
        )
        if lower:
            first = name
    for word in range(first + 1, last + 1):
        if annotation.word(word) == "," or annotation.tag(word) in ("WDT", "WP"):
            last = word - 1
            break
    while first < last and not annotation.word(first)[:1].isalnum():
        first += 1
    text = annotation.words((first, last))
    return _ENDING.sub("", text) or text


class Roles:
    """What an article says that people are, where it names them."""

    def __init__(self, annotation: Annotation, entities: Entities) -> None:
        self._annotation = annotation
        self._entities = entities
        self._found: dict[int, tuple[list[Words], list[str]]] = {}
        self._words: dict[int, list[frozenset[str]]] = {}

    def words(self, entity: Entity) -> list[frozenset[str]]:
        """The folded words of each description of the entity, at most ``DIFFERENT`` of them."""
        known = self._words.get(id(entity))
        if known is None:
            self.latest(entity, 0)
            different = list(dict.fromkeys(self._found[id(entity)][1]))[:DIFFERENT]
            known = [frozenset(_WORD.findall(fold(each))) for each in different]
            self._words[id(entity)] = known
        return known

    def latest(self, entity: Entity, before: int) -> str | None:
        """The last description up to word ``before``, or else the first after it."""
        known = self._found.get(id(entity))
        if known is None:
            known = self._found[id(entity)] = ([], [])
            for span in entity.mentions:
                description = _role_at(self._annotation, self._entities, span)
                if description:
                    known[0].append(span)
                    known[1].append(description)
        places, descriptions = known
        if not places:
            return None
        return descriptions[max(0, bisect_right(places, (before, before)) - 1)]


def _role_at(annotation: Annotation, entities: Entities, span: Words) -> str | None:
    """What is said of a person right before the name or right after it."""
    first = span[0]
    while first > 0 and span[0] - first < LONGEST_ROLE:
        word = first - 1
        text = annotation.word(word)
        other = entities.by_word.get(word)
        if annotation.encoded.paragraph[word] != annotation.encoded.paragraph[span[0]]:
            break
        if other and entities.at[other].label == "PERSON" and other[0] != other[1]:
            break
        if text == "." and not _abbreviated(annotation, word):
            break
        if annotation.tag(word) not in _MODIFIERS and not (
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
    while stop < count and stop - begin < LONGEST_ROLE and paragraph[stop] == paragraph[span[1]]:
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
