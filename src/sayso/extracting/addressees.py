"""To whom a statement was put: the object of "told", "in a letter to", "asked about it, she"."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.decoding import Attribution
from sayso.extracting.entities import Entities, fold
from sayso.extracting.phrases import before_relative
from sayso.extracting.tables import table

LONGEST = 14
"""Words that an addressee may have."""
NEAR = 4
"""Words between "interview" and its "with", or between a cue and its "to"."""
REACH = 100
"""Words of a sentence on either side of a cue that are looked through."""

_STOPS = frozenset({"IN", "TO", "WDT", "WP", "WRB", "VBD", "VBZ", "VBP", "VB", "MD", "RB", "VBN"})
_BE = frozenset({"is", "are", "was", "were", "been", "be", "being"})
_SHARED = frozenset(
    {"interview", "conversation", "call", "conference", "chat", "exchange", "discussion"}
)
"""What one holds "with" somebody."""
_SENT = frozenset(
    {"letter", "note", "message", "statement", "remarks", "speech", "email", "telegram", "cable",
     "address", "memo", "tweet", "testimony", "presentation", "complaint", "petition", "appeal"}
)  # fmt: skip
"""What one sends or gives "to" somebody."""
_SAYING = frozenset(
    {"said", "says", "say", "saying", "wrote", "writes", "write", "writing", "spoke", "speaks",
     "speaking", "explained", "complained", "suggested", "talking", "admitted", "confirmed",
     "added", "disclosed", "replied", "responded", "appealed", "appealing", "proposed", "recalled"}
)  # fmt: skip
"""Verbs whose "to" leads to whom they address."""


def addressee(
    annotation: Annotation,
    entities: Entities,
    attribution: Attribution,
    sentence: NDArray[np.int32],
) -> Words | None:
    """The words for whom the attribution's content was put to, or None.

    ``sentence`` is the number of the sentence that each word stands in [W].
    """
    first, last = attribution.cue
    inside = {word for begin, end in attribution.content for word in range(begin, end + 1)}
    if attribution.source:
        inside.update(range(attribution.source[0], attribution.source[1] + 1))
    cue = [fold(annotation.word(word)) for word in range(first, last + 1)]
    verbs = table("addressing-verbs")
    verb = max((number for number, word in enumerate(cue) if word in verbs), default=None)
    called = next((n for n, w in enumerate(cue) if w in ("on", "upon") and cue[0] != w), None)
    if verb is None and called is not None and any(word.startswith("call") for word in cue):
        verb = called
    if verb is not None:
        if any(word in _BE for word in cue[:verb]):
            found = _subject(annotation, entities, first - 1)
        elif _participle(annotation, first, sentence):
            found = _main_subject(annotation, entities, attribution, sentence)
        else:
            found = _object(annotation, entities, attribution, first + verb + 1, inside)
        if found:
            return found
    return _elsewhere(annotation, entities, attribution, inside, sentence)


def _object(
    annotation: Annotation,
    entities: Entities,
    attribution: Attribution,
    start: int,
    inside: set[int],
) -> Words | None:
    """What follows an addressing verb at once."""
    last = attribution.cue[1]
    found = _phrase(annotation, entities, start, inside)
    if found:
        return found
    begin = min((begin for begin, _ in attribution.content if begin > last), default=None)
    if begin == last + 1:
        # "urged [Clinton to apologise]": whom it was put to opens the content.
        found = _phrase(annotation, entities, begin, set())
        if found and found[1] + 1 < len(annotation.encoded):
            return found if annotation.tag(found[1] + 1) == "TO" else None
    return None


def _participle(annotation: Annotation, first: int, sentence: NDArray[np.int32]) -> bool:
    """Whether a cue opens its sentence: "Asked about it, she", "When pressed by a reporter"."""
    if annotation.tag(first) not in ("VBN", "VBD"):
        return False
    before = first - 1
    if before >= 0 and fold(annotation.word(before)) == "when":
        return True
    return before < 0 or sentence[before] != sentence[first]


def _main_subject(
    annotation: Annotation,
    entities: Entities,
    attribution: Attribution,
    sentence: NDArray[np.int32],
) -> Words | None:
    """Who acts in the main clause after an opening participle and its comma."""
    behind = max(attribution.cue[1], *(end for _, end in attribution.content))
    for word in range(behind + 1, len(annotation.encoded) - 1):
        if sentence[word] != sentence[attribution.cue[0]]:
            return None
        if annotation.word(word) == ",":
            return _phrase(annotation, entities, word + 1, set())
    return None


def _subject(annotation: Annotation, entities: Entities, word: int) -> Words | None:
    """Whom a passive is about: what stands before it."""
    paragraph = annotation.encoded.paragraph
    while word > 0 and annotation.tag(word) in ("RB", "MD"):
        word -= 1
    if word < 0:
        return None
    if annotation.tag(word) in ("WP", "WDT"):
        return before_relative(annotation, entities, word)
    if word in entities.by_word:
        return entities.by_word[word]
    if annotation.tag(word) == "PRP":
        return word, word
    first = word
    while (
        first >= 0
        and word - first < LONGEST
        and paragraph[first] == paragraph[word]
        and annotation.tag(first) in ("NN", "NNS", "NNP", "NNPS", "JJ", "CD")
    ):
        first -= 1
    if first == word or first < 0:
        return None
    return (first if annotation.tag(first) in ("DT", "PRP$") else first + 1), word


def _elsewhere(
    annotation: Annotation,
    entities: Entities,
    attribution: Attribution,
    inside: set[int],
    sentence: NDArray[np.int32],
) -> Words | None:
    """In the cue's sentence: "said to", "in a letter to", "in an interview with"."""
    first, last = attribution.cue
    number = sentence[first]
    # A hostile text may be one sentence from end to end.
    begin = max(int(np.searchsorted(sentence, number)), first - REACH)
    stop = min(int(np.searchsorted(sentence, number, "right")), last + REACH)
    contents = {word for a, b in attribution.content for word in range(a, b + 1)}
    for word in range(begin, stop):
        if word in contents:
            continue
        text = fold(annotation.word(word))
        if text in _SHARED or text in _SENT:
            wanted = "with" if text in _SHARED else "to"
            for after in _following(annotation, word, stop, contents):
                if annotation.word(after) == wanted:
                    found = _phrase(annotation, entities, after + 1, inside)
                    if found:
                        return found
            name = entities.by_word.get(word - 1)
            if text == "interview" and name and entities.at[name].label in ("ORGANIZATION", "MISC"):
                return name
        elif text in _SAYING and (first <= word <= last or annotation.tag(word) == "VBG"):
            after = word + 1
            if after < stop and after not in contents and annotation.word(after) in ("to", "with"):
                found = _phrase(annotation, entities, after + 1, inside)
                if found:
                    return found
    return None


def _following(annotation: Annotation, word: int, stop: int, contents: set[int]) -> Iterator[int]:
    """The next words, up to a mark, a verb or what is said."""
    for after in range(word + 1, min(word + 1 + NEAR, stop)):
        tag = annotation.tag(after)
        if after in contents or tag[:1] == "V" or not annotation.word(after)[:1].isalnum():
            return
        yield after


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
    if start < count and annotation.tag(start) == "PRP":
        last = start
    while last >= start and (
        not annotation.word(last)[-1:].isalnum() or annotation.tag(last) in _STOPS
    ):
        last -= 1
    if last < start or annotation.tag(start)[:2] not in ("NN", "DT", "PR", "JJ", "CD"):
        return None
    if not any(annotation.tag(w)[:2] in ("NN", "PR") for w in range(start, last + 1)):
        return None
    return start, last
