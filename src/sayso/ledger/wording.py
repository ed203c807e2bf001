"""The words of a statement, reduced to what can be compared across articles.

Inflection, grammar and punctuation differ between two reports of one statement;
names, numbers and the stems of the other words mostly do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
_SENTENCE_END: Final = frozenset('.?!:;“"‘')
_SUFFIXES: Final = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "edly", "ied", "ies",
    "ers", "er", "ed", "es", "ly", "al", "s", "e", "y",
)  # fmt: skip
"""Inflections and common derivations, longest first: "alleged" has to meet "allegation"."""
_SHORTEST: Final = 3
"""Letters that a stem keeps."""
_LONGEST: Final = 400
"""Words of a content that are looked at; what is longer is a speech, and its start will do."""
_RUN: Final = 3
"""Words in a row that make a fingerprint."""
_WINDOW: Final = 3
"""Runs of which one is kept: whatever five words two texts share, they share a fingerprint."""
_REMEMBERED: Final = 1 << 16
"""Words, and hashes, that are not made anew when they come again."""
_NAMES: Final = 4
_WORDS: Final = 6
_NEGATIONS: Final = frozenset(
    ("no", "not", "never", "nobody", "nothing", "none", "neither", "nor", "nowhere", "cannot")
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A content, as it is compared."""

    stems: tuple[str, ...]
    """Of the words that carry matter, in order; names and numbers among them."""
    names: frozenset[str]
    """Stems of words that are written like names."""
    numbers: frozenset[str]
    negations: int
    """How many words negate."""
    words: frozenset[str]
    """All words, in small letters, whole."""


def read(content: str) -> Wording:
    """Take a content apart."""
    stems: list[str] = []
    names: set[str] = set()
    numbers: set[str] = set()
    words: set[str] = set()
    negations = 0
    last = 0
    for count, found in enumerate(_WORD.finditer(content)):
        if count == _LONGEST:
            break
        written = found.group()
        word = fold(written)
        words.add(word)
        after, last = content[last : found.start()], found.end()
        if word in _NEGATIONS or (word == "t" and after in ("'", "’")):
            negations += 1
        if word in function_words() or (len(word) == 1 and not word.isdigit()):
            continue
        short = stem(word)
        stems.append(short)
        if word[0].isdigit():
            numbers.add(word)
        elif written[0].isupper():
            # What is not quoted begins in small letters, unless it begins with a name.
            begins = not _SENTENCE_END.isdisjoint(after)
            if not begins or written.isupper():
                names.add(short)
    return Wording(tuple(stems), frozenset(names), frozenset(numbers), negations, frozenset(words))


def fold(text: str) -> str:
    """In small letters, without accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(each for each in plain if not unicodedata.combining(each)).lower()


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """A folded word without its ending; of a country, its people or its capital, the code."""
    if word[0].isdigit():
        return word
    if word in countries():
        return countries()[word]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word


@dataclass(frozen=True, slots=True)
class Blocks:
    """Hashes of words of a statement: what shares one with it is worth comparing."""

    runs: tuple[int, ...]
    """Of runs of words: statements that share a longer run share one."""
    own: tuple[int, ...]
    """Of a speaker and a word of the content."""
    about: tuple[int, ...]
    """Of a name in the content and another word of it."""


def blocks(wording: Wording, speakers: Sequence[str]) -> Blocks:
    """The hashes of a content.

    Args:
        wording: of the content.
        speakers: the surnames of who says it, folded and stemmed.
    """
    names = sorted(wording.names, key=_weight)[:_NAMES]
    others = sorted(set(wording.stems) - wording.names, key=_weight)
    words = [*names, *others[: _WORDS - min(len(names), _WORDS // 2)]]
    own = {_pair(who, word) for who in speakers[:2] for word in words if who != word}
    about = {_pair(name, word) for name in names for word in words if name != word}
    return Blocks(
        tuple(sorted(_runs(wording.stems, speakers))),
        tuple(sorted(own)),
        tuple(sorted(about - own)),
    )


def _runs(stems: Sequence[str], speakers: Iterable[str]) -> set[int]:
    if len(stems) < _RUN:
        # Two words alone are said by many: they count together with who says them.
        if len(stems) < _RUN - 1:
            return set()
        return {_hash(" ".join((speaker, *stems))) for speaker in speakers}
    runs = [_hash(" ".join(stems[at : at + _RUN])) for at in range(len(stems) - _RUN + 1)]
    return {min(runs[at : at + _WINDOW]) for at in range(max(len(runs) - _WINDOW, 0) + 1)}


def _weight(word: str) -> tuple[int, str]:
    # Longer words are rarer, and numbers rarer still: the best that is known without counting.
    return (-len(word) - 6 * word[0].isdigit(), word)


def _pair(one: str, other: str) -> int:
    first, second = sorted((one, other))
    return _hash(f"{first}|{second}")


@lru_cache(_REMEMBERED)
def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big")


@cache
def function_words() -> frozenset[str]:
    """Words without subject matter."""
    return frozenset(word for line in lines("function-words.txt") for word in line.split())


@cache
def countries() -> dict[str, str]:
    """Single words for a country, its people, its capital and its government, and its code."""
    found: dict[str, str] = {}
    for line in lines("people-countries.tsv"):
        code, *columns = line.split("\t")
        for name in ";".join(columns).split(";"):
            found.setdefault(fold(name), code.lower())
    for line in lines("interactions-metonyms.tsv"):
        name, code, _ = line.split("\t")
        if code != "-":
            found.setdefault(fold(name), code.lower())
    return {name: code for name, code in found.items() if name.isalpha()}


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of a data file, under the headings in brackets."""
    result: dict[str, tuple[str, ...]] = {}
    heading = ""
    for line in lines(name):
        if line.startswith("["):
            heading = line.strip("[]")
            result[heading] = ()
        else:
            result[heading] += (line,)
    return result


def lines(name: str) -> list[str]:
    """The lines of a data file that are not empty and no comment."""
    text = (resources.files("sayso") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
