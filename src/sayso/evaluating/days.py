"""Dates of saying: what the gold resolves them to, and whether a found one is right."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from sayso.records import When

_RESOLVED: Final = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?")
_WEEK: Final = 7


def resolved(words: str, day_month_or_year: object) -> When | None:
    """The range that ``2031-05-02``, ``2031-05`` or ``2031`` is; null if it is none."""
    if not isinstance(day_month_or_year, str):
        return None
    match = _RESOLVED.fullmatch(day_month_or_year)
    if match is None:
        return None
    year = int(match["year"])
    month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
    granularity: Literal["day", "month", "year"]
    try:
        if month is not None and day is not None:
            granularity, first, last = "day", date(year, month, day), date(year, month, day)
        elif month is not None:
            granularity, first = "month", date(year, month, 1)
            last = date(year, month, calendar.monthrange(year, month)[1])
        else:
            granularity, first, last = "year", date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return When(words, first.isoformat(), last.isoformat(), granularity)


def same_time(accepted: Iterable[When], found: When | None) -> bool:
    """Whether the found range is one of the accepted, as far as gold can tell.

    Gold is a day, a month or a year and has no words for a week or for the
    first days of a month. So a range of more days than one is right as well if
    it overlaps the gold and is no longer than it, or no longer than a week.
    A single day where the gold has a month claims to know what nobody said.
    """
    if found is None or found.start is None or found.end is None:
        return False
    first, last = date.fromisoformat(found.start), date.fromisoformat(found.end)
    return any(_same(each, first, last) for each in accepted)


def _same(gold: When, first: date, last: date) -> bool:
    if gold.start is None or gold.end is None:
        return False
    gold_first, gold_last = date.fromisoformat(gold.start), date.fromisoformat(gold.end)
    if (first, last) == (gold_first, gold_last):
        return True
    longest = max(_length(gold_first, gold_last), _WEEK)
    return first <= gold_last and gold_first <= last and 1 < _length(first, last) <= longest


def _length(first: date, last: date) -> int:
    """Days, both ends included."""
    return (last - first).days + 1
