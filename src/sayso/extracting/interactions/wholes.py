"""Noun phrases of which the model marked a piece: "30" of "30 envoys", "force" of "air force"."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.entities import Entities, fold
from sayso.extracting.interactions.decoding import Event, Participant
from sayso.extracting.tables import table

_DANGLING = ("CD", "JJ", "HY", "PO")
"""Parts of speech that no phrase ends with where a noun follows."""
_GOES_ON = ("NN", "CD", "JJ", "HY")
_EDGE = ("IN", "TO", "CC", "WP", "WDT", ",")
_OF = frozenset({"of", "for"})
_LONGEST = 6
"""Words that are added on one side."""


def widened(
    annotation: Annotation, entities: Entities, event: Event, acts: Container[int]
) -> Event:
    """The event with whole parties; the words of ``acts``, its article's predicates, are none's."""

    def whole(side: Sequence[Participant]) -> tuple[Participant, ...]:
        spans = (_whole(annotation, entities, each.words, acts) for each in side)
        return _distinct(replace(p, words=span) for p, span in zip(side, spans, strict=True))

    actors, recipients = whole(event.actors), whole(event.recipients)
    taken = {word for each in (*actors, *recipients) for word in _words(each.words)}
    others = tuple(
        each for each in whole(event.others) if not taken.intersection(_words(each.words))
    )
    return replace(event, actors=actors, recipients=recipients, others=others)


def _words(span: Words) -> range:
    return range(span[0], span[1] + 1)


def _distinct(side: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each place once, the likelier one."""
    found: dict[Words, Participant] = {}
    for each in side:
        known = found.get(each.words)
        if known is None or each.probability > known.probability:
            found[each.words] = each
    return tuple(found.values())


def _whole(annotation: Annotation, entities: Entities, span: Words, acts: Container[int]) -> Words:
    first, last = span
    paragraph = annotation.encoded.paragraph
    while first < last and annotation.tag(first) in _EDGE:
        first += 1

    def free(word: int) -> bool:
        return (
            0 <= word < len(paragraph)
            and paragraph[word] == paragraph[span[0]]
            and word not in acts
        )

    end = last
    if annotation.tag(end)[:2] in _DANGLING or annotation.tag(end) in _EDGE:
        while (
            end - last < _LONGEST
            and free(end + 1)
            and (annotation.tag(end + 1)[:2] in _GOES_ON or annotation.glued(end + 1))
            and annotation.word(end + 1)[:1].isalnum() | annotation.glued(end + 1)
        ):
            end += 1
        while end > last and annotation.tag(end)[:2] != "NN":
            end -= 1
    elif _body(annotation, end) and free(end + 1) and free(end + 2):
        end += 2
        while free(end + 1) and annotation.tag(end + 1)[:3] == "NNP":
            end += 1
    while end > first and annotation.tag(end) in _EDGE:
        end -= 1
    begin = first
    while (
        first - begin < _LONGEST
        and free(begin - 1)
        and first not in entities.by_word
        and (annotation.tag(begin - 1) == "NN" or annotation.tag(begin)[:2] in ("PO", "HY"))
        and annotation.tag(begin)[:2] in ("NN", "PO", "HY")
    ):
        begin -= 1
    return begin, end


def _body(annotation: Annotation, word: int) -> bool:
    """Whether a name goes on with "of" and another: "Ministry" of "Ministry of Works"."""
    if word + 2 >= len(annotation.encoded):
        return False
    text = annotation.word(word)
    return (
        text[:1].isupper()
        and annotation.tag(word)[:2] == "NN"
        and fold(text) not in table("titles")
        and fold(annotation.word(word + 1)) in _OF
        and annotation.word(word + 2)[:1].isupper()
        and annotation.tag(word + 2)[:3] == "NNP"
    )
