"""What is said of a found statement beside its spans, compared with the gold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from sayso.evaluating.days import same_time
from sayso.evaluating.gold import AND, UNKNOWN, GoldAttribution, Labels
from sayso.evaluating.names import same_head, same_speaker, stands_in
from sayso.records import Statement, When

Attribute = Literal["speaker", "kind", "type", "stance", "hedge", "addressee", "date"]

COMMON: Final[dict[Attribute, str]] = {
    "kind": "person",
    "type": "assertion",
    "stance": "affirms",
    "hedge": "none",
}
"""The value that a system can guess and mostly be right."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One attribute of a statement, as the gold has it and as it was found."""

    attribute: Attribute
    gold: str
    """Empty where there is none."""
    found: str
    right: bool
    rare: bool
    """The gold is not what a system can guess.

    A speaker whose name does not stand in the source, a kind, type, stance or
    hedge other than the ``COMMON`` one, an addressee at all, a date that is no
    single day.
    """


def compare(article_text: str, gold: GoldAttribution, statement: Statement) -> Iterator[Comparison]:
    """The attributes that the gold labels, in the order of ``Attribute``."""
    labels = gold.labels
    if labels is None:
        return
    yield _speaker(article_text, gold, labels, statement)
    if labels.kind is not None:
        yield _kind(labels.kind, labels, statement)
    yield _value("type", labels.type, statement.type)
    yield _value("stance", labels.stance, statement.stance)
    yield _value("hedge", labels.hedge, statement.hedge)
    if labels.addressees is not None:
        yield _addressee(labels.addressees, statement)
    if labels.said_on:
        yield _date(labels.said_on, statement.said_on)


def _speaker(
    article_text: str, gold: GoldAttribution, labels: Labels, statement: Statement
) -> Comparison:
    found = _speakers(statement)
    source = " ".join(article_text[start:end] for start, end in gold.source)
    readable = any(name == UNKNOWN or stands_in(name, source) for name in labels.speakers)
    return Comparison(
        "speaker",
        _either(labels.speakers),
        AND.join(found),
        right=same_speaker(labels.speakers, found, labels.kind),
        rare=not readable,
    )


def _speakers(statement: Statement) -> list[str]:
    speakers = statement.speakers or ((statement.speaker,) if statement.speaker else ())
    return [speaker.name for speaker in speakers]


def _kind(gold: str, labels: Labels, statement: Statement) -> Comparison:
    found = statement.speaker.kind if statement.speaker else "unknown"
    # Annotators call "A and B" a group, or by what A and B each are.
    joint = len(statement.speakers) > 1 or any(AND in name for name in labels.speakers)
    both_ways = joint and {gold, found} == {"group", "person"}
    several = len(statement.speakers) > 1 and gold == "group"
    return _value("kind", gold, gold if both_ways or several else found)


def _value(attribute: Attribute, gold: str, found: str) -> Comparison:
    return Comparison(attribute, gold, found, gold == found, rare=gold != COMMON[attribute])


def _addressee(gold: tuple[str, ...], statement: Statement) -> Comparison:
    found = [addressee.name for addressee in statement.addressees]
    # Annotators differ in how much of "a gathering of miners" they write down.
    met = any(same_head(name, each) for name in gold for each in found)
    right = met or same_speaker(gold, found, None) if gold else not found
    return Comparison("addressee", _either(gold), AND.join(found), right=right, rare=bool(gold))


def _date(gold: tuple[When, ...], found: When | None) -> Comparison:
    return Comparison(
        "date",
        _either(tuple(_range(each) for each in gold)),
        _range(found) if found else "",
        right=same_time(gold, found),
        rare=any(each.granularity != "day" for each in gold),
    )


def _range(when: When) -> str:
    """The words with the days that they mean."""
    days = when.start if when.start == when.end else f"{when.start} to {when.end}"
    return f"{when.text} ({days or when.granularity})"


def _either(accepted: tuple[str, ...]) -> str:
    return " or ".join(accepted)
