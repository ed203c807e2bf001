"""Whether two names may be one person's.

>>> from sayso.ledger.people.names import parse
>>> compare(parse("Vladimir V. Putin"), parse("President Vladimir Putin"))
<Match.MIDDLE: 8>
>>> compare(parse("George W. Bush"), parse("George H. W. Bush")) is None
True
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from sayso.ledger.people import tables
from sayso.ledger.people.names import Name, Reading, skeleton

_SHORTEST: Final = 5
"""Letters of a given name that may be misspelt."""
_ALIKE: Final = 84.0
"""From which likeness (0 to 100) two given names may be one, misspelt."""


class Match(IntEnum):
    """How two names that may be one person's fit, the better the higher."""

    GIVEN = 0
    """One is the given name alone."""
    SURNAME = 1
    """One is the surname alone."""
    INITIAL = 2
    """A given name against an initial."""
    JUNIOR = 3
    """Jr. or Sr. in one of them only, which with formal names says little."""
    MISSPELT = 4
    SPELLING = 5
    """A surname transliterated otherwise, or names in another order."""
    NICKNAME = 6
    """Another form of the given name."""
    MIDDLE = 8
    """Middle names in one of them only."""
    SAME = 10


@lru_cache(maxsize=200_000)
def compare(one: Name, other: Name) -> Match | None:
    """How two names fit, None if they cannot be one person's."""
    if one.norm == other.norm:
        return Match.SAME
    suffixes = _suffixes(one, other)
    if suffixes is None:
        return None
    if "".join(one.words) == "".join(other.words):
        return Match.SAME
    found = [
        match
        for mine in one.readings
        for theirs in other.readings
        if (match := _compare(mine, theirs, one, other)) is not None
    ]
    if not found and 1 in (len(one.words), len(other.words)):
        short, long = sorted((one, other), key=lambda each: len(each.words))
        if short.words[0] == long.words[0] and len(long.words) > 1:
            return Match.GIVEN
    return min(suffixes, max(found)) if found else None


def _suffixes(one: Name, other: Name) -> Match | None:
    """How Jr., Sr. and numbers fit."""
    if one.suffix == other.suffix:
        return Match.SAME
    for mine in (one, other):
        if mine.is_part:  # "Trump" may be Donald Trump Jr., but "Trump Jr." not Donald Trump
            return Match.SAME if not mine.suffix else None
    if one.suffix and other.suffix:
        return None
    if not {"jr", "sr"} & {one.suffix, other.suffix}:
        return Match.SAME  # the third of a name is usually the only one in the news
    if one.words == other.words:
        # A father and a son have the whole name in common; three names are seldom both's.
        return Match.SAME if sum(len(word) > 1 for word in one.words) > 2 else None
    # "Joseph R. Biden Jr." is how some papers write Joe Biden; "Donald Trump Jr." is his son.
    formal = one if one.suffix in ("jr", "sr") else other
    return Match.JUNIOR if len(formal.words) > 2 else None


def _compare(mine: Reading, theirs: Reading, one: Name, other: Name) -> Match | None:
    if mine.surname == theirs.surname:
        best = Match.SAME
    elif (
        skeleton(mine.surname) == skeleton(theirs.surname)
        and min(len(mine.surname), len(theirs.surname)) > 3
    ):
        best = Match.SPELLING
    else:
        return None
    if not mine.given or not theirs.given:
        return Match.SURNAME
    for given, of in ((mine.given, other), (theirs.given, one)):
        if of.arabic and given in (("al",), ("el",)):
            return Match.SURNAME
    first = _given(mine.given[0], theirs.given[0], one, other)
    if first is None:
        short, long = sorted((mine.given, theirs.given), key=len)
        # "López Obrador" of "Andrés Manuel López Obrador"
        if len(short) < len(long) and long[-len(short) :] == short and len(short[0]) > 1:
            return Match.SURNAME
        return None
    if first is Match.MISSPELT and best is not Match.SAME:
        return None
    if first is Match.INITIAL and not _initials_fit(mine.given, theirs.given):
        return None
    middle = _middles(mine.given[1:], theirs.given[1:])
    return None if middle is None else min(best, first, middle)


def _given(mine: str, theirs: str, one: Name, other: Name) -> Match | None:
    if mine == theirs:
        return Match.SAME
    if len(mine) == 1 or len(theirs) == 1:
        return Match.INITIAL if mine[0] == theirs[0] else None
    if (
        theirs in tables.given_names().get(mine, ())
        or mine == other.nickname
        or (theirs == one.nickname)
    ):
        return Match.NICKNAME
    alike = skeleton(mine) == skeleton(theirs) or _misspelt(mine, theirs)
    return Match.MISSPELT if alike else None


def _misspelt(mine: str, theirs: str) -> bool:
    """Hilary and Hillary, Kristen and Kirsten; but not Ivana and Ivanka, Daniel and Daniela."""
    if mine in tables.given_names() and theirs in tables.given_names():
        return False
    if min(len(mine), len(theirs)) < _SHORTEST or mine[-1] != theirs[-1]:
        return False
    return _consonants(mine) == _consonants(theirs) and fuzz.ratio(mine, theirs) >= _ALIKE


def _consonants(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiou]", "", word))


def _initials_fit(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whoever goes by two initials has two given names: J. J. is not Jonah."""
    short, long = sorted((mine, theirs), key=len)
    return len(short) == len(long) or not all(len(word) == 1 for word in long)


def _middles(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Match | None:
    if mine == theirs:
        return Match.SAME
    if not mine or not theirs:
        return Match.MIDDLE
    short, long = sorted((mine, theirs), key=len)
    if all(a[0] == b[0] and (a == b or 1 in (len(a), len(b))) for a, b in zip(short, long)):  # noqa: B905
        return Match.MIDDLE
    rest = iter(long)
    in_order = all(word in rest for word in short)
    return Match.MIDDLE if in_order and all(len(word) > 1 for word in short) else None
