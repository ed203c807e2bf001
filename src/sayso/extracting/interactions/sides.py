"""Who acts and whom it is done to, where the grammar tells what the model missed or mixed up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import Entities, fold
from sayso.extracting.interactions.decoding import Event, Participant
from sayso.extracting.interactions.grammar import (
    GUESSED,
    INTO,
    SURE,
    names_somebody,
    passive,
    phrase_before,
    possessive,
    word_before,
)
from sayso.extracting.interactions.naming import affiliation
from sayso.records import Span

_PLACED = frozenset({"in", "at", "near"})
_AMONG = frozenset({"among", "amongst", "amid"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_REACH = 4
"""Words that may stand between a predicate and a party that belongs to it."""
_PARTED = re.compile(r",\s+with\s|;")
"""What ends the reach of a verb: "sought peace, with Quill telling Strand …"."""
_ROW = re.compile(r"\s*(?:,|,?\s*and)\s*(?:the\s+)?", re.IGNORECASE)
_OF_HIS = re.compile(
    r"\s*(?:['’]s?\s+)?(?:[\w-]+\s+){1,3}(?:of|in|at|for)\s+(?:the\s+)?", re.IGNORECASE
)


def acting(
    annotation: Annotation, side: Sequence[Participant], content: Sequence[Span]
) -> list[Participant]:
    """Those of the actors who can be.

    Whom "among" stands before are who is chosen from. And who reports what is
    done (outside of the ``content`` that holds the predicate) did not do it,
    where somebody inside did.
    """
    found = [each for each in side if word_before(annotation, each) not in _AMONG]
    starts = annotation.encoded.start
    inside = [
        each
        for each in found
        if any(start <= int(starts[each.words[0]]) < end for start, end in content)
    ]
    return inside or found


def subject(annotation: Annotation, entities: Entities, event: Event) -> list[Participant]:
    """Who stands right before a verb that has no actor yet: "he extended", "the US had cut".

    Of a passive, whom "by" names right behind it.
    """
    first, last = event.predicate[0][0], event.predicate[-1][1]
    if annotation.tag(first)[:2] not in ("VB", "MD"):
        return []
    if passive(annotation, first):
        behind = [each for each in event.others if each.words[0] > last]
        nearest = min(behind, key=lambda each: each.words, default=None)
        if nearest is None or nearest.words[0] - last > _REACH:
            return []
        told = {fold(annotation.word(word)) for word in range(last + 1, nearest.words[0])}
        return [replace(nearest, probability=GUESSED)] if "by" in told else []
    before = [each for each in event.others if each.words[1] < first]
    nearest = max(before, key=lambda each: each.words, default=None)
    between = range(nearest.words[1] + 1, first) if nearest else range(0)
    verbal = all(annotation.tag(word)[:2] in ("VB", "MD", "RB") for word in between)
    if nearest is None or not verbal:
        pattern = next(iter((*event.recipients, *event.others)), None)
        span = phrase_before(annotation, first)
        taken = {
            word for each in event.recipients for word in range(each.words[0], each.words[1] + 1)
        }
        if pattern is None or span is None or taken.intersection(range(span[0], span[1] + 1)):
            return []
        if not names_somebody(annotation, entities, span):
            return []
        nearest = replace(pattern, words=span)
    if word_before(annotation, nearest) in _AMONG | _PLACED:
        return []
    return [replace(nearest, probability=GUESSED)]


def turned(annotation: Annotation, event: Event) -> Event:
    """The event with the object of its verb, where that was taken for who acts, as recipient."""
    first, last = event.predicate[0][0], event.predicate[-1][1]
    verb = annotation.tag(first)[:2] == "VB" and not passive(annotation, first)
    behind = [each for each in event.actors if each.words[0] == last + 1]
    if event.recipients or not verb or not behind or len(behind) < len(event.actors):
        return event
    return replace(event, actors=(), recipients=tuple(behind))


def possessed(annotation: Annotation, entities: Entities, event: Event) -> Event:
    """The event with whose it is as actor: "Calder's visit to Tresk", "his visit".

    Only where the noun names whom it is done to behind it: of "Calder's arrest" nobody knows
    whether Calder arrests.
    """
    first, last = event.predicate[0][0], event.predicate[-1][1]
    if annotation.tag(last)[:2] != "NN" or annotation.tag(first)[:2] in ("VB", "MD"):
        return event
    everybody = (*event.actors, *event.recipients, *event.others)
    behind = [
        each
        for each in everybody
        if each.words[0] > last
        and each.words[0] - last <= _REACH
        and fold(annotation.word(last + 1)) in INTO
    ]
    owner = next((each for each in everybody if _owns(annotation, each.words, first)), None)
    if not behind:
        return event
    his = next((w for w in range(first, first - _REACH, -1) if annotation.tag(w) == "PRP$"), None)
    if his is not None and (his == first or _owns(annotation, (his, his), first)):
        antecedent = _whose(annotation, entities, his) or (his, his)
        owner = replace(owner or behind[0], words=antecedent)
    if owner is None:
        return event
    actor = replace(owner, probability=max(owner.probability, GUESSED))
    recipients = tuple(
        each for each in event.recipients if each.words != owner.words and each.words[0] > last
    )
    if not recipients:
        nearest = min(behind, key=lambda each: each.words)
        recipients = (replace(nearest, probability=max(nearest.probability, GUESSED)),)
    taken = {each.words for each in (actor, *recipients)}
    others = tuple(each for each in (*event.actors, *event.others) if each.words not in taken)
    return replace(event, actors=(actor,), recipients=recipients, others=others)


def _whose(annotation: Annotation, entities: Entities, his: int) -> Words | None:
    """The name that "who" stands behind before a possessive: "Quill, who is on his visit"."""
    for word in range(his - 1, max(0, his - _REACH) - 1, -1):
        if annotation.tag(word) == "WP":
            name = entities.by_word.get(word - 1) or entities.by_word.get(word - 2)
            return name
        if annotation.tag(word)[:2] not in ("VB", "RB", "IN", "MD"):
            return None
    return None


def _owns(annotation: Annotation, span: Words, noun: int) -> bool:
    """Whether somebody is whose a noun is, with nothing but adjectives between."""
    end = span[1]
    if not 0 <= noun - end - 1 <= _REACH:
        return False
    between = range(end + 1, noun)
    if annotation.tag(end) not in ("PRP$", "POS"):
        text = annotation.text[int(annotation.encoded.end[end]) :][:1]
        if text not in ("'", "’") and not annotation.words(span).endswith(("'s", "’s")):
            return False
    return all(
        annotation.tag(word)[:2] in ("JJ", "PO", "NN", "VB", "CD", "HY")
        or fold(annotation.word(word)) in ("'", "’", "s", "'s", "’s")
        for word in between
    )


def in_reach(annotation: Annotation, event: Event) -> list[Participant]:
    """Those of the recipients whom no other clause parts from the nearest one behind the verb.

    "praised the guild and said that Calder would stay": Calder is not praised. And of "the
    guild's chair of the union" it is the guild's.
    """
    last = event.predicate[-1][1]
    ends, starts = annotation.encoded.end, annotation.encoded.start
    found: list[Participant] = []
    dropped = -1
    for each in sorted(event.recipients, key=lambda each: each.words):
        first = each.words[0]
        before = found[-1].words[1] if found else -1

        def between(word: int, first: int = first) -> str:
            return annotation.text[int(ends[word]) : int(starts[first])]

        if first > last and _PARTED.search(between(last)):
            continue
        if last < before < first:
            clause = any(annotation.tag(word) in _FINITE for word in range(before + 1, first))
            owned = _OF_HIS.fullmatch(between(before)) and possessive(annotation, before)
            listed = 0 <= dropped < first and _ROW.fullmatch(between(dropped))
            if owned or listed or (clause and each.probability < SURE):
                dropped = each.words[1]
                continue
        found.append(each)
    return found


def parted(annotation: Annotation, side: list[Participant]) -> list[Participant]:
    """Of a mutual act, the two that one phrase names: "British and Tresk negotiators"."""
    if len(side) != 1:
        return side
    (one,) = side
    first, last = one.words
    for word in range(first + 1, last):
        if annotation.tag(word) == "CC" and affiliation(annotation.words((first, word - 1))):
            begin = word + 2 if annotation.tag(word + 1) == "DT" and word + 1 < last else word + 1
            return [replace(one, words=(first, word - 1)), replace(one, words=(begin, last))]
    return side


def opposite(
    annotation: Annotation, event: Event, side: Sequence[Participant]
) -> list[Participant]:
    """Of a mutual act of several, those that it is done with: not what it is about or where."""
    last = event.predicate[-1][1]
    return [
        each
        for each in side
        if each.words[0] < event.predicate[0][0]
        or word_before(annotation, each) in ("with", "and", "between")
        or all(
            annotation.tag(word) in ("DT", "PRP$", "TO", "JJ")
            for word in range(last + 1, each.words[0])
        )
    ]


def acted_upon(annotation: Annotation, side: Sequence[Participant]) -> list[Participant]:
    """Those of the recipients who are more than the place: "met Quill in Lisbon"."""
    found = [each for each in side if word_before(annotation, each) not in _PLACED]
    return found or list(side)


def across(annotation: Annotation, side: Sequence[Participant]) -> set[Words]:
    """Those that "between" names: of relations between one's own country and another's."""
    found: set[Words] = set()
    before: Participant | None = None
    for each in sorted(side, key=lambda each: each.words):
        if word_before(annotation, each) == "between" or (
            before is not None and before.words in found and word_before(annotation, each) == "and"
        ):
            found.add(each.words)
        before = each
    return found
