"""The tables ``sayso/data/people-*``, read once; where each comes from stands in its file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from sayso.ledger.people.folding import fold

_TITLES: Final = "titles"
_GENDERED: Final = ("feminine", "masculine")


@dataclass(frozen=True, slots=True)
class Countries:
    """Countries and states, and what points to them; all keys folded."""

    names: Mapping[str, str]
    """From a name to the code."""
    shown: Mapping[str, str]
    """From the code to the name that is shown."""
    demonyms: Mapping[str, str]
    """From an adjective or a word for the people to the code."""
    places: Mapping[str, str]
    """From a city or a seat of government to the code."""


def _lines(name: str) -> Iterator[str]:
    text = files("sayso").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for line in _lines(name) for word in line.split())


def _sections(name: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = defaultdict(list)
    section = ""
    for line in _lines(name):
        if line.startswith("["):
            section = line.strip("[] ")
        else:
            sections[section].append(line)
    return sections


@cache
def given_names() -> Mapping[str, frozenset[str]]:
    """From a given name to all that are the same name, itself among them."""
    same: dict[str, set[str]] = defaultdict(set)
    for line in _lines("people-given.txt"):
        group = {fold(word).replace("-", "") for word in line.split()}
        for word in group:
            same[word] |= group
    return {word: frozenset(group) for word, group in same.items()}


@cache
def transliterations() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns and what each becomes, in order."""
    rules = []
    for line in _lines("people-transliteration.tsv"):
        pattern, _, to = line.partition("\t")
        rules.append((re.compile(pattern), to))
    return tuple(rules)


@cache
def family_first() -> frozenset[str]:
    """Family names that usually stand before the given name."""
    return _words("people-family-first.txt")


@cache
def common_surnames() -> frozenset[str]:
    """Family names that by themselves say little about who is meant."""
    return _words("people-common-surnames.txt")


@cache
def titles() -> frozenset[str]:
    """Forms of address and offices that stand before names."""
    return frozenset(fold(line.strip()) for line in _lines(f"{_TITLES}.txt"))


@cache
def descriptions() -> frozenset[str]:
    """Words that describe somebody and name nobody, with their plurals and all titles."""
    own = _words("people-descriptions.txt")
    plurals = {word + "s" for word in own} | {word[:-1] + "ies" for word in own if word[-1] == "y"}
    gendered = (_words(f"{name}.txt") for name in _GENDERED if _is_there(f"{name}.txt"))
    return own.union(plurals, titles(), countries().demonyms, *gendered)


def _is_there(name: str) -> bool:
    return files("sayso").joinpath("data", name).is_file()


@cache
def fields() -> Mapping[str, str]:
    """From a word for an office or occupation to its field of life."""
    found: dict[str, str] = {}
    for field, lines in _sections("people-fields.txt").items():
        for line in lines:
            for word in line.split():
                found.setdefault(word, field)
    return found


@cache
def countries() -> Countries:
    """Countries, their people and places."""
    names: dict[str, str] = {}
    shown: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    places: dict[str, str] = {}
    for line in _lines("people-countries.tsv"):
        code, *columns = line.split("\t")
        own, people, towns = (
            [each.strip() for each in column.split(";") if each.strip()]
            for column in (*columns, "", "", "")[:3]
        )
        if own:
            shown[code] = own[0]
        for each, into in ((own, names), (people, demonyms), (towns, places)):
            for name in each:
                into.setdefault(fold(name).replace(".", "").replace(",", ""), code)
    return Countries(names, shown, demonyms, places)


@cache
def body_heads() -> frozenset[str]:
    """Words that an organization's name may end in without a capital."""
    return frozenset(
        word for line in _sections("people-bodies.txt")["heads"] for word in line.split()
    )


@cache
def generic_words() -> frozenset[str]:
    """Words that many organizations share."""
    return frozenset(
        word for line in _sections("people-bodies.txt")["generic"] for word in line.split()
    )


@cache
def legal_forms() -> frozenset[str]:
    """Inc, Ltd and the like."""
    return frozenset(
        word for line in _sections("people-bodies.txt")["forms"] for word in line.split()
    )


@cache
def acronyms() -> Mapping[str, str]:
    """From a folded acronym to the long name."""
    pairs = (line.partition("=") for line in _sections("people-bodies.txt")["acronyms"])
    return {fold(short.strip()).replace("-", ""): long.strip() for short, _, long in pairs}
