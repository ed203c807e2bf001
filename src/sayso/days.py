"""Days as people type them, to narrow something down to a span of time."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from sayso.errors import UsageError

_GIVEN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def first_day(given: str, name: str = "the day") -> date:
    """The first day of 2026-03-31, 2026-03 or 2026.

    Args:
        given: what somebody typed.
        name: what it is for, for the message.

    Raises:
        UsageError: it is none of these.
    """
    return _ends(given, name)[0]


def last_day(given: str, name: str = "the day") -> date:
    """The last day of what was given; see ``first_day``."""
    return _ends(given, name)[1]


def days(
    since: str | None, until: str | None, names: tuple[str, str] = ("since", "until")
) -> tuple[date | None, date | None]:
    """The first and the last day of a span; what is not given is open.

    Args:
        since: the day, month or year that it begins with.
        until: the one that it ends with, included.
        names: what the two are called, for the message.

    Raises:
        UsageError: one is no date, or the span ends before it begins.
    """
    first = first_day(since, names[0]) if since else None
    last = last_day(until, names[1]) if until else None
    if first and last and first > last:
        raise UsageError(f"{names[0]} {first} is after {names[1]} {last}; exchange them")
    return first, last


def iso_days(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """``days`` as ISO dates, as they are compared in a ledger."""
    first, last = days(since, until)
    return first.isoformat() if first else None, last.isoformat() if last else None


def _ends(given: str, name: str) -> tuple[date, date]:
    try:
        if (match := _GIVEN.fullmatch(given.strip())) is None:
            raise ValueError
        year, month, day = (int(part) if part else 0 for part in match.groups())
        if day:
            return date(year, month, day), date(year, month, day)
        last = month or 12
        return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:
        raise UsageError(
            f"{name} {given!r:.40} is no date; write 2026-03-31, 2026-03 or 2026"
        ) from None
