"""Of what country and what sector somebody is, as far as their own words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.extracting.tables import rows

_WORD = re.compile(r"[^\W_](?:[\w.'’-]*\w\.?)?")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
_REMEMBERED = 4096
"""Descriptions of which what they tell is kept."""
_LONGEST = 6
"""Words of the longest entry."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a word says of whom it names."""

    country: str | None
    sector: str | None
    whole: bool
    """Whether it stands for the country itself, as "Russia" does and "Russian" does not."""


@lru_cache(maxsize=_REMEMBERED)
def affiliation(text: str) -> Affiliation | None:
    """The first country, seat or people that some words name.

    A seat ("Kremlin") goes before a country: it tells the sector too.
    """
    found = list(_named(text))
    return next((each for each in found if each.sector), found[0] if found else None)


def country(text: str) -> Affiliation | None:
    """The country that exactly these words name, by its own name or its capital's."""
    known = _known().get(_bare(text))
    return known if known and known.whole else None


@lru_cache(maxsize=_REMEMBERED)
def sector(text: str) -> str | None:
    """The CAMEO sector of a description, or of a name that holds one."""
    lowered = text.lower()
    for name, pattern in _sectors():
        if pattern.search(lowered):
            return name
    return None


def _named(text: str) -> Iterator[Affiliation]:
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(text)]
    known = _known()
    number = 0
    while number < len(words):
        for size in range(min(_LONGEST, len(words) - number), 0, -1):
            entry = known.get(" ".join(words[number : number + size]))
            if entry is None and size == 1:
                entry = known.get(words[number].rstrip("."))
            if entry is not None:
                # A veteran of the Vietnam War is no Vietnamese.
                if words[number + size : number + size + 1] != ["War"]:
                    yield entry
                number += size - 1
                break
        number += 1


def _bare(text: str) -> str:
    return _POSSESSIVE.sub("", re.sub(r"^the\s+", "", text.strip(), flags=re.IGNORECASE))


@cache
def _known() -> dict[str, Affiliation]:
    """By their words, written as news writes them: "us" is no country, "US" is."""
    found: dict[str, Affiliation] = {}
    for code, names, demonyms, seats in rows("interactions-countries"):
        for column, whole in ((names, True), (demonyms, False), (seats, True)):
            for name in column.split(";"):
                if name.strip():
                    iso = None if code == "-" else code
                    found.setdefault(name.strip(), Affiliation(iso, None, whole))
    for words, code, group in rows("interactions-metonyms"):
        found[words] = Affiliation(None if code == "-" else code, group, False)
    return found


@cache
def _sectors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for name, words in rows("interactions-sectors"):
        pattern = "|".join(_entry(each.strip()) for each in words.split(","))
        found.append((name, re.compile(rf"(?<![\w.-])(?:{pattern})(?![\w-])")))
    return tuple(found)


def _entry(words: str) -> str:
    """A pattern; ``*`` is any ending, ``~`` up to two words between: "former ~ president"."""
    parts = [re.escape(part).replace(r"\*", r"\w*") for part in words.split(" ~ ")]
    return r"\s(?:\w+\s){0,2}".join(parts)
