"""What a page puts around a story and is not of it: found, taken out, and kept with its reason.

The lines to know are a table (``data/reading-boilerplate.txt``). Whatever may
be somebody's words stays: rules that could meet a sentence of the story are
only for lines in which nobody speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from sayso.reading import datelines, tables

_LEAD: Final = r"(?:\W? ?[:|–—»>]| -|\.\.\.|…) ?"
_WITHIN: Final = r"(?:[^.!?]|(?-i:\.(?=[a-z])))"
_LONGEST: Final = 400
"""Characters; a longer line is the story's."""
_LINE: Final = re.compile(r"[^\s](?:[^\n]*[^\s])?")
_WORDS: Final = re.compile(r"\w+")
_END: Final = re.compile(r"[\s.…»›>→▶]+$")
_START: Final = re.compile(r"^[\s•·▪►▶|>*→:]+(?=\S)")
_SPEAKS: Final = re.compile(
    r"[“”\"]|\b(?:s(?:aid|ays?|aying)|told|tells|ask(?:s|ed)|add(?:s|ed)|according to|announce[ds]?"
    r"|insist(?:s|ed)|argue[ds]?|claim(?:s|ed)|den(?:y|ies|ied)|warn(?:s|ed)|call(?:s|ed)|believe[ds]?"
    r"|think|thinks|thought|tweeted|wrote|writes|confirm(?:s|ed)|suggest(?:s|ed)|note[ds]|hope[ds]?"
    r"|want(?:s|ed)|vow(?:s|ed)|declined|accuse[ds]?|promise[ds]?|report(?:s|ed)|state[ds]|urge[ds]?)\b",
    re.IGNORECASE,
)
_SECTION: Final = re.compile(r"\[([a-z]+\??)\]")
_MENU: Final = "menu"
_HEADLINE: Final = 300
"""Characters that a headline may take."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A line that was taken out of a text; ``start`` and ``end`` lie in the text before it."""

    start: int
    end: int
    text: str
    reason: str


def clean(text: str) -> tuple[str, tuple[Cut, ...]]:
    """``text`` without its boilerplate, and what was taken out, in order.

    What stays is not changed; with each line goes the gap behind it, or before
    it at the end. A headline that the first sentence repeats, or that is
    ``title``, goes too. A text of nothing but boilerplate is left alone.
    """
    lines = _lines(text)
    reasons = _reasons([text[start:end] for start, end in lines])
    kept = [index for index, reason in enumerate(reasons) if not reason]
    if not kept or len(kept) == len(lines):
        return text, ()
    cuts = [
        Cut(start, end, text[start:end], reason)
        for (start, end), reason in zip(lines, reasons, strict=True)
        if reason
    ]
    pieces = [text[: lines[0][0]]]
    for index, following in pairwise([*kept, len(lines)]):
        start, end = lines[index]
        if following == index + 1 < len(lines):
            end = lines[following][0]
        elif following < len(lines):  # the widest of the gaps around what went
            gaps = (text[lines[i][1] : lines[i + 1][0]] for i in range(index, following))
            pieces.append(text[start:end])
            pieces.append(max(gaps, key=len))
            continue
        pieces.append(text[start:end])
    return "".join(pieces), tuple(cuts)


def reason_for(line: str) -> str | None:
    """Why ``clean`` would take out a line in the midst of a story, or None."""
    return _reason(line, first=False)


def _lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _LINE.finditer(text)]


def _reasons(lines: list[str]) -> list[str | None]:
    """For each line why it goes, or None where it stays."""
    reasons = [_reason(line, first=index == 0) for index, line in enumerate(lines)]
    for index in _menus(lines):
        reasons[index] = "navigation"
    first = next((index for index, reason in enumerate(reasons) if not reason), None)
    if first is not None and _is_repeated(lines[first], lines[first + 1 : first + 4]):
        reasons[first] = "repeated headline"
    return reasons


def _reason(line: str, first: bool) -> str | None:
    """Why a line goes; the first may be a headline, to which careful rules do not apply."""
    if len(line) > _LONGEST:
        return None
    line = _END.sub("", _START.sub("", line))
    if not _any_of(is_menu=False).fullmatch(line):
        return None
    story = first or _SPEAKS.search(line) is not None
    for rule in _table():
        if rule.reason != _MENU and not (rule.is_careful and story) and rule.line.fullmatch(line):
            return rule.reason
    return None


def _menus(lines: list[str]) -> Iterator[int]:
    """The lines of menus: three or more in a row that are words of a menu and no more."""
    menu = _any_of(is_menu=True)
    run: list[int] = []
    for index, line in enumerate([*lines, ""]):
        if len(line) <= _LONGEST and menu.fullmatch(line.rstrip(".")):
            run.append(index)
            continue
        if len(run) >= 3:
            yield from run
        run = []


def _is_repeated(headline: str, following: list[str]) -> bool:
    """Whether the first line says only what the lead says as well."""
    key = _key(headline)
    if len(headline) > _HEADLINE or len(key) < 12 or not following:
        return False
    for line in following:
        found = datelines.find(line)
        if f"{_key(line[found[1][1] :] if found else line)} ".startswith(f"{key} "):
            return True
    return False


def _key(line: str) -> str:
    """Words alone, so that quotation marks and full stops do not tell two copies apart."""
    return " ".join(_WORDS.findall(line[: 2 * _HEADLINE].casefold()))


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern of the table; a careful one is only for lines in which nobody speaks."""

    reason: str
    is_careful: bool
    line: re.Pattern[str]


@cache
def _table() -> tuple[_Rule, ...]:
    rules: list[_Rule] = []
    heading = ""
    for line in tables.lines("reading-boilerplate"):
        if found := _SECTION.fullmatch(line):
            heading = found[1]
            continue
        pattern = re.compile(line.replace("{lead}", _LEAD).replace("{in}", _WITHIN), re.IGNORECASE)
        rules.append(_Rule(heading.rstrip("?"), heading.endswith("?"), pattern))
    return tuple(rules)


@cache
def _any_of(*, is_menu: bool) -> re.Pattern[str]:
    """All rules in one, those of menus or all others: most lines are of none."""
    lines = (rule.line.pattern for rule in _table() if (rule.reason == _MENU) is is_menu)
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)
