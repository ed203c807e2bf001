"""What is no interaction, and whether one happened, where words decide the matter."""

from __future__ import annotations

import re

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import fold
from sayso.extracting.interactions.decoding import Event
from sayso.extracting.sentences import sentence_around
from sayso.extracting.tables import table

_BEFORE = 80
"""Characters before a predicate in which auxiliaries stand."""
_ADVERB = r"(?:(?:ever|also|yet|even|again|\w+ly)\s+)?"
_NEGATION = r"\b(?:not|\w+n[’']t|never|cannot|nor|neither)"
_FORGOT = re.compile(
    rf"(?P<not>{_NEGATION}\s+{_ADVERB})?\b(?:forg[eo]t\w*|fail\w*|neglect\w*|omit\w*|hesitat\w*)"
    rf"\s+to\s+{_ADVERB}$",
    re.IGNORECASE,
)
_NOT = re.compile(rf"{_NEGATION}\s+{_ADVERB}(?:(?:be|been|have)\s+)?{_ADVERB}$", re.IGNORECASE)
_WILL = re.compile(
    rf"\b(?:will|shall|\w+[’']ll|(?:is|are|was|were)\s+(?:due|set|scheduled|expected|going)?\s*to"
    rf"|(?:plan|intend|agree)(?:s|ed|d|ned)?\s+to)\s+{_ADVERB}(?:be\s+)?{_ADVERB}$",
    re.IGNORECASE,
)
_MAY = re.compile(
    rf"\b(?:may|might|could|if\s+\w+)\s+{_ADVERB}(?:(?:be|have|been)\s+)*{_ADVERB}$", re.IGNORECASE
)
_MUTE = frozenset({"decline", "declines", "declined", "declining", "refuse", "refuses", "refused"})
_SKIPPED = frozenset({"to", "be", "further", "immediately", "publicly", "even", "also"})
"""Words that may stand between "declined" and what is declined."""
_WARN = frozenset({"warn", "warns", "warned", "warning", "cautioned", "caution", "cautions"})
_THEIR_OWN = frozenset({"it", "they", "he", "she", "we", "i"})
_WORDED = frozenset({"THREATEN", "REQUEST"})
"""Types that "told" and "said" may carry: "told them to leave"."""


def only_reports(annotation: Annotation, event: Event, type_: str) -> bool:
    """Whether a predicate is pure reporting: "quoted", "declined to comment", "warned that".

    A mere caution has no recipient, and foretells what others do: "warned that prices rise".
    """
    last = event.predicate[-1][1]
    words = [
        fold(annotation.word(word))
        for start, end in event.predicate
        for word in range(start, end + 1)
    ]
    if words[0] in _MUTE:
        return _speech_follows(annotation, event, words)
    tags = [
        annotation.tag(word) for start, end in event.predicate for word in range(start, end + 1)
    ]
    if words[0] in _WARN and type_ == "THREATEN" and not event.recipients:
        return not _of_their_own(annotation, last)
    if type_ in _WORDED or any(tag[:2] == "NN" for tag in tags):
        return False
    verbs = [
        word for word, tag in zip(words, tags, strict=True) if tag[:2] == "VB" and word != "did"
    ]
    return bool(verbs) and all(word in table("interactions-reporting") for word in verbs)


def _speech_follows(annotation: Annotation, event: Event, words: list[str]) -> bool:
    """Whether it is speech that is declined: "to comment", "to say who"."""
    last = event.predicate[-1][1]
    following = range(last + 1, min(last + 4, len(annotation.encoded)))
    rest = [*words[1:], *(fold(annotation.word(word)) for word in following)]
    rest = [word for word in rest if word not in _SKIPPED]
    return bool(rest) and rest[0] in table("interactions-reporting") - {"tell", "read"}


def _of_their_own(annotation: Annotation, last: int) -> bool:
    """Whether who warns goes on about what they will do: "warned that it would strike"."""
    following = [
        fold(annotation.word(word))
        for word in range(last + 1, min(last + 4, len(annotation.encoded)))
    ]
    if following[:1] == ["that"]:
        following = following[1:]
    return following[:1] != [] and following[0] in _THEIR_OWN


def status(annotation: Annotation, predicate: tuple[Words, ...], likely: str) -> str:
    """The status that auxiliaries before a predicate tell, or else the likely one.

    Who "didn't forget to greet" did greet.
    """
    encoded = annotation.encoded
    first = predicate[0][0]
    if annotation.tag(first)[:2] not in ("VB", "MD"):
        return likely
    start, end = int(encoded.start[first]), int(encoded.end[predicate[-1][1]])
    low = max(sentence_around(annotation.text, start, end)[0], start - _BEFORE)
    before = annotation.text[low:start]
    forgot = _FORGOT.search(before)
    if forgot:
        return "happened" if forgot["not"] else "negated"
    if likely != "happened":
        return likely
    if _NOT.search(before):
        return "negated"
    if _WILL.search(before):
        return "planned"
    if _MAY.search(before):
        return "hypothetical"
    return likely
