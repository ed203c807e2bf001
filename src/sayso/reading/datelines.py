"""Datelines: "New York, Dec 31 (IANS):", "MOSCOW (AP) —", "MINSK, March 5, 2026. /BELTAS/."."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sayso.reading.tables import entries
from sayso.records import Dateline, Span

MONTHS: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAYS: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
DATE: Final = (
    rf"(?:(?:{_DAYS})?(?:(?P<month>{MONTHS})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<month2>{MONTHS}))\b"
    r"(?:\.?,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b)"
)
"""A day as English-language news writes it; match without regard to case."""

_PLACES, _AGENCIES = "reading-places", "reading-agencies"
"""Tables."""

_LONGEST: Final = 120
"""Characters that a dateline may take."""

_NO_NAME: Final = rf"(?!(?i:{MONTHS}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
_WORD: Final = rf"{_NO_NAME}[^\W\d_a-zß-öø-ÿ][\w’'.]*(?:-[\w’']+)*"
_PLACE: Final = rf"{_WORD}(?: (?:(?:de|del|da|do|of|al|es|and|la|on|upon|am) )?{_WORD}){{0,3}}"
_AGENCY: Final = r"[^\W\d_][\w.&’'-]*(?:[ /][^\W\d_][\w.&’'-]*){0,3}"
_HEAD: Final = re.compile(
    rf"(?P<place>{_PLACE}(?:/{_PLACE}){{0,2}}(?:, {_PLACE}(?=\W)){{0,2}})?"
    rf"(?: ?\[[A-Z][\w. ]{{1,20}}\])?(?:(?:^|,? \(?|,? ?[-–—] )(?P<date>(?i:{DATE}))\)?)?"
    rf"(?:\.?,? ?(?:\((?P<round>{_AGENCY})\)|/(?P<slash>{_AGENCY})/|\[(?P<square>{_AGENCY})\])"
    r"|,? (?P<bare>[A-Z][A-Za-z]{1,11})(?=:| ?[–—]| -))?"
    r"(?P<end>:(?=\s)| ?(?:--|[–—]) ?| - ?|\.(?=\s+\S)|(?=\s+[^\W_a-z])|$)"
)
_BYLINE: Final = re.compile(r"By (?!\d)[^,:;\n]{3,60}, ")
_QUOTES: Final = ("“", '"', "‘", "'")
_PARTY: Final = re.compile(r"[RDI]|[RDI]-.*|(?:R|D|GOP|I)\b.*")
_NO_PLACE: Final = re.compile(
    r"a|abstract|advertisement|also|an|analysis|and|as|at|breaking|but|by|caption|column|comment"
    r"|correction|editorial|exclusive|factbox|for|from|he|how|i|if|in|it|live|more|mr|mrs|ms|nato"
    r"|new|no|not|note|of|on|opinion|or|photo|poll|q|review|she|so|story|text|the|they|this|update"
    r"|us|usa|video|watch|we|what|when|where|who|why|with|you|your"
)
"""What opens other paragraphs that go on behind a dash or a colon."""

_ABBREVIATED: Final = re.compile(r"DC|UK|UN|US|USA|UAE")
_LOWER_IN_NAMES: Final = re.compile(r"OF|DE|DEL|UPON|AL|AND")


def find(paragraph: str, published: str | None = None) -> tuple[Dateline, Span] | None:
    """The dateline that ``paragraph`` starts with, and where it stands in it.

    The span takes in the dash or colon that ends it, and a byline before it.
    A place in capitals is given as it is usually written.

    Args:
        paragraph: text that may start with a dateline.
        published: ISO date, which gives a date without a year the nearest one.
    """
    shift = len(paragraph) - len(paragraph.lstrip())
    head = paragraph[shift : shift + _LONGEST].split("\n", 1)[0]
    byline = _BYLINE.match(head)
    start = byline.end() if byline else 0
    match = _HEAD.match(head[start:])
    if not match or not match[0]:
        return None
    place, agency = match["place"], _agency(match)
    if match["end"] == "" and match.end() == len(head) - start and not (byline and match["date"]):
        return None
    if not _is_dateline(place, agency, match, start == 0):
        return None
    found = Dateline(_as_written(place), agency, iso(match, published) if match["date"] else None)
    return found, (shift + (0 if byline else start), shift + start + match.end())


def _agency(match: re.Match[str]) -> str | None:
    return match["round"] or match["slash"] or match["square"] or match["bare"]


def _is_dateline(place: str | None, agency: str | None, match: re.Match[str], first: bool) -> bool:
    """Whether what looks like a dateline has enough of one: better none than a false one."""
    ends = match["end"].strip()
    if agency and (_PARTY.fullmatch(agency) or (match["bare"] and not match["date"])):
        return False
    if place is None:
        return bool(agency and ends and is_agency(agency))
    name = place.split(",")[0]
    words = re.split(r"[ /]", name)
    if _NO_PLACE.fullmatch(words[0].lower().rstrip(".")) and name.lower() not in entries(_PLACES):
        return False
    if match["date"]:
        return bool(agency or ends or not first)
    if ends in {"", "."}:
        return False
    known = any(each.lower() in entries(_PLACES) for each in re.split(r"[,/]", place)[:2])
    if agency:
        initials = "".join(word[0] for word in words)
        is_plausible = known or is_agency(agency) or len(words) <= 2
        return is_plausible and initials.lower() != agency.lower()
    if known:
        return ends != ":" or name.lower() in entries(_PLACES)
    is_quoted = match.string[match.end() : match.end() + 1] in _QUOTES
    return name.isupper() and ends != ":" and not is_quoted and (name != place or len(name) > 3)


def iso(match: re.Match[str], published: str | None = None) -> str | None:
    """The ISO date of a match of ``DATE``, or None where no year is known or no such day exists."""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"]).isoformat()
        month = _MONTH_NUMBERS[(match["month"] or match["month2"])[:3].lower()]
        day = int(match["day"] or match["day2"])
        if match["year"]:
            return date(int(match["year"]), month, day).isoformat()
        return _nearest(month, day, date.fromisoformat(published[:10])) if published else None
    except ValueError:
        return None


_MONTH_NUMBERS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


def _nearest(month: int, day: int, to: date) -> str | None:
    days = []
    for year in range(max(to.year - 1, 1), min(to.year + 1, 9999) + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:  # 29 February
            continue
    return min(days, key=lambda each: abs(each - to)).isoformat() if days else None


def _as_written(place: str | None) -> str | None:
    """Capitals as a name is usually written: "PORT OF SPAIN" → "Port of Spain"."""
    if place is None:
        return None
    place = re.sub(r"[^\W\d_]+", lambda word: _capitalised(word[0]), place)
    return place if "," in place else place.rstrip(".")


def _capitalised(word: str) -> str:
    if len(word) < 2 or not word.isupper() or _ABBREVIATED.fullmatch(word):
        return word
    return word.lower() if _LOWER_IN_NAMES.fullmatch(word) else word.capitalize()


def is_agency(name: str) -> bool:
    """Whether ``name`` is how a well-known news agency signs."""
    return name.lower() in entries(_AGENCIES)
