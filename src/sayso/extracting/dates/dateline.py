"""The day from which an article counts: its dateline, a date line, or its lead.

A dateline stands before the story ("MOSCOW, Jan 2 (Reuters) -"), a date line
by itself ("Published: 3 May 2024"). Only the top of the article is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from sayso.extracting.dates.finding import Found, find_dates
from sayso.extracting.dates.vocabulary import MONTH, WEEKDAY

_HEAD = 2000
"""Characters at the top that may hold the article's date."""
_LEAD = 1000
"""Characters at the top that may name the day of the news."""
_LINES = 12
_LINE_WIDTH = 160
"""Characters of a line that are read: a dateline stands at its start."""

_NO_PLACE = "On|In|By|At|Since|Until|After|Before|From|To|The"
_WORD = rf"(?!(?:{_NO_PLACE})\b)(?:[^\W\d_a-z][\w.'’]{{0,24}}|of|de|la|and)"
_BYLINE = re.compile(r"(?:By|BY|by)\s[^|,–—]{1,50}(?:\s?[|,–—-])?\s?")
_PLACE = re.compile(
    rf"{_WORD}(?:(?:\s?[,/]\s?|\s|-){_WORD}){{0,7}}(?:\s?[(\[][^()\[\]]{{1,30}}[)\]])?"
    r"(?:\s?[,:–—|]|\s-)?\s?"
)
_AFTER_PLACE = re.compile(r"\s?(?:[(\[/:|–—]|-|\.\s?(?:[/(\[–—-]|$)|,\s?[A-Z]{2,12}\b\s?[-–—:(]|$)")
_LABEL = re.compile(
    r"\W{0,3}(?:(?:first\s)?(?:published|posted|issued|released)|date|dated|(?:last\s)?"
    r"(?P<updated>updated|modified))(?:\s?on)?\s?[:|–—-]?\s?"
    r"(?:(?:at\s)?[0-9]{1,2}[:.h][0-9]{2}[^,|]{0,12}[,|]?\s)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:T|[\s,|·•–—-]{0,3}(?:at\s)?)(?:[0-9]{1,2}[:.h][0-9]{2}.{0,40})?|\s?[|·•(].{0,80}"
)
_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)[0-9]{2}(?![\w/-]|[.,][0-9])")
_NAMES_A_DAY = re.compile(rf"(?<!\w){MONTH}|[0-9][-./][0-9]")
_WEEKDAY_AND_YEAR = re.compile(rf"{WEEKDAY}.*(?:19|20)[0-9]{{2}}\Z", re.DOTALL)

_Kind = Literal["dateline", "date line", "updated"]
_ORDER: tuple[_Kind, ...] = ("dateline", "date line", "updated")


def dateline_date(text: str, published: date | None = None) -> date | None:
    """The day in the article's dateline or, without one, in a date line near its top.

    Args:
        text: The article.
        published: When it was published, if known: it gives the year that a
            dateline leaves out.

    Returns:
        The day; None if there is none or its year stands nowhere.
    """
    stamps: dict[_Kind, Found] = {}
    for kind, found in _stamps(text):
        stamps.setdefault(kind, found)
    ordered = [stamps[kind] for kind in _ORDER if kind in stamps]
    if not ordered:
        return None
    hint = published or next((stamp.first for stamp in ordered if stamp.first), None)
    stamp = ordered[0]
    if stamp.first or hint:
        return stamp.first or _day(stamp.text, hint)
    years = set(_YEAR.findall(text, 0, stamp.start))
    return _day(f"{stamp.text}, {years.pop()}", None) if len(years) == 1 else None


def article_date(text: str, published: date | None = None) -> date | None:
    """The best guess at the article's own day.

    The dateline's, or else the day of publication, or else the full date that
    the lead gives for its news: "said on Wednesday, 12 February 2025".
    """
    day = dateline_date(text, published) or published
    if day:
        return day
    for found in find_dates(text[:_LEAD], None):
        if found.first and found.granularity == "day" and _WEEKDAY_AND_YEAR.match(found.text):
            return found.first
    return None


def _stamps(text: str) -> Iterator[tuple[_Kind, Found]]:
    """The dates at the top that stand in a dateline or on a line of their own."""
    start, lines = 0, 0
    for line in text[:_HEAD].splitlines(keepends=True):
        lines += bool(line.strip())
        if lines > _LINES:
            return
        words = line[:_LINE_WIDTH]
        for found in find_dates(words, None):
            if found.granularity in ("month", "year") or not _NAMES_A_DAY.search(found.text):
                continue
            kind = _kind(words[: found.start].lstrip(), words[found.end :].rstrip())
            if kind:
                yield kind, replace(found, start=start + found.start, end=start + found.end)
        start += len(line)


def in_dateline(text: str, found: Found) -> bool:
    """Whether the date stands in a dateline or a date line, and so tells of no event."""
    start = text.rfind("\n", max(0, found.start - _LINE_WIDTH), found.start) + 1
    if found.start - start > _LINE_WIDTH or not _NAMES_A_DAY.search(found.text):
        return False
    after = text[found.end : found.end + _LINE_WIDTH].split("\n", 1)[0]
    return _kind(text[start : found.start].lstrip(), after.rstrip()) is not None


def _kind(before: str, after: str) -> _Kind | None:
    byline = _BYLINE.match(before)
    if byline:
        before = before[byline.end() :]
    label = _LABEL.fullmatch(before)
    if label:
        return "updated" if label["updated"] else "date line"
    if not before and _TIME.fullmatch(after):
        return "date line"
    if (not before or _PLACE.fullmatch(before)) and _AFTER_PLACE.match(after):
        return "dateline"
    return None


def _day(words: str, hint: date | None) -> date | None:
    return next((found.first for found in find_dates(words, hint)), None)
