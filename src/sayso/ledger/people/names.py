"""The parts of a person's name: given names, surname, what stands before and after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.ledger.people import tables
from sayso.ledger.people.folding import fold

_SUFFIXES: Final = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "2",
    "iii": "3",
    "iv": "4",
}
_PARTICLES: Final = frozenset(
    [
        "de",
        "del",
        "della",
        "dos",
        "das",
        "do",
        "da",
        "di",
        "du",
        "la",
        "le",
        "las",
        "los",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "ul",
    ]
)
_ALSO_GIVEN: Final = frozenset({"van", "al"})
"""Particles that, with a capital and in front, are a given name: Van Jones, Al Gore."""
_ARABIC_ARTICLE: Final = re.compile(r"^(?:al|el|ash|as|ar|an|at|ad|az|ul)-(?=\w{3})")
_ARTICLES: Final = frozenset({"al", "el"})
_NICKNAME: Final = re.compile(r"""\s["“'‘(]([^"”'’)]{2,20})["”'’)](?=\s)""")
_POSSESSIVE: Final = re.compile(r"['’]s?$", re.IGNORECASE)
_STOPS: Final = re.compile(r"(?<=\b\w)\.(?=\w)")
_EDGES: Final = " \t\"“”‘’',;:!?()[]*-–—…"
UNDER_GIVEN: Final = "*"
"""Stands for the initial where a name is filed under its given name."""
_LONGEST: Final = 8
"""Words in a name; more is no name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name taken apart in one way."""

    surname: str
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; words folded, without titles, particles and hyphens."""

    text: str
    """As it was written, without titles."""
    words: tuple[str, ...]
    suffix: str
    """jr, sr, 2, 3, 4 or nothing."""
    nickname: str
    arabic: bool
    """Whether it has the article al- or el-."""
    readings: tuple[Reading, ...]

    @property
    def norm(self) -> str:
        """The same for names that differ in titles, accents, particles and hyphens alone."""
        return " ".join((*self.words, self.suffix)) if self.suffix else " ".join(self.words)

    @property
    def is_part(self) -> bool:
        """Whether it is a surname (or any other name) alone."""
        return len(self.words) == 1

    @property
    def has_initial_only(self) -> bool:
        """Whether no given name is written out."""
        return not self.is_part and all(len(word) == 1 for word in self.words[:-1])


@lru_cache(maxsize=100_000)
def parse(text: str) -> Name | None:
    """A person's name, or None where the words are no name but a description or a pronoun."""
    found = _NICKNAME.search(text)
    nickname = fold(found[1]) if found else ""
    plain = _NICKNAME.sub("", text)
    written = [word.strip(_EDGES) for word in _STOPS.sub(". ", plain).split()]
    written = [word for word in written if word]
    if written:
        written[-1] = _POSSESSIVE.sub("", written[-1])
    while len(written) > 1 and _is_title(written):
        written.pop(0)
    if not 0 < len(written) <= _LONGEST or not _looks_like_a_name(written):
        return None
    shouted = all(word.isupper() for word in written) and len("".join(written)) > 3
    words: list[str] = []
    suffix, arabic = "", False
    for at, word in enumerate(written):
        folded = fold(word).strip(".'")
        if at and folded in _SUFFIXES:
            suffix = _SUFFIXES[folded]
        elif folded in _PARTICLES and _is_particle(written, at):
            arabic = arabic or folded in _ARTICLES
        else:
            bare = _ARABIC_ARTICLE.sub("", folded)
            arabic = arabic or bare != folded
            last = at == len(written) - 1
            if len(word) == 2 and word.isupper() and not (shouted or last):
                words.extend(folded)  # "JD Vance"
            else:
                words.append(re.sub(r"[^\w]", "", bare))
    words = [word for word in words if word]
    if not words or any(any(c.isdigit() for c in word) for word in words):
        return None
    tidy = " ".join(written)
    if shouted:
        tidy = tidy.title()
    return Name(tidy, tuple(words), suffix, nickname, arabic, tuple(_readings(words)))


def _is_title(written: list[str]) -> bool:
    first = fold(written[0]).rstrip(".")
    if first in ("king", "prince", "young", "long", "price", "judge", "bishop", "pope", "major"):
        return len(written) > 2 or first in ("king", "prince", "pope", "judge", "bishop")
    if first in tables.titles():
        return True
    described = first in tables.descriptions() and first not in tables.given_names()
    return len(written) > 2 and described


def _is_particle(written: list[str], at: int) -> bool:
    if at == len(written) - 1:
        return False
    if at == 0:
        folded = fold(written[0])
        capital = written[0][0].isupper()
        return (
            len(written) <= 3
            and not (capital and folded in _ALSO_GIVEN)
            and not (capital and len(written) > 2)
        )
    return True


def _looks_like_a_name(written: list[str]) -> bool:
    names = 0
    for word in written:
        folded = fold(word).strip(".'")
        if folded in _PARTICLES or _ARABIC_ARTICLE.match(fold(word)):
            continue
        if folded in _SUFFIXES and len(written) == 1:
            return False
        if not word[0].isupper() or (not word[-1:].isalnum() and word[-1:] != "."):
            return False
        names += folded not in tables.descriptions()
    if len(written) == 1:
        arabic = _ARABIC_ARTICLE.match(fold(written[0]))
        return bool(arabic) or (names == 1 and len(written[0].rstrip(".")) > 1)
    return names > 0 or bool(_ARABIC_ARTICLE.match(fold(written[0])))


def _readings(words: list[str]) -> list[Reading]:
    readings = [Reading(words[-1], tuple(words[:-1]))]
    if 1 < len(words) <= 3 and words[0] in tables.family_first():
        readings.append(Reading(words[0], ("".join(words[1:]),)))
    return readings


@lru_cache(maxsize=100_000)
def skeleton(surname: str) -> str:
    """What spellings of one surname have in common."""
    for pattern, to in tables.transliterations():
        surname = pattern.sub(to, surname)
    return surname


def blocks(name: Name) -> tuple[tuple[str, str], ...]:
    """Under which surname and initial a name is filed; also under the given name."""
    filed = [
        (skeleton(each.surname), each.given[0][0] if each.given else "") for each in name.readings
    ]
    first = name.readings[0].given[:1]
    if first and len(first[0]) > 2:
        filed.append((skeleton(first[0]), UNDER_GIVEN))
    return tuple(filed)


def initials(given: str) -> frozenset[str]:
    """With which letters the forms of a given name begin."""
    return frozenset(each[0] for each in tables.given_names().get(given, ())) | {given[0]}
