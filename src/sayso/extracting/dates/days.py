"""Spans of days, and which of several an expression without a year means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

Granularity: TypeAlias = Literal["day", "month", "year", "unresolved"]
Tense: TypeAlias = Literal["past", "future"]

PAST_REACH = 240
"""Days that a date without a year may lie back.

News calls a month further away than that "last May"; a bare "in May" written
in February is the May to come.
"""
FUTURE_REACH = 270
"""Days that a date without a year may lie ahead, even after "will"."""


@dataclass(frozen=True, slots=True)
class Days:
    """From ``first`` to ``last``, both included, as exact as the words were.

    Every function here that makes one raises ``ValueError`` or ``OverflowError``
    for days that no calendar has.
    """

    first: date
    last: date
    granularity: Granularity = "day"


def one(day: date, away: int = 0) -> Days:
    """The single day ``away`` days after ``day``."""
    day += timedelta(days=away)
    return Days(day, day)


def week(day: date, away: int = 0) -> Days:
    """Monday to Sunday, ``away`` weeks after the week of ``day``."""
    monday = day + timedelta(days=7 * away - day.weekday())
    return Days(monday, monday + timedelta(days=6))


def weekend(day: date, away: int = 0) -> Days:
    """The Saturday and Sunday that end that week."""
    sunday = week(day, away).last
    return Days(sunday - timedelta(days=1), sunday)


def months(year: int, month: int, count: int = 1) -> Days:
    """``count`` whole months; ``month`` may lie outside 1 to 12 and carries over."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    after = year + (month + count - 1) // 12, (month + count - 1) % 12 + 1
    return Days(date(year, month, 1), date(*after, 1) - timedelta(days=1), "month")


def years(year: int, count: int = 1) -> Days:
    """``count`` whole years."""
    return Days(date(year, 1, 1), date(year + count - 1, 12, 31), "year")


def moved(base: Days, unit: str, count: int) -> Days | None:
    """``base`` moved by ``count`` days, weeks, months or years.

    None where the base is coarser than the unit: "two days after 2014".
    """
    start = base.first
    if unit == "day":
        return one(start, count) if base.first == base.last else None
    if unit == "week":
        return week(start, count) if base.granularity == "day" else None
    if unit == "month":
        return months(start.year, start.month + count) if base.granularity != "year" else None
    return years(start.year + count)


def weekday(anchor: date, index: int, tense: Tense | None) -> Days:
    """The nearest such weekday (Monday is 0), the anchor's own day included."""
    if tense == "future":
        return one(anchor, (index - anchor.weekday()) % 7)
    return one(anchor, -((anchor.weekday() - index) % 7))


def nearest(
    anchor: date,
    in_year: Callable[[int], Days],
    tense: Tense | None,
    reach: int = PAST_REACH,
) -> Days:
    """The year's recurrence that is meant: the last one, or else the next.

    Args:
        anchor: The day to count from.
        in_year: The days in a given year; may raise ``ValueError``.
        tense: What the sentence says about it, if anything.
        reach: Days that the last one may lie back if the sentence says nothing.
    """
    options = list(_possible(in_year, range(anchor.year - 1, anchor.year + 2)))
    behind = [days for days in options if days.first <= anchor]
    ahead = [days for days in options if days.last >= anchor]
    if not behind or not ahead:
        raise ValueError("no such day within a year of the anchor")
    last, following = behind[-1], ahead[0]
    if tense == "future":
        return following if (following.first - anchor).days <= FUTURE_REACH else last
    return last if tense == "past" or (anchor - last.last).days <= reach else following


def _possible(in_year: Callable[[int], Days], wanted: Iterable[int]) -> Iterable[Days]:
    for year in wanted:
        try:
            yield in_year(year)
        except (ValueError, OverflowError):  # 29 February, or the calendar's edge
            continue


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - shift + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
