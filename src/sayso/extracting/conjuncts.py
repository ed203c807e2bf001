"""The members of a source that is a list: "Mr. Roke and his advisers"."""

from __future__ import annotations

from itertools import pairwise

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import Entities
from sayso.extracting.phrases import Phrase, phrase

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WP", "WDT"})
_OTHERS = frozenset({"other", "others", "many", "several", "some"})


def conjuncts(annotation: Annotation, entities: Entities, span: Words) -> list[Words]:
    """The members of a source that lists several, or the source alone.

    "Mr. Roke and his advisers" are two, "police and fire officials" one, and
    so are "a spokesman for Roke and Quill" and "Roke, an engineer and writer".
    """
    parts: list[Words] = []
    begin = span[0]
    if annotation.word(begin).lower() == "both" and begin < span[1]:
        begin += 1
    quoted = annotation.encoded.quoted
    for word in range(begin + 1, span[1]):
        joins = annotation.tag(word) == "CC" and annotation.word(word).lower() in ("and", "&")
        if not joins or word in entities.by_word or quoted[word] > quoted[span[0]]:
            continue
        left = (begin, word - 1)
        while left[1] > left[0] and annotation.word(left[1]) in (",", ";"):
            left = left[0], left[1] - 1
        parts.append(left)
        begin = word + 1
    parts.append((begin, span[1]))
    if len(parts) < 2 or any(first > last for first, last in parts):
        return [span]
    taken = [phrase(annotation, entities, part) for part in parts]
    for left_part, right_part in pairwise(taken):
        if not _goes_on(annotation, entities, left_part, right_part):
            return [span]
    return [piece for part in parts for piece in _listed_names(annotation, entities, part)]


def _goes_on(annotation: Annotation, entities: Entities, left: Phrase, right: Phrase) -> bool:
    """Whether what follows "and" is another member beside the head before it."""
    words = range(left.span[0], left.span[1] + 1)
    if any(annotation.tag(word) in _FINITE for word in words):
        return False
    opening = annotation.tag(right.span[0])
    other = annotation.word(right.span[0]).lower() in _OTHERS
    its_own = opening in ("DT", "PRP$", "CD") or other
    if left.names:
        described = any(
            annotation.word(word) == "," for word in range(left.names[0][1], left.span[1])
        )
        listed = described and len(_listed_names(annotation, entities, left.span)) > 1
        return bool(right.names) or (its_own and (listed or not described))
    if annotation.tag(left.head) == "PRP":
        return bool(right.names) or its_own
    if left.segment[1] != left.span[1]:
        return its_own and annotation.tag(left.span[0]) == opening
    starts = annotation.tag(left.span[0])
    plural = annotation.tag(left.head) in ("NNS", "NNPS")
    alone = plural or starts in ("DT", "PRP$", "CD") or _possessed(annotation, left)
    return alone and (bool(right.names) or its_own) and annotation.tag(right.head)[:2] == "NN"


def _possessed(annotation: Annotation, found: Phrase) -> bool:
    return any(annotation.tag(w) == "POS" for w in range(found.span[0], found.head))


def _listed_names(annotation: Annotation, entities: Entities, part: Words) -> list[Words]:
    """Parts of a list before its "and", if each starts with a name or a title."""
    pieces: list[Words] = []
    begin = part[0]
    for word in range(part[0], part[1] + 2):
        if word > part[1] or (annotation.word(word) == "," and word not in entities.by_word):
            if begin < word:
                pieces.append((begin, word - 1))
            begin = word + 1
    named = [phrase(annotation, entities, piece).names for piece in pieces]
    return pieces if all(named) else [part]
