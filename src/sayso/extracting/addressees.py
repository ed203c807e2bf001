"""To whom a statement was put: the object of "told", the "to" of "said to"."""

from __future__ import annotations

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.decoding import Attribution
from sayso.extracting.entities import Entities, fold
from sayso.extracting.tables import table

LONGEST = 14
"""Words that an addressee may have."""
NEAR = 9
"""Words between the cue and a "to" that still belongs to it."""

_STOPS = frozenset({"IN", "TO", "WDT", "WP", "WRB", "VBD", "VBZ", "VBP", "VB", "MD", "RB", "VBN"})
_BY = frozenset({"interview", "conversation", "call", "conference", "chat", "exchange"})
_SPOKEN = frozenset(
    {"said", "says", "say", "saying", "wrote", "writes", "write", "spoke", "speaks", "letter",
     "note", "message", "statement", "remarks", "speech", "email", "telegram", "cable", "address",
     "interview", "conversation", "call", "response", "explained", "complained", "suggested"}
)  # fmt: skip


def addressee(annotation: Annotation, entities: Entities, attribution: Attribution) -> Words | None:
    """The words for whom the attribution's content was put to, or None."""
    first, last = attribution.cue
    inside = {word for begin, end in attribution.content for word in range(begin, end + 1)}
    if attribution.source:
        inside.update(range(attribution.source[0], attribution.source[1] + 1))
    cue = [fold(annotation.word(word)) for word in range(first, last + 1)]
    verbs = table("addressing-verbs")
    if any(word in verbs for word in cue):
        passive = any(word in ("is", "was", "were", "been", "be", "being") for word in cue)
        start = _after_verb(cue, verbs) + first + 1
        found = None if passive else _phrase(annotation, entities, start, inside)
        if found:
            return found
        begin = min((begin for begin, _ in attribution.content if begin > last), default=None)
        if begin == last + 1 and not passive:
            # "urged [Clinton to apologise]": whom it was put to opens the content.
            found = _phrase(annotation, entities, begin, set())
            if found and found[1] + 1 < len(annotation.encoded):
                return found if annotation.tag(found[1] + 1) == "TO" else None
        return None
    return _after_to(annotation, entities, attribution, inside)


def _after_verb(cue: list[str], verbs: frozenset[str]) -> int:
    return max(number for number, word in enumerate(cue) if word in verbs)


def _after_to(
    annotation: Annotation, entities: Entities, attribution: Attribution, inside: set[int]
) -> Words | None:
    """Near the cue: "said to", "in a letter to", "in an interview with"."""
    first, last = attribution.cue
    paragraph = annotation.encoded.paragraph
    spoken = False
    for word in range(first, min(last + NEAR, len(annotation.encoded) - 1)):
        if paragraph[word] != paragraph[first] or word in inside:
            return None
        text = fold(annotation.word(word))
        spoken = spoken or text in _SPOKEN
        to = text == "to" and spoken and annotation.tag(word + 1)[:1] in ("N", "D", "P", "J")
        with_ = text == "with" and any(
            fold(annotation.word(before)) in _BY for before in range(max(first, word - 4), word)
        )
        if to or with_:
            return _phrase(annotation, entities, word + 1, inside)
        if word > last and text in (".", ";", ":", "“", "”", '"'):
            return None
    return None


def _phrase(
    annotation: Annotation, entities: Entities, start: int, inside: set[int]
) -> Words | None:
    """The noun phrase that starts at a word."""
    count = len(annotation.encoded)
    paragraph = annotation.encoded.paragraph
    stop = start
    while (
        stop < count
        and stop - start < LONGEST
        and stop not in inside
        and paragraph[stop] == paragraph[start]
    ):
        tag, text = annotation.tag(stop), annotation.word(stop)
        named = stop in entities.by_word
        if not named and (tag in _STOPS and text.lower() != "of"):
            break
        inside_word = stop + 1 < count and annotation.glued(stop + 1)
        if not text[:1].isalnum() and not named and not inside_word:
            break
        stop += 1
    last = stop - 1
    while last >= start and not annotation.word(last)[-1:].isalnum():
        last -= 1
    if last < start or annotation.tag(start)[:2] not in ("NN", "DT", "PR", "JJ", "CD"):
        return None
    if not any(annotation.tag(w)[:2] in ("NN", "PR") for w in range(start, last + 1)):
        return None
    return start, last
