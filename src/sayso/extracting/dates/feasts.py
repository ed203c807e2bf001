"""Days with names of their own: "Christmas Eve", "Good Friday", "Republic Day 2026"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.extracting.dates.days import Days, easter, one, years
from sayso.extracting.dates.rules import Setting, in_year, rule
from sayso.extracting.dates.vocabulary import (
    A_WEEKDAY,
    END,
    IN_YEAR,
    SP,
    TIME_OF_DAY,
    word_after,
    word_before,
)

_FIXED = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_NOWRUZ = (3, 20), (3, 21)
"""The equinox: which of the two depends on the year and on where one stands."""
_MOVABLE = {
    "shrove tuesday": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "ascension day": 39,
    "pentecost": 49,
    "whit monday": 50,
}
"""Days after Easter Sunday of the western churches."""
_NAMED_WEEKDAYS = "Super Tuesday|Black Friday|Bloody Sunday|Cyber Monday|Giving Tuesday"
_HALF_A_YEAR = 182


def _feast(match: re.Match[str], setting: Setting) -> Days | None:
    name = " ".join(match["feast"].lower().replace("’", "'").split())

    def make(year: int) -> Days:
        if name == "nowruz":
            first, last = _NOWRUZ
            return Days(date(year, *first), date(year, *last))
        if name in _FIXED:
            return one(date(year, *_FIXED[name]))
        return one(easter(year) + timedelta(days=_MOVABLE[name]))

    return in_year(match, setting, make, _HALF_A_YEAR)


def _is_feast(match: re.Match[str]) -> bool:
    """The day, not what belongs to it: "Christmas tree", "Easter Island", Mr Christmas."""
    name = match["feast"].lower()
    if name not in ("christmas", "easter") or match["year"] or match["which"]:
        return True
    after = word_after(match.string, match.end())
    before = word_before(match.string, match.start())
    told_when = before.lower() in ("by", "until", "till", "before", "after", "since", "at", "over")
    return not after[:1].isupper() and (told_when or not after.isalpha())


def _known_year(match: re.Match[str], _: Setting) -> Days | None:
    """Of a day that the calendar here does not know, its year is known at least."""
    return years(int(match["year"]))


def _unknown(_: re.Match[str], __: Setting) -> Days | None:
    return None


def _named(*names: str) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    joined = "|".join(name.title().replace("'S", "'s") for name in longest_first)
    return joined.replace("'", "['’]").replace(" ", SP)


_FEAST = _named(*_FIXED, *_MOVABLE, "nowruz")
_LAST_WORDS = "|".join({name.split()[-1].title(): None for name in (*_FIXED, *_MOVABLE, "nowruz")})

RULES = (
    rule(
        _LAST_WORDS,
        rf"(?P<feast>{_FEAST}){END}(?:{SP}{TIME_OF_DAY}{END})?{IN_YEAR}?",
        _feast,
        _is_feast,
    ),
    rule(A_WEEKDAY, rf"(?:{_NAMED_WEEKDAYS.replace(' ', SP)}){END}", _unknown),
    rule(
        "Day|Eve",
        rf"(?:[A-Z][\w'’-]{{1,20}}{SP}){{1,2}}(?:Day|Eve){SP}(?P<year>(?:19|20)[0-9]{{2}}){END}",
        _known_year,
    ),
)
