"""The shape of a source's words: its head, and what describes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import Entities, fold
from sayso.extracting.tables import table

_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "JJ", "JJS", "WP", "FW")
_ENDS = frozenset(
    {"IN", "TO", "WDT", "WP", "WP$", "WRB", "VBD", "VBZ", "VBP", "VB", "VBG", "VBN", "MD", "RB"}
)
MODIFIERS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "FW", "POS"}
)
_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "these", "those"})
_KEPT = frozenset({"these", "those"})
"""Determiners without which a description says something else: "those surveyed"."""
_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})
_ENDING = re.compile(r"(?:[\s,;:]|[’']s?)+$")
LONGEST = 24
"""Words that a description may have."""


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
        if following[:1].isalnum() and annotation.tag(after) in MODIFIERS:
            return entities.at[span].label == "PERSON" and annotation.tag(after) in ("VBN", "VBG")
    before = _before_title(annotation, span, first)
    if before < first:
        return True
    previous = annotation.word(before)
    tag = annotation.tag(before)
    if annotation.glued(before) and before > first:
        # "Fox’s Ada Quill", "the Tresk-based lawyer Ada Quill"
        tag = "POS" if previous == "s" else "JJ" if tag == "VBN" else tag
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
    plural = any(annotation.tag(w) == "NNS" for w in range(first, span[0]))
    if previous in (",", "–", "—", "("):
        # "The Undersecretary for Protocol, Hamad bin Thuwaini"
        return person and not plural
    segment = range(first, span[0])
    if any(annotation.tag(w) in ("IN", "TO") for w in segment):
        # "President of the Republic of India Droupadi Murmu"
        return person and _office_of(annotation, segment)
    return True


def _office_of(annotation: Annotation, words: range) -> bool:
    """Whether the noun before the first "of" is an office, and one that is no spokesman's."""
    preposition = next(w for w in words if annotation.tag(w) in ("IN", "TO"))
    noun = fold(annotation.word(preposition - 1)) if preposition > words[0] else ""
    return noun in table("titles") and not noun.startswith("spokes")


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


def about(
    annotation: Annotation, entities: Entities, found: Phrase, kind: str
) -> tuple[Words, ...]:
    """The names that a source of this kind is to be resolved to.

    "Many Democrats" and "Local Republicans" are no entity of that name, and a
    study is not the economists whom it is by.
    """
    if all(annotation.tag(span[1]) == "NNPS" for span in found.names):
        return ()
    first = found.names[0]
    begin = found.span[0] + (found.determiner == "the")
    if begin < first[0] and entities.at[first].label == "MISC" and len(found.names) == 1:
        return ()
    if kind == "document" and found.names[0][0] > found.segment[1]:
        return ()
    return found.names


def capitalised(annotation: Annotation, found: Phrase) -> bool:
    """Whether the head is written and tagged as a name, whatever the name tagger says."""
    return capitalised_at(annotation, found.head)


def capitalised_at(annotation: Annotation, word: int) -> bool:
    """Whether a word is written and tagged as part of a name."""
    return annotation.encoded.case[word] in (1, 2, 3) and annotation.tag(word) in ("NNP", "NNPS")


def before_relative(annotation: Annotation, entities: Entities, pronoun: int) -> Words | None:
    """The noun phrase that "who" or "which" hangs on: the one that ends before it.

    A name stands for what is said of it: "Mitch Roke, the minority leader, who".
    """
    paragraph = annotation.encoded.paragraph
    last = pronoun - 1
    while last >= 0 and annotation.word(last) in (",", "(", "—", "–"):
        last -= 1
    first = last + 1
    while (
        first > 0
        and last - first < LONGEST
        and paragraph[first - 1] == paragraph[pronoun]
        and (
            annotation.tag(first - 1) in (*MODIFIERS, "DT", "PRP$", "CC")
            or annotation.word(first - 1) in ("-", ".", "’", "'")
        )
    ):
        first -= 1
    while first <= last and annotation.tag(first) in ("CC", "IN", "VBG", "VBN"):
        first += 1
    if first > last:
        return None
    if first > 1 and annotation.word(first - 1) == "," and last not in entities.by_word:
        name = entities.by_word.get(first - 2)
        if name is not None and entities.at[name].label == "PERSON":
            return name
    return first, last


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for line in table("function-words") for word in line.split())


def described(annotation: Annotation, found: Phrase, kind: str = "person") -> str:
    """An unnamed source as the article words it, without article and relative clause.

    Of a document it does not matter where it was seen: "a report obtained by Reuters".
    """
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
        if (
            kind == "document"
            and annotation.tag(word) in ("VBN", "VBD")
            and word > found.segment[1]
        ):
            last = word - 1
            break
    while last > first and annotation.tag(last) in ("VBN", "VBG", "IN", "TO", "RB"):
        last -= 1
    while first < last and not annotation.word(first)[:1].isalnum():
        first += 1
    text = annotation.words((first, last))
    opening = annotation.word(first)
    named = annotation.tag(first) in ("NNP", "NNPS")
    if opening.istitle() and not named and opening.lower() in _function_words():
        text = text[0].lower() + text[1:]  # "Some", at the start of a sentence
    return _ENDING.sub("", text) or text
