"""Who acts and whom it is done to, where the grammar tells what the model missed or mixed up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import fold
from sayso.extracting.interactions.decoding import Event, Participant
from sayso.records import Span

GUESSED = 0.5
"""Of a party that the model did not link."""
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
_PLACED = frozenset({"in", "at", "near"})
_AMONG = frozenset({"among", "amongst", "amid"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_INTO = frozenset({"into", "of", "on", "to", "with", "against", "for", "from", "at", "upon"})
_PHRASE = ("DT", "PR", "JJ", "NN", "CD", "HY", "PO", "RB", "IN", "TO", "VBN", "VBG")
"""Parts of speech of what may stand between a verb and its object."""
_REACH = 4
"""Words that may stand there."""
_OF_HIS = re.compile(r"\s*['’]s?\s+(?:[\w-]+\s+){1,3}(?:of|in|at|for)\s+(?:the\s+)?", re.IGNORECASE)


def acting(
    annotation: Annotation, side: Sequence[Participant], content: Sequence[Span]
) -> list[Participant]:
    """Those of the actors who can be.

    Whom "among" stands before are who is chosen from. And who reports what is
    done (outside of the ``content`` that holds the predicate) did not do it,
    where somebody inside did.
    """
    found = [each for each in side if _before(annotation, each) not in _AMONG]
    starts = annotation.encoded.start
    inside = [
        each
        for each in found
        if any(start <= int(starts[each.words[0]]) < end for start, end in content)
    ]
    return inside or found


def subject(annotation: Annotation, event: Event) -> list[Participant]:
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
        between = {fold(annotation.word(word)) for word in range(last + 1, nearest.words[0])}
        return [replace(nearest, probability=GUESSED)] if "by" in between else []
    before = [each for each in event.others if each.words[1] < first]
    nearest = max(before, key=lambda each: each.words, default=None)
    if nearest is None:
        return []
    between_tags = (annotation.tag(word)[:2] for word in range(nearest.words[1] + 1, first))
    verbal = all(tag in ("VB", "MD", "RB") for tag in between_tags)
    if not verbal or _before(annotation, nearest) in _AMONG | _PLACED:
        return []
    return [replace(nearest, probability=GUESSED)]


def object_of(annotation: Annotation, event: Event) -> list[Participant]:
    """Who stands right behind a verb that has no recipient yet: "refused to meet the envoy"."""
    first, last = event.predicate[0][0], event.predicate[-1][1]
    if annotation.tag(first)[:2] not in ("VB", "MD") or passive(annotation, first):
        return []
    behind = [each for each in event.others if each.words[0] > last]
    nearest = min(behind, key=lambda each: each.words, default=None)
    if nearest is None or nearest.words[0] - last > _REACH + 1:
        return []
    for word in range(last + 1, nearest.words[0]):
        tag, text = annotation.tag(word), fold(annotation.word(word))
        if not tag.startswith(_PHRASE) or text in _PLACED or (tag == "IN" and text not in _INTO):
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


def possessed(annotation: Annotation, event: Event) -> Event:
    """The event with whose it is as actor: "Calder's visit to Tresk", "his visit".

    Only where the noun names whom it is done to behind it: of "Calder's arrest" nobody knows
    whether Calder arrests.
    """
    first, last = event.predicate[0][0], event.predicate[-1][1]
    if annotation.tag(last)[:2] != "NN" or annotation.tag(first)[:2] in ("VB", "MD"):
        return event
    everybody = (*event.actors, *event.recipients, *event.others)
    owner = next((each for each in everybody if _owns(annotation, each, first)), None)
    behind = [
        each
        for each in everybody
        if each.words[0] > last
        and each.words[0] - last <= _REACH
        and fold(annotation.word(last + 1)) in _INTO
    ]
    if owner is None or not behind:
        return event
    actor = replace(owner, probability=max(owner.probability, GUESSED))
    recipients = tuple(each for each in event.recipients if each.words != owner.words)
    if not recipients:
        nearest = min(behind, key=lambda each: each.words)
        recipients = (replace(nearest, probability=max(nearest.probability, GUESSED)),)
    taken = {each.words for each in (actor, *recipients)}
    others = tuple(each for each in (*event.actors, *event.others) if each.words not in taken)
    return replace(event, actors=(actor,), recipients=recipients, others=others)


def _owns(annotation: Annotation, each: Participant, noun: int) -> bool:
    """Whether somebody is whose a noun is, with nothing but adjectives between."""
    end = each.words[1]
    if not 0 <= noun - end - 1 <= _REACH:
        return False
    between = range(end + 1, noun)
    if annotation.tag(end) not in ("PRP$", "POS"):
        text = annotation.text[int(annotation.encoded.end[end]) :][:1]
        if text not in ("'", "’") and not annotation.words(each.words).endswith(("'s", "’s")):
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
    found: list[Participant] = []
    for each in sorted(event.recipients, key=lambda each: each.words):
        before = found[-1].words[1] if found else -1
        if before > last and each.words[0] > before:
            between = range(before + 1, each.words[0])
            if any(annotation.tag(word) in _FINITE for word in between):
                continue
            ends = annotation.encoded.end
            starts = annotation.encoded.start
            text = annotation.text[int(ends[before]) : int(starts[each.words[0]])]
            if _OF_HIS.fullmatch(text):
                continue
        found.append(each)
    return found


def looked_into(annotation: Annotation, event: Event) -> list[Participant]:
    """Whom or what an inquiry is into: what stands behind it, not who stands anywhere else."""
    first, last = event.predicate[0][0], event.predicate[-1][1]
    if passive(annotation, first):
        return list(event.recipients)
    span = _phrase_behind(annotation, last)
    everybody = (*event.recipients, *event.others)
    if span is None:
        return list(event.recipients)
    inside = [
        replace(each, probability=max(each.probability, GUESSED))
        for each in everybody
        if span[0] <= each.words[0] and each.words[1] <= span[1]
    ]
    if inside:
        return inside
    pattern = next(iter((*event.actors, *everybody)), None)
    return [replace(pattern, words=span, probability=GUESSED)] if pattern else []


def _phrase_behind(annotation: Annotation, word: int) -> Words | None:
    """The noun phrase that follows a word, over one preposition."""
    paragraph = annotation.encoded.paragraph
    first = word + 1
    if first < len(paragraph) and fold(annotation.word(first)) in ("into", "of", "on", "against"):
        first += 1
    last = first - 1
    while (
        last + 1 < len(paragraph)
        and paragraph[last + 1] == paragraph[word]
        and annotation.tag(last + 1)[:2] in ("DT", "PR", "JJ", "NN", "CD", "HY", "PO")
    ):
        last += 1
    while first < last and annotation.tag(first) in ("DT", "PRP$"):
        first += 1
    while last >= first and annotation.tag(last)[:2] != "NN":
        last -= 1
    return (first, last) if last >= first else None


def passive(annotation: Annotation, verb: int) -> bool:
    """Whether a form of "be" stands before a verb, with nothing but adverbs and auxiliaries."""
    word = verb - 1
    while word >= 0 and annotation.tag(word)[:2] in ("RB", "VB", "MD"):
        if fold(annotation.word(word)) in _BE:
            return True
        word -= 1
    return False


def acted_upon(annotation: Annotation, side: Sequence[Participant]) -> list[Participant]:
    """Those of the recipients who are more than the place: "met Quill in Lisbon"."""
    found = [each for each in side if _before(annotation, each) not in _PLACED]
    return found or list(side)


def _before(annotation: Annotation, each: Participant) -> str:
    return fold(annotation.word(each.words[0] - 1)) if each.words[0] else ""
