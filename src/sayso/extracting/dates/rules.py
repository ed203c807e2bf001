"""What a rule of the grammar is, and how it reaches the year it leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sayso.extracting.dates.days import PAST_REACH, Days, Tense, nearest, one
from sayso.extracting.dates.tense import tense_around
from sayso.extracting.dates.vocabulary import away


@dataclass(frozen=True, slots=True)
class Setting:
    """What a relative expression counts from."""

    text: str
    start: int
    end: int
    anchor: date | None
    """The article's own day."""
    mentioned: Days | None
    """The days that the paragraph named last: from them "two years later" counts."""
    mentioned_day: Days | None
    """The single day that it named last: from it "two days later" counts."""

    @property
    def today(self) -> Days | None:
        """The article's own day as a span of days."""
        return one(self.anchor) if self.anchor else None

    def named(self, unit: str) -> Days | None:
        """The days from which "later" counts in such units."""
        return self.mentioned if unit in ("month", "year") else self.mentioned_day

    @property
    def tense(self) -> Tense | None:
        """Whether the sentence looks back or ahead."""
        return tense_around(self.text, self.start, self.end)


Resolve: TypeAlias = Callable[[re.Match[str], Setting], Days | None]
"""The days that a match means, None if they cannot be known.

May raise ``ValueError`` or ``OverflowError`` for days that do not exist.
"""
Accept: TypeAlias = Callable[[re.Match[str]], bool]
"""Whether a match is a date at all, by the words around it."""


def always(_: re.Match[str]) -> bool:
    """For patterns that match nothing but dates."""
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of expression: how it looks and what it means."""

    core: re.Pattern[str]
    """What stands in every match, and is found much faster than the pattern."""
    pattern: re.Pattern[str]
    resolve: Resolve
    accept: Accept = always


def rule(core: str, pattern: str, resolve: Resolve, accept: Accept = always) -> Rule:
    """The rule for a pattern that starts where a word starts, and holds ``core``."""
    return Rule(re.compile(core), re.compile(rf"(?<!\w){pattern}"), resolve, accept)


def in_year(
    match: re.Match[str], setting: Setting, make: Callable[[int], Days], reach: int = PAST_REACH
) -> Days | None:
    """``make`` for the year in the group ``year`` or ``which``, or for the one meant."""
    words = match.groupdict()
    if words.get("year"):
        return make(int(words["year"]))
    if setting.anchor is None:
        return None
    if words.get("which"):
        return make(setting.anchor.year + away(words["which"]))
    return nearest(setting.anchor, make, setting.tense, reach)
