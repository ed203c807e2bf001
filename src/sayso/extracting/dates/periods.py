"""Expressions that name a month, quarter, season, year or decade."""

from __future__ import annotations

import re

from sayso.extracting.dates.days import Days, months, nearest, years
from sayso.extracting.dates.rules import Setting, in_year, rule
from sayso.extracting.dates.vocabulary import (
    A_MONTH,
    A_YEAR,
    EDGE,
    END,
    FUNCTION_WORDS,
    IN_YEAR,
    MONTH,
    MONTH_NAME,
    MONTHS,
    PART,
    QUARTERS,
    SEASONS,
    SP,
    VERBS,
    WEEKDAYS,
    YEAR,
    away,
    core,
    month_number,
    word_after,
    word_before,
    words,
)

_NAMES = words("March April May June August")
"""Months that are also given names, family names or other words."""
_SURE = words("in during throughout")
_WEAK = words("since until till through for by from to before after between of and or")
_CAPITALS = frozenset((*MONTHS, *WEEKDAYS)) | words(
    """After And Around As At Back Before Between But By Christmas During Early Easter For From Her
    His In Its Late Of On Only Our Since So Spring Summer Autumn Winter Then The Their This Through
    Throughout Till To Until When While With"""
)
"""Words that a month or year may follow though they are capitalised."""
_COUNTED_NOUN = re.compile(
    rf"{SP}?(?:[°%]|(?:km|m|kg|ft|mph|hp|[KMG]W|hours|minutes|miles|metres|meters|people)\b)"
)


def _month(match: re.Match[str], setting: Setting) -> Days | None:
    month = month_number(match["month"])
    return in_year(match, setting, lambda year: months(year, month))


def _bare_month(match: re.Match[str], setting: Setting) -> Days | None:
    """The last October is the last one before this month, this May this year's."""
    anchor, month = setting.anchor, month_number(match["month"])
    if anchor is None:
        return None
    which = (match["which"] or "").lower()
    if which == "last":
        return months(anchor.year - (month >= anchor.month), month)
    if which:
        return months(anchor.year + (which == "next" and month <= anchor.month), month)
    return nearest(anchor, lambda year: months(year, month), setting.tense)


def _year(match: re.Match[str], _: Setting) -> Days | None:
    first, until = int(match["year"]), match["until"]
    if not until:
        return years(first)
    last = int(until) if len(until) == 4 else first - first % 100 + int(until)
    return years(first, last - first + 1) if first < last else years(first)


def _decade(match: re.Match[str], _: Setting) -> Days | None:
    return years(int(match["year"]), 10)


def _season(match: re.Match[str], setting: Setting) -> Days | None:
    anchor, month = setting.anchor, SEASONS.get(match["season"].lower())
    if month is None:  # "ſpring" matches whatever the case, and is no key
        return None
    if match["year"]:
        return months(int(match["year"]), month, 3)
    if anchor is None:
        return None
    if match["which"]:  # "spring this year"
        return months(anchor.year + away(match["which"]), month, 3)
    nearby = [months(anchor.year + more, month, 3) for more in (-2, -1, 0, 1)]
    side = match["side"].lower()
    if side == "last":
        return [season for season in nearby if season.last < anchor][-1]
    if side == "next":
        return next(season for season in nearby if season.first > anchor)
    return next((season for season in nearby if season.first <= anchor <= season.last), nearby[2])


def _quarter(match: re.Match[str], setting: Setting) -> Days | None:
    index = int(match["q"][1:]) - 1 if match["q"] else QUARTERS.index(match["quarter"].lower())
    count = 3 * index + 1
    length, edge = 3, (match["edge"] or "").lower()
    if edge:
        count, length = count + (2 if "end" in edge or "close" in edge else 0), 1
    return in_year(match, setting, lambda year: months(year, count, length))


def _is_month(match: re.Match[str]) -> bool:
    """No month: Theresa May, "the March on the capital", "May I", April Ryan."""
    text, name = match.string, match["month"].capitalize()
    before, after = word_before(text, match.start()), word_after(text, match.end())
    lead = before.lower()
    if match["which"] or lead in _SURE:
        return True
    if after[:1].isupper():
        return name not in _NAMES and lead in _WEAK
    if match["part"] or match["edge"]:
        return True
    if before[:1].isupper() and lead.capitalize() not in _CAPITALS:
        return False
    if name not in _NAMES:
        return True
    if lead in ("the", "a", "its", "their"):
        return after.isalpha() and after not in FUNCTION_WORDS
    return lead in _WEAK and not (after in VERBS or after.endswith("ed"))


def _is_year(match: re.Match[str]) -> bool:
    """No year: "$2000", "No. 1984", "Flight 2019", "2000 km"."""
    text, start = match.string, match.start()
    if match["part"] or match["edge"]:
        return True
    if start and text[start - 1] in "$€£₹₱¥#©.,:/-–—@&=_+":
        return False
    if _COUNTED_NOUN.match(text, match.end()):
        return False
    before = word_before(text, start)
    if before[:1].isupper():
        return before.capitalize() in _CAPITALS
    return not before.endswith((".", "#")) and not before[-1:].isdigit()


def _is_season(match: re.Match[str]) -> bool:
    """Whether the year is told: "last spring", "spring 2020"; "in spring" may be any."""
    return bool(match["side"] or match["year"] or match["which"])


def _is_quarter(match: re.Match[str]) -> bool:
    """A quarter of a year and not of a game."""
    return bool(match["edge"] or match["year"] or match["which"])


_SIDE = r"(?i:this|last|next)"
_SEASON = f"(?i:{'|'.join(SEASONS)}){END}"
_QUARTER = rf"(?:the{SP})?(?:(?P<quarter>(?i:{'|'.join(QUARTERS)})){SP}quarter|(?P<q>Q[1-4])){END}"

RULES = (
    rule(A_MONTH, rf"{EDGE}{PART}(?P<month>{MONTH}){IN_YEAR}", _month),
    rule(
        A_MONTH,
        rf"{EDGE}(?:{PART}|(?P<which>{_SIDE}){SP})(?P<month>{MONTH_NAME})",
        _bare_month,
        _is_month,
    ),
    rule("[0-9]s", rf"{EDGE}{PART}(?:the{SP})?(?P<year>(?:1[5-9]|20)[0-9]0)s{END}", _decade),
    rule(
        A_YEAR,
        rf"{EDGE}{PART}(?P<year>{YEAR})(?:[-–/](?P<until>(?:20)?[0-9]{{2}}){END})?",
        _year,
        _is_year,
    ),
    rule(
        core(" ".join(SEASONS)),
        rf"{EDGE}(?:{PART}|(?P<side>{_SIDE}){SP})(?P<season>{_SEASON}){IN_YEAR}?",
        _season,
        _is_season,
    ),
    rule("quarter|Q[1-4]", rf"{EDGE}{_QUARTER}{IN_YEAR}?", _quarter, _is_quarter),
)
