"""Every date of a text, with its words, its place and the days that it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sayso.extracting.dates import explicit, feasts, periods, relative
from sayso.extracting.dates.days import Days, Granularity, moved
from sayso.extracting.dates.rules import Rule, Setting
from sayso.extracting.dates.vocabulary import END, NUMBER, SP, core, number
from sayso.records import Span

RULES: tuple[Rule, ...] = (*explicit.RULES, *periods.RULES, *feasts.RULES, *relative.RULES)

_OFFSET = re.compile(
    rf"(?<!\w)(?P<number>{NUMBER}){SP}(?P<unit>(?i:day|week|month|year))s?{SP}"
    rf"(?P<way>(?i:before|after)){SP}(?:the{SP}(?=[A-Z]))?"
)
_EVENT = re.compile(
    rf"(?:the|a|an|his|her|its|their|this|that)(?:{SP}(?!(?:a|an|the|of|on|for|to|in|at|by|with|from|and"
    rf"|or|but|is|are|was|were|has|had|have|did|said|says|told|will|would|when|while|who|which|that"
    rf"|as|he|she|it|they|we){END})[\w'’-]{{1,30}}){{1,3}}"
)
"""What "two days after" counts from when it is no date: "the vote"."""
_WAY = re.compile(core("before after"))
_LONGEST = 120
"""More characters than the longest expression has."""
_NEAR = 400
"""Characters that "two days later" may stand from the day it counts from."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression; ``text`` is the article's ``[start:end]``.

    ``first`` and ``last`` are both included, and null where ``granularity`` is
    "unresolved": the words depend on a day that the article does not give.
    The preposition before ("on", "since") is no part of it.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A match that may turn out to be part of a longer one."""

    start: int
    end: int
    match: re.Match[str]
    rule: Rule | None
    """None for an offset: "two days after" something."""
    base: _Candidate | None = None
    """The date that an offset counts from; None for an event."""

    def days(self, setting: Setting) -> Days | None:
        """What it means, None if that depends on what the article does not say."""
        try:
            if self.rule:
                return self.rule.resolve(self.match, setting)
            return self._offset(setting)
        except (ValueError, OverflowError):  # a day that no calendar has
            return None

    def _offset(self, setting: Setting) -> Days | None:
        base = self.base.days(setting) if self.base else None
        count = number(self.match["number"])
        if base is None or count is None:
            return None
        if base.granularity == "year" and self.match["unit"].lower() != "year":
            return base  # "two days after Republic Day 2026": its year is all that is known
        way = -1 if self.match["way"].lower() == "before" else 1
        return moved(base, self.match["unit"].lower(), way * count)


def find_dates(text: str, anchor: date | None) -> list[Found]:
    """Every date expression in ``text``, in order, without overlaps.

    Args:
        text: An article, or any text.
        anchor: The article's own day; without it relative dates stay
            unresolved and keep their words.
    """
    found: list[Found] = []
    mentioned: Days | None = None
    mentioned_day: Days | None = None
    reached = 0
    for candidate in _longest(text):
        start, end = candidate.start, candidate.end
        if not _together(text, reached, start):
            mentioned = mentioned_day = None
        days = candidate.days(Setting(text, start, end, anchor, mentioned, mentioned_day))
        words, reached = text[start:end], end
        if days:
            mentioned = days
            mentioned_day = days if days.first == days.last else mentioned_day
            found.append(Found(start, end, words, days.first, days.last, days.granularity))
        else:
            found.append(Found(start, end, words, None, None, "unresolved"))
    return found


def _longest(text: str) -> Iterator[_Candidate]:
    """Of the matches that overlap the one that starts first, of those the longest."""
    at: dict[int, _Candidate] = {}
    around: dict[re.Pattern[str], list[Span]] = {}
    for rule in RULES:
        if rule.core not in around:
            around[rule.core] = _around(rule.core, text)
        for match in _within(around[rule.core], rule.pattern, text):
            candidate = _Candidate(match.start(), match.end(), match, rule)
            known = at.get(candidate.start)
            if (known is None or known.end < candidate.end) and rule.accept(match):
                at[candidate.start] = candidate
    for match in _within(_around(_WAY, text), _OFFSET, text):
        base = at.get(match.end())
        event = None if base else _EVENT.match(text, match.end())
        if base or event:
            end = base.end if base else event.end() if event else match.end()
            at[match.start()] = _Candidate(match.start(), end, match, None, base)
    reached = 0
    for start in sorted(at):
        if start >= reached:
            reached = at[start].end
            yield at[start]


def _around(core: re.Pattern[str], text: str) -> list[Span]:
    """Where expressions with such a core can be: near one, in as few pieces as possible."""
    found: list[Span] = []
    for match in core.finditer(text):
        low, high = max(0, match.start() - _LONGEST), match.end() + _LONGEST
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], high
        else:
            found.append((low, high))
    return found


def _within(places: list[Span], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for low, high in places:
        yield from pattern.finditer(text, low, high)


def _together(text: str, end: int, start: int) -> bool:
    """Whether words at ``start`` may count from a day that those up to ``end`` name."""
    return start - end <= _NEAR and "\n\n" not in text[end:start]
