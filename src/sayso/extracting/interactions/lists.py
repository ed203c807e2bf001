"""Lists of parties: members that the model left out, and those that the text takes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import Entities, fold
from sayso.extracting.interactions.decoding import Event, Participant
from sayso.extracting.sentences import sentence_around

_JOINS = frozenset({",", "and", "&", "the", "or", ";"})
_EXCLUDING = re.compile(
    r"\b(?:excluding|except(?:ing)?(?: for)?|apart from|other than|with the exception of"
    r"|but not(?: to| for| with| from)?|barring|save for|not to|not including)\b\s*",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"\s*(?:,\s*(?:and|as well as|along with|or)?|and|as well as|along with|&|or)(?:\s*,)?"
    r"\s*(?:also\s+)?(?:the\s+|a\s+)?",
    re.IGNORECASE,
)
"""What stands between two in a row."""
_TAKEN_OUT = re.compile(r",?\s*(?:excluding|except(?: for)?|apart from)\s[^,;.]{1,60},")
_OF = re.compile(r"\s*(?:of(?:\s+the)?|\(|\([A-Z.]{2,8}\))\s*")
_ENDS_LIST = re.compile(r"[.;:()“”\"]|\b(?:as well as|and also|but|while|who|which|whose)\b")
NOT_LISTED = frozenset({"among", "amongst", "amid", "in", "at", "near"})
"""Before whom stands one of these is in no list with who comes before."""
LONG = 3
"""Members of which a row is a list even without "and"."""
_MOST = 60
"""Members of one list."""


def completed(
    annotation: Annotation, entities: Entities, side: Sequence[Participant]
) -> list[Participant]:
    """The members of a side, with the names that stand in one list with them."""
    found = list(side)
    taken = {word for each in found for word in range(each.words[0], each.words[1] + 1)}
    for each in side:
        for span in _list_around(annotation, entities, each.words):
            if span[0] not in taken and len(found) < _MOST:
                found.append(replace(each, words=span))
                taken.update(range(span[0], span[1] + 1))
    return sorted(found, key=lambda each: each.words)


def coordinated(
    annotation: Annotation, side: Sequence[Participant], others: Sequence[Participant]
) -> list[Participant]:
    """A side with those who stand in one row with a member: "Ada Quill, as well as Strand"."""
    others = [
        each
        for each in others
        if annotation.tag(each.words[0]) != "PRP" and _before(annotation, each) not in NOT_LISTED
    ]
    found = list(side)
    taken = {each.words for each in side}
    everybody = sorted((*side, *others), key=lambda each: each.words)
    for step in (1, -1):
        ordered = everybody[::step]
        for one, other in pairwise(ordered):
            left, right = (one, other) if step == 1 else (other, one)
            if (
                one.words in taken
                and other.words not in taken
                and _in_a_row(annotation, left, right)
            ):
                known = next(each for each in found if each.words == one.words)
                found.append(replace(other, probability=known.probability))
                taken.add(other.words)
    return sorted(found, key=lambda each: each.words)


def _in_a_row(annotation: Annotation, left: Participant, right: Participant) -> bool:
    encoded = annotation.encoded
    between = annotation.text[int(encoded.end[left.words[1]]) : int(encoded.start[right.words[0]])]
    return bool(_ROW.fullmatch(_TAKEN_OUT.sub(",", between)))


def gathered(annotation: Annotation, side: Sequence[Participant]) -> list[Participant]:
    """A side with the pieces of one noun phrase put together: "leaders of" and "the bloc"."""
    found: list[Participant] = []
    for each in side:
        if found and _one_phrase(annotation, found[-1].words, each.words):
            last = found.pop()
            probability = max(last.probability, each.probability)
            each = replace(last, words=(last.words[0], each.words[1]), probability=probability)
        found.append(each)
    return found


def _one_phrase(annotation: Annotation, left: Words, right: Words) -> bool:
    encoded = annotation.encoded
    between = annotation.text[int(encoded.end[left[1]]) : int(encoded.start[right[0]])]
    if between.strip() == "and" and right[0] == right[1] and annotation.tag(right[0]) == "NN":
        # "heads of state and government": a noun without an article goes on with its like.
        ends_bare = annotation.tag(left[1]) == "NN" and annotation.tag(left[1] - 1) == "IN"
        return left[1] - left[0] >= LONG - 1 and ends_bare
    dangling = annotation.tag(left[1]) in ("IN", "DT") and not between.strip(" the")
    return dangling or bool(_OF.fullmatch(between))


def _list_around(annotation: Annotation, entities: Entities, span: Words) -> list[Words]:
    """The places in the list that a place ends in: "X, Y and Z"."""
    name = entities.by_word.get(span[1])
    if name is None or entities.at[name].label != "LOCATION":
        return []
    members = [name]
    closed = False
    for step in (1, -1):
        edge = name
        while True:
            following, joins = _next(annotation, entities, edge, step)
            if following is None:
                break
            members.append(following)
            closed = closed or joins
            edge = following
            if joins and step == 1:
                break
    members.sort()
    closed = closed or len(members) >= LONG
    return members if closed and _ended(annotation, members[-1][1] + 1) else []


def _next(
    annotation: Annotation, entities: Entities, edge: Words, step: int
) -> tuple[Words | None, bool]:
    """The place that a list goes on with on one side, and whether "and" stands between."""
    paragraph = annotation.encoded.paragraph
    word = edge[1] + 1 if step == 1 else edge[0] - 1
    between: list[str] = []
    while 0 <= word < len(paragraph) and paragraph[word] == paragraph[edge[0]]:
        name = entities.by_word.get(word)
        if name is not None:
            known = entities.at[name].label == "LOCATION" and between
            joins = any(text in ("and", "&", "or") for text in between)
            return (name, joins) if known else (None, False)
        text = fold(annotation.word(word))
        if text not in _JOINS or len(between) == 3:
            break
        between.append(text)
        word += step
    return None, False


def _ended(annotation: Annotation, word: int) -> bool:
    """Whether a name in a list is all of its member: "and Syria.", not "and Syria's army"."""
    if word >= len(annotation.encoded):
        return True
    glued = annotation.glued(word) and annotation.word(word) in ("'", "’", "-")
    return not glued and annotation.tag(word)[:2] not in ("NN", "PO")


def excluded(annotation: Annotation, entities: Entities, event: Event) -> list[Participant]:
    """Whom the sentence takes out behind the predicate: "the CIS, excluding Moldova"."""
    encoded = annotation.encoded
    start, end = int(encoded.start[event.predicate[0][0]]), int(encoded.end[event.predicate[-1][1]])
    text = annotation.text
    _, stop = sentence_around(text, start, end)
    found: list[Participant] = []
    pattern = event.recipients or event.actors
    if not pattern:
        return []
    for match in _EXCLUDING.finditer(text, end, stop):
        ends = _ENDS_LIST.search(text, match.end(), stop)
        limit = ends.start() if ends else stop
        before = False
        for span in sorted(entities.at):
            left, right = int(encoded.start[span[0]]), int(encoded.end[span[1]])
            if right > limit:
                break
            if left < match.end():
                continue
            if not before and left - match.end() > len("the "):
                break
            before = True
            found.append(replace(pattern[0], words=span))
    return found


def only(annotation: Annotation, event: Event) -> Words | None:
    """The word that says that the recipients are all there were: "only to Orban"."""
    if not event.recipients:
        return None
    first = min(each.words[0] for each in event.recipients)
    for word in range(first - 1, max(event.predicate[0][0] - 3, first - 8, -1), -1):
        text = fold(annotation.word(word))
        if text in ("only", "solely", "exclusively", "alone", "just"):
            return word, word
        if text in (".", ";", ":"):
            break
    return None


def _before(annotation: Annotation, each: Participant) -> str:
    return fold(annotation.word(each.words[0] - 1)) if each.words[0] else ""
