"""From what a person wants changed to the new values of a statement's fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, TypeAlias, TypedDict, get_args

from sayso.days import first_day, last_day
from sayso.errors import UsageError
from sayso.ledger.reviews.fields import CHOICES, PASSAGES, Value, Values, values
from sayso.ledger.reviews.places import paragraphs, passage
from sayso.records import (
    Form,
    Hedge,
    Kind,
    Mention,
    Passage,
    Span,
    Speaker,
    Stance,
    Statement,
    Type,
    When,
)

Place: TypeAlias = str | Sequence[Span] | None
"""Words as they stand in the article, offsets like ``"120-140,150-160"``, or spans."""
Voices: TypeAlias = str | Speaker | Sequence[str | Speaker] | None

_KINDS: Final[tuple[str, ...]] = get_args(Kind)
_LONGEST: Final = 300
"""Characters of a name or a role."""
_MOST: Final = 20
"""Speakers or addressees of one statement."""
_DAY: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class Changes(TypedDict, total=False):
    """What can be corrected. None or ``""`` takes away what is there.

    ``kind`` and ``role`` are of the speaker, who must then be the only one.
    """

    speaker: Voices
    kind: Kind
    role: str | None
    addressees: Voices
    source: Place
    cue: Place
    content: Place
    stance: Stance
    hedge: Hedge
    type: Type
    form: Form
    said_on: str | When | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a statement's article says that bears on a correction."""

    text: str
    published: str | None
    """ISO date or time."""
    known: Mapping[str, Speaker]
    """Those who speak or are spoken to in the article, by their names in lower case."""


def changed(statement: Statement, around: Surroundings, changes: Changes) -> Values:
    """The fields whose values are other than before, with the new ones.

    Raises:
        UsageError: something is asked for that cannot be, or nothing would change.
    """
    unknown = sorted(set(changes) - Changes.__annotations__.keys())
    if unknown:
        raise UsageError(
            f"{unknown[0]} cannot be corrected; these can: {', '.join(Changes.__annotations__)}"
        )
    given: dict[str, Any] = dict(changes)
    new: Values = {}
    passages: dict[str, Any] = {}
    near = paragraphs(around.text, *_reach(statement))
    for name in PASSAGES:
        if name in given:
            passages[name] = _passage(around.text, given[name], near, name)
    for name in CHOICES:
        if name in given:
            new[name] = _choice(name, given[name], CHOICES[name])
    # After the spans: where a name stands is told from there.
    after = replace(statement, **passages)
    new |= passages
    if "addressees" in given:
        new["addressees"] = _voices(given["addressees"], after, around, "addressees")
    if {"speaker", "kind", "role"} & given.keys():
        new["speakers"] = _speakers(given, after, around)
    if "said_on" in given:
        new["said_on"] = _said_on(given["said_on"], near, around)
    now = values(statement)
    different = {name: value for name, value in new.items() if value != now[name]}
    if not different:
        raise UsageError("that is what the statement says already; nothing would change")
    return different


def _reach(statement: Statement) -> Span:
    parts = [part for part in (statement.source, statement.cue, statement.content) if part]
    return min(part.start for part in parts), max(part.end for part in parts)


def _passage(text: str, given: Place, near: Span, name: str) -> Passage | None:
    if given is None or (isinstance(given, str) and not given.strip()):
        if name == "content":
            raise UsageError("a statement without content is none; reject it instead")
        return None
    return passage(text, given, near, name)


def _choice(name: str, given: object, allowed: Sequence[str]) -> str:
    if given not in allowed:
        raise UsageError(f"{name} is {', '.join(allowed[:-1])} or {allowed[-1]}, not {given!r:.40}")
    return str(given)


def _speakers(
    given: Mapping[str, Any], statement: Statement, around: Surroundings
) -> tuple[Speaker, ...]:
    people = statement.speakers
    if "speaker" in given:
        people = _voices(given["speaker"], statement, around, "speaker")
    if not {"kind", "role"} & given.keys():
        return people
    if len(people) != 1:
        raise UsageError(
            f"kind and role are of one speaker, but there are {len(people)}; name one, too"
        )
    more: dict[str, Any] = {}
    if "kind" in given:
        more["kind"] = _choice("kind", given["kind"], _KINDS)
    if "role" in given:
        more["role"] = _name(given["role"], "role") if given["role"] else None
    return (replace(people[0], **more),)


def _voices(
    given: Voices, statement: Statement, around: Surroundings, field: str
) -> tuple[Speaker, ...]:
    if given is None or given == "":
        return ()
    listed = [given] if isinstance(given, str | Speaker) else list(given)
    if len(listed) > _MOST:
        raise UsageError(f"{field}: {len(listed)} are too many; {_MOST} can be kept")
    return tuple(
        each if isinstance(each, Speaker) else _voice(_name(each, field), statement, around)
        for each in listed
    )


def _voice(name: str, statement: Statement, around: Surroundings) -> Speaker:
    """A speaker by name: what else the article says of them comes along."""
    known = around.known.get(name.casefold())
    source = statement.source.text.casefold() if statement.source else ""
    return Speaker(
        name,
        known.kind if known else "unknown",
        known.role if known else None,
        None if name.casefold() in source else _mention(name, _reach(statement)[0], around.text),
    )


def _mention(name: str, before: int, text: str) -> Mention | None:
    """The last place before there where the name stands, else the first after it."""
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    if not found:
        return None
    start, end = next((place for place in reversed(found) if place[0] < before), found[0])
    return Mention(text[start:end], start, end)


def _name(given: object, field: str) -> str:
    name = " ".join(given.split()) if isinstance(given, str) else ""
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise UsageError(f"{field}: {given!r:.40} is no name; give 1 to {_LONGEST} characters")
    return name


def _said_on(given: str | When | None, near: Span, around: Surroundings) -> Value:
    if given is None or isinstance(given, When):
        return given
    words = " ".join(given.split())
    if not words:
        return None
    first, sign, last = words.partition("/")
    if _DAY.fullmatch(first) and (not sign or _DAY.fullmatch(last)):
        start, end = first_day(first, "said_on"), last_day(last or first, "said_on")
        if start > end:
            raise UsageError(f"said_on: {words} ends before it begins")
        return When(words, start.isoformat(), end.isoformat(), _granularity(first, last))
    return _dated(given, near, around)


def _dated(words: str, near: Span, around: Surroundings) -> When:
    """The date that the article's own words mean."""
    from sayso.extracting.dates import article_date, find_dates

    (start, end) = passage(around.text, words, near, "said_on").fragments[0]
    try:
        published = date.fromisoformat((around.published or "")[:10])
    except ValueError:
        published = None
    for found in find_dates(around.text, article_date(around.text, published)):
        if found.start < end and start < found.end:
            first = found.first.isoformat() if found.first else None
            last = found.last.isoformat() if found.last else None
            place = ((found.start, found.end),)
            return When(found.text, first, last, found.granularity, place)
    raise UsageError(f"said_on: {words!r:.60} is no date; give one like 2026-03-02 or 2026-03")


def _granularity(first: str, last: str) -> Literal["day", "month", "year"]:
    if last or len(first) == 10:
        return "day"
    return "month" if len(first) == 7 else "year"
