"""Expressions that name a day of a month: "Dec. 31", "25 to 29 March 2021", "2023-12-31"."""

from __future__ import annotations

import re
from datetime import date

from sayso.extracting.dates.days import Days, months, one
from sayso.extracting.dates.rules import Setting, in_year, rule
from sayso.extracting.dates.vocabulary import (
    A_MONTH,
    BEFORE_DATE,
    DAY,
    END,
    FUNCTION_WORDS,
    IN_YEAR,
    MONTH,
    SP,
    leading_number,
    month_number,
    word_after,
    word_before,
)

_TO = rf"(?:{SP}?[-–—]{SP}?|{SP}(?:to|through|until|till){SP}|{SP}(?P<between>and){SP})"
_TWO_NUMBERS = "[0-9][-/.][0-9]"
_ORDINAL = "[0-9](?:st|nd|rd|th)"
_FULL_YEAR = "(?P<year>(?:1[5-9]|20)[0-9]{2})"


def _day(match: re.Match[str], setting: Setting) -> Days | None:
    month, day = month_number(match["month"]), leading_number(match["day"])
    return in_year(match, setting, lambda year: one(date(year, month, day)))


def _is_day(match: re.Match[str]) -> bool:
    """Days come "on": "in March 30 soldiers fell" names the month alone."""
    if match["year"] or match["which"]:
        return True
    return word_before(match.string, match.start()).lower() != "in"


def _stretch(match: re.Match[str], setting: Setting) -> Days | None:
    first = month_number(match["month"] or match["month2"])
    last = month_number(match["month2"] or match["month"])
    days = leading_number(match["day"]), leading_number(match["day2"])

    def make(year: int) -> Days:
        start, end = date(year, first, days[0]), date(year, last, days[1])
        if first > last:  # "December 30 to January 2, 2024" names the later year
            start = start.replace(year=year - 1)
        if start > end:
            raise ValueError("ends before it starts")
        return Days(start, end)

    return in_year(match, setting, make)


def _between_if_and(match: re.Match[str]) -> bool:
    """Not "and" alone: "May 3 and 9" are two days unless "between" stands before them."""
    before = word_before(match.string, match.start())
    return not match["between"] or before.lower() == "between"


def _numeric(match: re.Match[str], _: Setting) -> Days | None:
    return one(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _day_or_month_first(match: re.Match[str], _: Setting) -> Days | None:
    day, month = int(match["first"]), int(match["second"])
    if month > 12:
        day, month = month, day
    return one(date(int(match["year"]), month, day))


def _unambiguous(match: re.Match[str]) -> bool:
    """3/4/2024 is March here and April there; with points the day always comes first."""
    first, second = int(match["first"]), int(match["second"])
    return min(first, second) <= 12 and (
        match["mark"] == "." or max(first, second) > 12 or first == second
    )


def _nth(match: re.Match[str], setting: Setting) -> Days | None:
    """The 14th: of this month, or of the one before or after."""
    anchor, day = setting.anchor, leading_number(match["day"])
    if anchor is None:
        return None
    ahead = setting.tense == "future"
    for step in (0, 1, 2) if ahead else (0, -1, -2):
        try:
            found = months(anchor.year, anchor.month + step).first.replace(day=day)
        except ValueError:  # no 31st in that month
            continue
        if found >= anchor if ahead else found <= anchor:
            return one(found)
    return None


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether no noun follows the number: "on the 25th", not "on the 5th floor"."""
    before = word_before(match.string, match.start()).lower()
    after = word_after(match.string, match.end()).lower()
    alone = not after or after in FUNCTION_WORDS
    return alone and before in ("on", "by", "until", "till", "since", "from")


RULES = (
    rule(
        _TWO_NUMBERS,
        rf"{_FULL_YEAR}(?P<mark>[-/.])(?P<month>0[1-9]|1[0-2])(?P=mark)"
        rf"(?P<day>0[1-9]|[12][0-9]|3[01])(?:(?=T[0-9])|{END})",
        _numeric,
    ),
    rule(
        _TWO_NUMBERS,
        rf"(?P<first>[0-3]?[0-9])(?P<mark>[-/.])(?P<second>[0-3]?[0-9])(?P=mark){_FULL_YEAR}{END}",
        _day_or_month_first,
        _unambiguous,
    ),
    rule(
        A_MONTH,
        rf"{BEFORE_DATE}(?P<month>{MONTH}){SP}?(?P<day>{DAY}){_TO}"
        rf"(?:(?P<month2>{MONTH}){SP})?(?P<day2>{DAY}){IN_YEAR}?",
        _stretch,
        _between_if_and,
    ),
    rule(
        A_MONTH,
        rf"{BEFORE_DATE}(?P<day>{DAY})(?:{SP}(?P<month>{MONTH}))?{_TO}"
        rf"(?P<day2>{DAY}){SP}(?P<month2>{MONTH}){IN_YEAR}?",
        _stretch,
        _between_if_and,
    ),
    rule(A_MONTH, rf"{BEFORE_DATE}(?P<month>{MONTH}){SP}?(?P<day>{DAY}){IN_YEAR}?", _day, _is_day),
    rule(A_MONTH, rf"{BEFORE_DATE}(?P<day>{DAY})(?:{SP}of)?{SP}(?P<month>{MONTH}){IN_YEAR}?", _day),
    rule(
        _ORDINAL,
        rf"the{SP}(?P<day>(?:3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)){END}(?!-)",
        _nth,
        _stands_alone,
    ),
)
