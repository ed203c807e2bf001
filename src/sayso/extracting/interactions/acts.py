"""What an act is called in one plain word, with its CAMEO code and PLOVER's mode."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.extracting.tables import rows

_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the table."""

    name: str
    cameo: str
    mode: str | None
    patterns: tuple[re.Pattern[str], ...]
    """Of each, all words must be found."""
    weights: tuple[int, ...]
    """How many words each pattern has."""


REMEMBERED = 4096
"""Predicates whose act is kept: news has the same ones over and over."""
RULED = ("SUPPORT", "greet")
"""The act whose words alone decide the type; see ``docs/interactions.md``."""


def ruled(type_: str, words: str) -> str:
    """The type after the rulings: greetings are SUPPORT whatever they are sent or extended as."""
    if act_of(RULED[0], words).name == RULED[1]:
        return RULED[0]
    text = _plain(words)
    fitting = ((size, name) for name, size, pattern in _rulings() if pattern.search(text))
    return max(fitting, default=(0, type_))[1]


@lru_cache(maxsize=REMEMBERED)
def act_of(type_: str, predicate: str) -> Act:
    """The line of ``interactions-acts.tsv`` that fits a predicate's words best."""
    words = _plain(predicate)
    best, weight = _acts()[type_][0], 0
    for act in _acts()[type_]:
        for pattern, size in zip(act.patterns, act.weights, strict=True):
            if size > weight and pattern.search(words):
                best, weight = act, size
    return best


def _plain(words: str) -> str:
    return " ".join(_WORD.findall(words.lower()))


@cache
def _rulings() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """Type, number of words and pattern of each."""
    found = []
    for name, patterns in rows("interactions-rulings"):
        for alternative in patterns.split(","):
            words = alternative.split()
            found.append((name, len(words), _all_of(words)))
    return tuple(found)


@cache
def _acts() -> dict[str, tuple[Act, ...]]:
    """By type; the first is what it is called where nothing fits."""
    found: dict[str, list[Act]] = {}
    for type_, name, cameo, mode, *patterns in rows("interactions-acts"):
        alternatives = [each.split() for each in ",".join(patterns).split(",") if each.strip()]
        found.setdefault(type_, []).append(
            Act(
                name,
                cameo,
                None if mode == "-" else mode,
                tuple(_all_of(words) for words in alternatives),
                tuple(len(words) for words in alternatives),
            )
        )
    return {type_: tuple(acts) for type_, acts in found.items()}


def _all_of(words: list[str]) -> re.Pattern[str]:
    """Finds every one of some words, in any order; "*" is any ending."""
    parts = [re.escape(word).replace(r"\*", r"\w*") for word in words]
    return re.compile("".join(rf"(?=.*\b{part}\b)" for part in parts))
