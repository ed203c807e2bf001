"""What narrows a search down: filters, as words for the index to match."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias, TypedDict, get_args

from sayso.errors import UsageError
from sayso.ledger.searching.querying import (
    EVERY,
    All,
    Any_,
    Near,
    Node,
    Term,
    Tokenizer,
)
from sayso.records import Form, Hedge, Kind, Stance, Type

Dated: TypeAlias = Literal["said", "published"]
Some: TypeAlias = str | Sequence[str]
"""One value, or several of which one is enough."""

_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "kind": get_args(Kind),
    "stance": get_args(Stance),
    "hedge": get_args(Hedge),
    "type": get_args(Type),
    "form": get_args(Form),
}
_APART: Final = 3
"""Words that may stand between those of a name: "Vladimir V. Putin"."""


class Filters(TypedDict, total=False):
    """What a search may be narrowed by; all of it has to hold.

    Where several values may be given, one of them is enough.
    """

    speaker: Some
    """A name or part of it; in quotation marks the whole name; or the id of a person."""
    about: str
    """Words of the content, or a person's name: any name that they are known by."""
    to: Some
    """To whom it was said: a name, as for ``speaker``."""
    kind: Some
    """Of the speakers: person, organization …"""
    stance: Some
    hedge: Some
    type: Some
    form: Some
    outlet: Some
    """Its name, or part of it."""
    since: str | None
    """The first day: 2024-03-31, 2024-03 or 2024."""
    until: str | None
    """The last day."""
    dated: Dated
    """Which day counts: when it was said, as far as that is known (else when the article
    appeared), or when the article appeared. By default the first."""
    unnamed: bool | None
    """True: only where no speaker has a name. False: only where one has. None: all."""
    nested: bool | None
    """True: only statements within others. False: only outermost ones. None: all."""
    rejected: bool
    """Also what a reviewer rejected. By default not."""
    article: str
    """The id of the only article to look into, or its beginning."""
    min_confidence: float


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row has to meet beyond what the index can tell."""

    sql: str
    values: tuple[str | int | float, ...]


def choice(name: str, value: Some, allowed: Sequence[str] | None = None) -> Node:
    """One of the values that the field can have.

    Raises:
        UsageError: it cannot have one of them.
    """
    options = allowed or _CHOICES[name]
    fixed = {each.casefold(): each for each in options}
    found = []
    for each in several(value):
        if each.strip().casefold() not in fixed:
            raise UsageError(f"there is no {name} {each!r:.40}; it is one of: {', '.join(options)}")
        found.append(tag(name, fixed[each.strip().casefold()]))
    return either(found)


def tag(name: str, value: object = "") -> Term:
    """The word for a field's value in the index."""
    return Term("tags", (f"{name}{value}".casefold(),))


def either(parts: Iterable[Node]) -> Node:
    """At least one of these; without any, nothing is."""
    kept = tuple(parts)
    if not kept:
        return All((), (EVERY,))
    return kept[0] if len(kept) == 1 else Any_(kept)


def several(value: Some) -> tuple[str, ...]:
    """The values, however they were given."""
    return (value,) if isinstance(value, str) else tuple(value)


def named(column: str, name: str, tokenizer: Tokenizer, what: str) -> Node:
    """A name, or part of it, or with a star at its end the beginning of one.

    Raises:
        UsageError: there is no word in it.
    """
    words = tuple(word for _, _, word in tokenizer(name[:200]))
    if not words:
        raise UsageError(f"{name!r:.40} is no name of {what}: a name has letters")
    begins = name.rstrip().endswith("*") and len(words[-1]) > 1
    return Near(column, words, _APART, begins) if len(words) > 1 else Term(column, words, begins)


def sure(least: float) -> Node | None:
    """Those that may be at least so sure: the index knows tenths.

    Raises:
        UsageError: it is no probability.
    """
    if not 0 <= least <= 1:
        raise UsageError(f"a confidence is a number from 0 to 1, not {least}")
    tenth = min(int(least * 10), 9)
    return either(tag("sure", each) for each in range(tenth, 10)) if tenth else None


def published(since: date, until: date) -> Node:
    """Articles of these days, in as few words as there can be: years, months, days."""
    found: list[Node] = []
    at = since
    while at <= until:
        month_ends = date(at.year, at.month, calendar.monthrange(at.year, at.month)[1])
        if (at.month, at.day) == (1, 1) and date(at.year, 12, 31) <= until:
            found.append(tag("year", f"{at.year:04}"))
            at = date(at.year, 12, 31)
        elif at.day == 1 and month_ends <= until:
            found.append(tag("month", f"{at.year:04}{at.month:02}"))
            at = month_ends
        else:
            found.append(tag("day", f"{at.year:04}{at.month:02}{at.day:02}"))
        if at == date.max:
            break
        at += timedelta(1)
    return either(found)
