"""What a story says of itself: its headline, its author, its day, its agency, its dateline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from sayso.reading import datelines
from sayso.records import Article, Dateline

_LINE: Final = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_HEAD: Final = 8
"""Lines that a story's facts are looked for in, at its beginning and at its end."""
_SHORT_LINE: Final = 80
_HEADLINE: Final = 200
"""Characters that a headline may take."""

_NAME: Final = r"[^\W\d_][\w.’'-]*"
_OTHERS: Final = rf"(?:, | and | & |, and ){_NAME}(?: {_NAME}){{1,4}}"
_NAMES: Final = rf"{_NAME}(?: {_NAME}){{0,5}}(?:{_OTHERS}){{0,4}}"
_BYLINE: Final = re.compile(
    rf"(?:(?:written|reported|reporting|story|words) )?by:?\s+(?P<names>{_NAMES})"
    r"(?P<rest>\s*(?:[,|/•·(–—-].{0,100})?)",
    re.IGNORECASE,
)
_REPORTING: Final = re.compile(rf"[(\[]?reporting by (?P<names>{_NAME}(?: {_NAME}){{1,4}})", re.I)
_ROLE: Final = re.compile(
    r",? (?:staff|senior|chief|special|political|our|associated|the|for|in)\b.*"
    r"|,? (?:writer|reporter|correspondent|editor|columnist)s?\b.*",
    re.IGNORECASE,
)
_NOT_NAMES: Final = re.compile(r"\b(?:the time|then|\d|now|far|law|contrast|comparison)\b", re.I)
_PUBLISHED: Final = re.compile(
    r"(?:first |originally )?(?:published|posted|created|date|issued|released)\b", re.IGNORECASE
)
_UPDATED: Final = re.compile(r"(?:last |article )?(?:updated|modified|revised)\b", re.IGNORECASE)
_DATE: Final = re.compile(datelines.DATE, re.IGNORECASE)
_DATE_LINE: Final = re.compile(
    rf"(?:\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{{2,4}})?,? )?{datelines.DATE}"
    r"(?:,? (?:at )?\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?\.?",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(
    r"[(\[](?:(?:with )?(?:additional )?(?:inputs?|reporting|files?) (?:from|by) )?"
    r"(?P<a>[^()\[\]]{2,40})[)\]]$"
    r"|/(?P<b>[A-Za-z .-]{2,30})/\.?$|(?:^source|[.”\"] ?[-–—]) ?:? ?(?P<c>[A-Z][\w. -]{1,30})\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A fact, the line that gives it and its place in the text (None in a line taken out)."""

    value: str
    line: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; None is for what the story does not tell."""

    title: Found | None = None
    byline: Found | None = None
    published: Found | None = None
    updated: Found | None = None
    agency: Found | None = None
    place: Found | None = None
    """The place of the dateline."""
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int | None = None

    def gives(self, value: str, start: int = 0, end: int | None = None) -> Found:
        if self.start is None:
            return Found(value, self.text, None, None)
        end = len(self.text) if end is None else end
        return Found(value, self.text, self.start + start, self.start + end)


def find(
    text: str, removed: Iterable[tuple[str, str]] = (), published: str | None = None
) -> Metadata:
    """What ``text`` says of itself in its first and last lines.

    Args:
        text: one story, cleaned.
        removed: text and reason of the lines that cleaning took out of it.
        published: ISO date, if it is known from elsewhere; it completes a
            dateline without a year.
    """
    lines = [_Line(match[0], match.start()) for match in _LINE.finditer(text)]
    cut = [(_Line(line), reason) for line, reason in removed]
    head = [*(line for line, _ in cut), *lines[:_HEAD]]
    byline = _first(map(_byline, head)) or _first(map(_reporter, [*lines[-3:], *head]))
    day = _first(_labelled(line, _PUBLISHED, published) for line in head)
    day = day or _first(_day(line, published) for line in lines[:_HEAD])
    updated = _first(_labelled(line, _UPDATED, published) for line in head)
    dateline, place = _dateline(lines[:_HEAD], published or (day.value if day else None))
    if not day and place and dateline and dateline.date:
        day = replace(place, value=dateline.date)
    agency = (
        replace(place, value=dateline.agency) if place and dateline and dateline.agency else None
    )
    agency = agency or _first(map(_agency, [*lines[-3:], *head]))
    repeated = next((line for line, reason in cut if reason == "repeated headline"), None)
    title = repeated.gives(_without_stop(repeated.text)) if repeated else _title(lines)
    place = replace(place, value=dateline.place) if place and dateline and dateline.place else None
    return Metadata(title, byline, day, updated, agency, place, dateline)


def complete(article: Article) -> Article:
    """``article`` with what it lacks and its own text tells; what it has stays."""
    found = find(
        article.text, ((cut.text, cut.reason) for cut in article.removed), article.published
    )

    def value(known: str | None, fact: Found | None) -> str | None:
        return known or (fact.value if fact else None)

    return replace(
        article,
        title=value(article.title, found.title),
        byline=value(article.byline, found.byline),
        published=value(article.published, found.published),
        updated=value(article.updated, found.updated),
        agency=value(article.agency, found.agency),
        dateline=article.dateline or found.dateline,
    )


def byline_in(line: str) -> str | None:
    """Who wrote the story, if that is what the line tells, and nothing else."""
    found = _byline(_Line(line.strip()))
    return found.value if found else None


def is_day(line: str) -> bool:
    """Whether the line tells the day of the story, and nothing else."""
    line = line.strip()
    label = _PUBLISHED.match(line) or _UPDATED.match(line)
    if label and len(line) < _SHORT_LINE and _DATE.search(line, label.end(), label.end() + 40):
        return True
    return len(line) < _SHORT_LINE and _DATE_LINE.fullmatch(line) is not None


def _first(found: Iterator[Found | None] | Iterable[Found | None]) -> Found | None:
    return next((each for each in found if each), None)


def _dateline(lines: list[_Line], published: str | None) -> tuple[Dateline | None, Found | None]:
    for line in lines[:5]:
        found = datelines.find(line.text, published)
        if found:
            dateline, (start, end) = found
            return dateline, line.gives("", start, end)
    return None, None


def _title(lines: list[_Line]) -> Found | None:
    """The first line, if it is a headline: no whole sentence, or in front of a dateline."""
    if len(lines) < 2 or len(lines[0].text) > _HEADLINE or datelines.find(lines[0].text):
        return None
    line = lines[0]
    if _byline(line) or _DATE_LINE.fullmatch(line.text):
        return None
    words = re.findall(r"[^\W\d_]{4,}", line.text)
    capitals = sum(word[0].isupper() for word in words)
    is_headline = (
        not re.search(r"[.:;,][”\"’']?$", line.text)
        or (len(words) > 2 and capitals >= 0.75 * len(words))
        or any(datelines.find(following.text) for following in lines[1:3])
    )
    return line.gives(_without_stop(line.text)) if is_headline else None


def _without_stop(line: str) -> str:
    return line[:-1] if line.endswith(".") and not line.endswith("..") else line


def _byline(line: _Line) -> Found | None:
    match = _BYLINE.fullmatch(line.text) if len(line.text) <= 160 else None
    if not match:
        return None
    return _named(line, match)


def _reporter(line: _Line) -> Found | None:
    match = _REPORTING.match(line.text)
    return _named(line, match) if match else None


def _named(line: _Line, match: re.Match[str]) -> Found | None:
    names = _ROLE.sub("", match["names"]).strip(" ,")
    if not names:
        names = match["names"]
    words = re.findall(
        r"[^\W\d_]{3,}", re.sub(r"\b(?:and|de|van|von|der|bin|al|da|la)\b", "", names)
    )
    if _NOT_NAMES.search(names) or not all(word[0].isupper() for word in words):
        return None
    start = match.start("names")
    if names.isupper() and not datelines.is_agency(names):
        shown = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), names)
        shown = re.sub(r"\bAnd\b", "and", shown)
    else:
        shown = names
    return line.gives(shown, start, start + len(names))


def _labelled(line: _Line, label: re.Pattern[str], published: str | None) -> Found | None:
    """The day behind a label such as "Published:"; another label ends the search."""
    for match in label.finditer(line.text) if len(line.text) < 160 else ():
        is_labelled = match.start() == 0 or not line.text[match.start() - 1].isalpha()
        day = _DATE.search(line.text, match.end(), match.end() + 40)
        if is_labelled and day and (value := datelines.iso(day, published)):
            return line.gives(value, day.start(), day.end())
    return None


def _day(line: _Line, published: str | None) -> Found | None:
    match = _DATE_LINE.fullmatch(line.text) if len(line.text) < 60 else None
    value = datelines.iso(match, published) if match else None
    return line.gives(value) if value else None


def _agency(line: _Line) -> Found | None:
    byline = _BYLINE.fullmatch(line.text) if len(line.text) <= 160 else None
    named = [byline["names"], byline["rest"].strip(" ,|/•·()–—-")] if byline else []
    if match := _CREDIT.search(line.text):
        named += [match["a"] or match["b"] or match["c"] or ""]
    for each in [*named, line.text]:
        for name in re.split(r",| and |/|;", each.strip(" .")):
            if datelines.is_agency(name.strip()):
                start = line.text.find(name.strip())
                return line.gives(name.strip(), start, start + len(name.strip()))
    return None
