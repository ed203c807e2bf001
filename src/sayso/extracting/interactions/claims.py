"""Whom a claim was turned down to, and whom or what an inquiry is into."""

from __future__ import annotations

from dataclasses import replace

from sayso.extracting.annotation import Annotation
from sayso.extracting.entities import fold
from sayso.extracting.interactions.decoding import Event, Participant
from sayso.extracting.interactions.grammar import (
    GUESSED,
    SURE,
    passive,
    phrase_behind,
)
from sayso.extracting.tables import table

_LONGEST = 16
"""Words of a phrase with all that hangs on it."""
_SAID = frozenset({"allegation", "allegations", "accusation", "accusations", "report", "reports"})
"""Claims behind which stands what they are about."""


def asked_by(annotation: Annotation, event: Event) -> list[Participant] | None:
    """Who put forward what is rejected: "refused a request from Strand", "Strand's claim".

    Whom the claim is about is not who it is turned down to. Null where there is no claim.
    """
    last = event.predicate[-1][1]
    claims = table("interactions-claims")
    span = phrase_behind(annotation, last)
    if fold(annotation.word(last)) in claims:
        head = last
    elif span is not None and fold(annotation.word(span[1])) in claims and last + 3 >= span[0]:
        head = span[1]
    else:
        return None
    everybody = (*event.recipients, *event.others)
    found = [each for each in everybody if last < each.words[0] and each.words[1] < head]
    taken = {each.words for each in found}
    about = range(head + 1, head + _LONGEST) if fold(annotation.word(head)) in _SAID else range(0)
    found += [
        each
        for each in event.recipients
        if each.probability >= SURE and each.words not in taken and each.words[0] not in about
    ]
    if head + 1 < len(annotation.encoded) and fold(annotation.word(head + 1)) in ("by", "from"):
        behind = phrase_behind(annotation, head)
        if behind is not None:
            taken = {each.words for each in found}
            inside = [each for each in everybody if behind[0] <= each.words[0] <= behind[1]]
            named = [each for each in inside if each.words not in taken]
            pattern = next(iter((*everybody, *event.actors)), None)
            missing = [replace(pattern, words=behind)] if pattern and not inside else []
            found += named or missing
    return [replace(each, probability=max(each.probability, GUESSED)) for each in found]


def looked_into(annotation: Annotation, event: Event) -> list[Participant]:
    """Whom or what an inquiry is into: what stands behind it, not who stands anywhere else."""
    first, last = event.predicate[0][0], event.predicate[-1][1]
    if passive(annotation, first):
        return list(event.recipients)
    span = phrase_behind(annotation, last, chained=True)
    everybody = (*event.recipients, *event.others)
    if span is None:
        return list(event.recipients)
    inside = [
        replace(each, probability=max(each.probability, GUESSED))
        for each in everybody
        if span[0] <= each.words[0] and each.words[1] <= span[1]
    ]
    taken = {each.words for each in inside}
    inside += [e for e in event.recipients if e.words[0] > last and e.words not in taken]
    if inside:
        return inside
    pattern = next(iter((*event.actors, *everybody)), None)
    return [replace(pattern, words=span, probability=GUESSED)] if pattern else []
