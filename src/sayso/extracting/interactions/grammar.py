"""What the parts of speech around a predicate tell: phrases beside it, passives, possessives."""

from __future__ import annotations

import re

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import Entities, fold
from sayso.extracting.interactions.decoding import Participant
from sayso.extracting.interactions.naming import affiliation, sector

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
INTO = frozenset({"into", "by", "of", "on", "to", "with", "against", "for", "from", "at", "upon"})
"""Prepositions before whom an act is done to."""
_CHAINS = frozenset({"of", "for", "in", "by", "that", "whether", "from", "between"})
_LONGEST = 16
"""Words of a phrase with all that hangs on it."""
SURE = 0.6
"""Probability from which the model is believed against the grammar."""
GUESSED = 0.7
"""Of a party that the model did not link."""


def passive(annotation: Annotation, verb: int) -> bool:
    """Whether a form of "be" stands before a verb, with nothing but adverbs and auxiliaries."""
    word = verb - 1
    while word >= 0 and annotation.tag(word)[:2] in ("RB", "VB", "MD"):
        if fold(annotation.word(word)) in _BE:
            return True
        word -= 1
    return False


def word_before(annotation: Annotation, each: Participant) -> str:
    """The word before a party, folded; nothing at the beginning."""
    return fold(annotation.word(each.words[0] - 1)) if each.words[0] else ""


def possessive(annotation: Annotation, word: int) -> bool:
    """Whether a word ends in a possessive, or one follows."""
    end = int(annotation.encoded.end[word])
    return bool(re.match(r"['’]", annotation.text[end : end + 1])) or bool(
        re.search(r"['’]s?$", annotation.text[max(0, end - 2) : end])
    )


def phrase_behind(annotation: Annotation, word: int, *, chained: bool = False) -> Words | None:
    """The noun phrase that follows a word, over one preposition.

    With ``chained`` all that hangs on it: "the death of a miner", "claims that guards".
    """
    first = word + 1
    if first < len(annotation.encoded) and fold(annotation.word(first)) in INTO:
        first += 1
    last = _end_of_phrase(annotation, first)
    while (
        chained and last >= first and last - first < _LONGEST and last + 1 < len(annotation.encoded)
    ):
        if fold(annotation.word(last + 1)) not in _CHAINS:
            break
        further = _end_of_phrase(annotation, last + 2)
        if further < last + 2:
            break
        last = further
    while first < last and annotation.tag(first) in ("DT", "PRP$"):
        first += 1
    while last >= first and annotation.tag(last)[:2] != "NN":
        last -= 1
    return (first, last) if last >= first else None


def phrase_before(annotation: Annotation, verb: int) -> Words | None:
    """The noun phrase right before a verb and its auxiliaries."""
    paragraph = annotation.encoded.paragraph
    last = verb - 1
    while last >= 0 and annotation.tag(last)[:2] in ("MD", "VB", "RB"):
        last -= 1
    first = last + 1
    while (
        first > 0
        and paragraph[first - 1] == paragraph[verb]
        and annotation.tag(first - 1)[:2] in ("JJ", "NN", "CD", "HY", "PO")
    ):
        first -= 1
    return (first, last) if first <= last and annotation.tag(last)[:2] == "NN" else None


def _end_of_phrase(annotation: Annotation, first: int) -> int:
    """The last word of the noun phrase that begins at a word; the one before if none does."""
    paragraph = annotation.encoded.paragraph
    last = first - 1
    while (
        last + 1 < len(paragraph)
        and paragraph[last + 1] == paragraph[first - 1]
        and annotation.tag(last + 1)[:2] in ("DT", "PR", "JJ", "NN", "CD", "HY", "PO")
    ):
        last += 1
    return last


def names_somebody(annotation: Annotation, entities: Entities, span: Words) -> bool:
    """Whether a phrase names somebody, or says of what country or sector they are."""
    text = annotation.words(span)
    named = any(word in entities.by_word for word in range(span[0], span[1] + 1))
    return bool(named or affiliation(text) or sector(text))
