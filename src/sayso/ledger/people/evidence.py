"""What tells two bearers of one name apart: fields of life, places, what their roles name."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from sayso.ledger.people import tables
from sayso.ledger.people.folding import fold

FIELD: Final = "field:"
PLACE: Final = "place:"
NEAR: Final = "near:"
"""Where the article is from, which says a little about where its people are."""
ABOUT: Final = "about:"
"""A name in the role: "FEMA" of "the FEMA director"."""

_WORD: Final = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_MOST: Final = 12
"""Traits of one sighting; what a hostile text has beyond is left out."""
_PLACE_WORDS: Final = 4
"""Words in the longest name of a place."""

SAME_FIELD: Final = 1.0
OTHER_FIELD: Final = -1.5
SAME_PLACE: Final = 1.0
OTHER_PLACE: Final = -2.0
SAME_NEAR: Final = 0.5
OTHER_NEAR: Final = -0.5
SAME_ABOUT: Final = 1.5
OTHER_ABOUT: Final = -0.5
NO_COMPANY: Final = -0.5
MOST_COMPANY: Final = 2.0


@lru_cache(maxsize=50_000)
def traits_of_role(role: str) -> frozenset[str]:
    """What a role tells of its bearer: "Ohio governor" → field:politics, place:USA-OH."""
    found: list[str] = []
    words = _WORD.findall(role)
    folded = [fold(word) for word in words]
    placed: set[int] = set()
    for first in range(len(words)):
        for length in range(_PLACE_WORDS, 0, -1):
            if not words[first][0].isupper() or first in placed:
                break
            code = place_of(" ".join(folded[first : first + length]))
            if code and first + length <= len(words):
                found.append(PLACE + code)
                placed.update(range(first, first + length))
                break
    for at, word in enumerate(folded):
        area = _field(word)
        if area:
            found.append(FIELD + area)
        elif (
            at not in placed
            and words[at][0].isupper()
            and len(word) > 2
            and (word not in tables.descriptions())
        ):
            found.append(ABOUT + word)
    return frozenset(found[:_MOST])


def _field(word: str) -> str | None:
    fields = tables.fields()
    found = fields.get(word) or (fields.get(word[:-1]) if word.endswith("s") else None)
    return found or (_field(word.rpartition("-")[2]) if "-" in word else None)


@lru_cache(maxsize=50_000)
def place_of(name: str) -> str | None:
    """The code of the country or state that a place, an adjective or a name points to."""
    plain = fold(name).replace(".", "").replace(",", "").removeprefix("the ")
    known = tables.countries()
    return known.places.get(plain) or known.names.get(plain) or known.demonyms.get(plain)


def traits_of_country(code: str) -> frozenset[str]:
    """What a party's country, as ISO 3166 writes it, tells."""
    return frozenset((PLACE + code,)) if code in tables.countries().shown else frozenset()


def places(traits: Iterable[str]) -> list[str]:
    """The codes of the countries and states that roles name."""
    return [each.removeprefix(PLACE) for each in traits if each.startswith(PLACE)]


@dataclass(slots=True)
class Profile:
    """What is known of somebody, from the latest articles."""

    articles: int = 0
    traits: Counter[str] = field(default_factory=Counter)

    def take(self, traits: Iterable[str]) -> None:
        """Another article's evidence."""
        self.articles += 1
        self.traits.update(traits)

    def without(self, traits: Iterable[str]) -> Profile:
        """The same but for one article's evidence."""
        left = self.traits.copy()
        left.subtract(traits)
        return Profile(self.articles - 1, +left)


@dataclass(frozen=True, slots=True)
class Weight:
    """How much evidence says, above 0 for a bearer of the name, and how many kinds are against."""

    total: float
    against: int


_NO_WEIGHT: Final = Weight(0.0, 0)


def weigh(traits: Collection[str], profile: Profile) -> Weight:
    """What an article tells, held against what is known of a bearer of the name."""
    if not traits or not profile.traits:
        return _NO_WEIGHT  # of most of those who are held against each other nothing is known
    mine = _sorted(traits)
    theirs = _sorted(profile.traits)
    parts: list[float] = []
    if mine[FIELD] and theirs[FIELD]:
        parts.append(SAME_FIELD if mine[FIELD] & theirs[FIELD] else OTHER_FIELD)
    if mine[ABOUT] and theirs[ABOUT]:
        parts.append(SAME_ABOUT if mine[ABOUT] & theirs[ABOUT] else OTHER_ABOUT)
    around = mine[PLACE] or mine[NEAR]
    their_around = theirs[PLACE] | theirs[NEAR]
    if mine[PLACE] and theirs[PLACE]:
        parts.append(SAME_PLACE if _overlap(mine[PLACE], theirs[PLACE]) else OTHER_PLACE)
    elif around and their_around:
        parts.append(SAME_NEAR if _overlap(around, their_around) else OTHER_NEAR)
    return Weight(sum(parts), sum(part < 0 for part in parts))


def _sorted(traits: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {FIELD: set(), PLACE: set(), NEAR: set(), ABOUT: set()}
    for each in traits:
        kind, _, value = each.partition(":")
        found[kind + ":"].add(value)
    return found


def _overlap(one: set[str], other: set[str]) -> bool:
    """Whether places agree: a state lies in its country."""
    return any(a == b or a.startswith(b + "-") or b.startswith(a + "-") for a in one for b in other)


def company(shared: Iterable[int]) -> float:
    """What it says that those who are named beside them, in so many articles each, are shared."""
    # Whoever is in every article is in nobody's company more than in another's.
    return min(MOST_COMPANY, sum(2.0 / math.log2(2 + articles) for articles in shared))


def chance(total: float) -> float:
    """Evidence as a probability."""
    return 1 / (1 + math.exp(-(total + 0.5)))
