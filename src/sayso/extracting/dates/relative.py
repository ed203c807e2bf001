"""Expressions that count from the article's day or from a day it named before."""

from __future__ import annotations

import re

from sayso.extracting.dates.days import (
    Days,
    months,
    moved,
    one,
    week,
    weekday,
    weekend,
    years,
)
from sayso.extracting.dates.rules import Setting, rule
from sayso.extracting.dates.vocabulary import (
    A_PART_OF_DAY,
    A_UNIT,
    A_WEEKDAY,
    EDGE,
    END,
    NUMBER,
    SP,
    TIME_OF_DAY,
    WEEKDAY,
    away,
    core,
    number,
    weekday_number,
    word_after,
    word_before,
)


def _around_today(match: re.Match[str], setting: Setting) -> Days | None:
    words = " ".join(match.group().lower().split())
    steps = {"yesterday": -1, "last": -1, "tomorrow": 1}
    step = next((step for word, step in steps.items() if word in words), 0)
    if words.startswith("the day"):
        step *= 2
    return one(setting.anchor, step) if setting.anchor else None


def _is_today(match: re.Match[str]) -> bool:
    """The day, not a name: "USA Today", "The Tonight Show"."""
    if match.group().islower():
        return True
    before, after = word_before(match.string, match.start()), word_after(match.string, match.end())
    return not before or not (before[0].isupper() or after[:1].isupper())


def _weekday(match: re.Match[str], setting: Setting) -> Days | None:
    index, side = weekday_number(match["weekday"]), (match["side"] or "").lower()
    anchor = setting.anchor
    if side.endswith(("previous", "following")):
        if not setting.mentioned_day:
            return None
        first = setting.mentioned_day.first
        back = side.endswith("previous")
        return weekday(one(first, -1 if back else 1).first, index, "past" if back else "future")
    if anchor is None:
        return None
    if side == "last":
        return weekday(one(anchor, -1).first, index, "past")
    if side in ("this", "next"):
        return one(week(anchor, away(side)).first, index)
    return weekday(anchor, index, setting.tense)


def _is_weekday(match: re.Match[str]) -> bool:
    """The day, not a paper's name: "the Sunday Times"."""
    before = word_before(match.string, match.start()).lower()
    if before in ("every", "each", "any"):
        return False
    named = word_after(match.string, match.end())[:1].isupper()
    sure = match["part"] or match["side"]
    return not (named and not sure and before in ("", "the", "a", "an"))


def _period(match: re.Match[str], setting: Setting) -> Days | None:
    side, unit = match["side"].lower().removeprefix("the "), match["unit"].lower()
    if side in ("that", "same"):
        return _whole(setting.named(unit), unit, 0)
    base = setting.today
    if side in ("previous", "following"):
        base = setting.named(unit) or (base if side == "previous" else None)
    return _whole(base, unit, away(side), (match["edge"] or "").lower())


def _the_period(match: re.Match[str], setting: Setting) -> Days | None:
    """The week of "earlier in the week": the one of the article's day."""
    return _whole(setting.today, match["unit"].lower(), 0, (match["edge"] or "").lower())


def _whole(base: Days | None, unit: str, step: int, edge: str = "") -> Days | None:
    """The week, month or year of ``base``, or one ``step`` further; of a year its edge."""
    if base is None:
        return None
    day = base.first
    if unit in ("day", "morning", "afternoon", "evening", "night"):
        return moved(base, "day", step)
    if unit == "week":
        return week(day, step) if base.granularity == "day" else None
    if unit == "weekend":
        return weekend(day, step) if base.granularity == "day" else None
    if unit == "month":
        return months(day.year, day.month + step) if base.granularity != "year" else None
    if edge:
        month = 12 if "end" in edge or "close" in edge else 6 if "middle" in edge else 1
        return months(day.year + step, month)
    return years(day.year + step)


def _past_weekend(_: re.Match[str], setting: Setting) -> Days | None:
    """For "over the weekend": the last that has begun, or the next after "will"."""
    if setting.anchor is None:
        return None
    ahead = setting.tense == "future" or setting.anchor.weekday() >= 5
    return weekend(setting.anchor, 0 if ahead else -1)


def _ago(match: re.Match[str], setting: Setting) -> Days | None:
    count = number(match["number"]) if match["number"] else None
    return _shifted(setting.today, match["unit"].lower(), -count) if count else None


def _from_mentioned(match: re.Match[str], setting: Setting) -> Days | None:
    """What is "two days later" counts from the day that the paragraph named last.

    What lies "a day earlier" than no named day lies before the article's.
    """
    count = number(match["number"]) if match["number"] else None
    back = match["way"].lower() in ("earlier", "before")
    base = setting.named(match["unit"].lower()) or (setting.today if back else None)
    if count is None:
        return None
    return _shifted(base, match["unit"].lower(), -count if back else count)


def _neighbour(match: re.Match[str], setting: Setting) -> Days | None:
    """The day before or after the one named last: "the previous day", "the next morning"."""
    back = match["side"].lower() in ("previous", "before")
    base = setting.mentioned_day or (setting.today if back else None)
    return moved(base, "day", -1 if back else 1) if base else None


def _shifted(base: Days | None, unit: str, count: int) -> Days | None:
    if base is None or unit == "decade":  # no year in particular
        return None
    return moved(base, unit, count)


def _to_the_base(match: re.Match[str]) -> bool:
    """Whether "the day before" stands alone: before a noun it counts from an event."""
    return word_after(match.string, match.end()).lower() not in ("the", "a", "his", "her", "their")


def _counts_back(match: re.Match[str]) -> bool:
    """Whether "two days before" ends a clause; before a word it is a conjunction."""
    return match["way"].lower() != "before" or not word_after(match.string, match.end())


_UNIT = r"(?P<unit>(?i:day|week|month|year|decade))"
_COUNT = rf"(?:(?P<number>{NUMBER}){SP})?{_UNIT}s?{END}"
_A_DAY = f"{core('day')}|{A_PART_OF_DAY}"
_A_UNIT_OR_DAY = core("day week month year")
_LEAD = rf"(?:(?i:earlier|later|early|late){SP})?"

RULES = (
    rule(
        core("today tonight yesterday tomorrow"),
        rf"{_LEAD}(?i:today|tonight|(?:the{SP}day{SP}(?:before|after){SP})?(?:yesterday|tomorrow))"
        rf"{END}(?:{SP}{TIME_OF_DAY}{END})?",
        _around_today,
        _is_today,
    ),
    rule(
        A_PART_OF_DAY,
        rf"{_LEAD}(?i:this{SP}(?:morning|afternoon|evening)|last{SP}(?:night|evening)){END}",
        _around_today,
        _is_today,
    ),
    rule(
        A_WEEKDAY,
        rf"(?P<part>(?i:earlier|later|early|late){SP}(?:on{SP})?)?"
        rf"(?:(?P<side>(?i:this|last|next|the{SP}(?:previous|following))){SP})?"
        rf"(?P<weekday>{WEEKDAY})(?:{SP}{TIME_OF_DAY}{END})?",
        _weekday,
        _is_weekday,
    ),
    rule(
        A_UNIT,
        rf"(?:{_LEAD}|{EDGE})(?P<side>(?i:this|last|next|that|(?:the{SP})?"
        rf"(?:same|previous|following|current))){SP}(?P<unit>(?i:weekend|week|month|year)){END}",
        _period,
    ),
    rule(
        _A_DAY,
        rf"{_LEAD}(?P<side>(?i:that|the{SP}same)){SP}(?P<unit>(?i:day|{TIME_OF_DAY})){END}"
        r"(?P<edge>)",
        _period,
    ),
    rule(
        _A_UNIT_OR_DAY,
        rf"(?i:earlier|later|early|late){SP}(?i:in|on){SP}the{SP}(?P<unit>(?i:day|week|month|year))"
        rf"{END}(?P<edge>)",
        _the_period,
    ),
    rule(
        A_UNIT,
        rf"(?P<edge>(?i:the{SP}(?:end|start|beginning|middle|close){SP}of{SP}the){SP})"
        rf"(?P<unit>(?i:week|month|year)){END}",
        _the_period,
    ),
    rule(core("weekend"), rf"(?i:(?:over|at|during){SP}the{SP}weekend){END}", _past_weekend),
    rule(core("ago"), rf"{_COUNT}{SP}(?i:ago){END}", _ago),
    rule(
        core("earlier later before"),
        rf"{_COUNT}{SP}(?P<way>(?i:earlier|later|before)){END}",
        _from_mentioned,
        _counts_back,
    ),
    rule(
        core("next previous following"),
        rf"the{SP}(?P<side>(?i:next|previous|following)){SP}(?i:day|{TIME_OF_DAY}){END}",
        _neighbour,
    ),
    rule(
        core("before after"),
        rf"the{SP}day{SP}(?P<side>(?i:before|after)){END}",
        _neighbour,
        _to_the_base,
    ),
)
