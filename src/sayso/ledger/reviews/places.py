"""The places of an article that a person means, given as offsets or in the words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sayso.errors import UsageError
from sayso.records import Passage, Span

_OFFSETS: Final = re.compile(r"\s*\d{1,9}\s*-\s*\d{1,9}\s*(?:,\s*\d{1,9}\s*-\s*\d{1,9}\s*)*")
_GAP: Final = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|…|\.\.\.)\s*")
"""Between two fragments, as people write that they leave something out."""
_QUOTES: Final = {"'": "['’‘]", '"': '["“”„]', "’": "['’]", "“": '["“]', "”": '["”]'}
"""Marks that a keyboard has none of, or that come out otherwise than they are in the text."""
_BLANK: Final = re.compile(r"\n\s*\n")
_BREAK: Final = re.compile(r"\n")
_LONGEST: Final = 20_000
"""Characters of words that somebody gives; a content is a few sentences."""
_SHOWN: Final = 4


def passage(text: str, given: str | Sequence[Span], near: Span, field: str) -> Passage:
    """The passage of an article's ``text`` that is meant.

    Args:
        text: of the article.
        given: offsets, as spans or as ``"120-140,150-160"``; or the words as they stand
            in the text, with ``…`` where something between two fragments is left out.
        near: the paragraphs of the statement. Words that stand in the article more than
            once are taken from there if they stand there once.
        field: what it is for, for messages.

    Raises:
        UsageError: the words do not stand there, or in several places, or the offsets
            cut nothing out of the text.
    """
    if not isinstance(given, str):
        return _checked(text, [(start, end) for start, end in given], field)
    if _OFFSETS.fullmatch(given):
        pairs = (each.split("-") for each in given.split(","))
        return _checked(text, [(int(start), int(end)) for start, end in pairs], field)
    if len(given) > _LONGEST:
        raise UsageError(f"{field}: that is too long; give the offsets, such as 120-140")
    whole = _places(text, given)
    pieces = [given] if whole else [each for each in _GAP.split(given) if each.strip()]
    found: list[Span] = []
    for piece in pieces:
        after = found[-1][1] if found else 0
        found.append(_the_one(text, piece, near, after, field))
    return _checked(text, found, field)


def paragraphs(text: str, start: int, end: int) -> Span:
    """The paragraphs that ``start`` to ``end`` lies in; copy without blank lines has one a line."""
    between = _BLANK if _BLANK.search(text.strip()) else _BREAK
    first = max((gap.end() for gap in between.finditer(text, 0, start)), default=0)
    gap = between.search(text, end)
    return first, gap.start() if gap else len(text)


def _the_one(text: str, words: str, near: Span, after: int, field: str) -> Span:
    found = [place for place in _places(text, words) if place[0] >= after]
    if not found:
        raise UsageError(
            f"{field}: {_short(words)} does not stand in the article"
            f"{' after that' if after else ''}; give the words exactly as they stand there,"
            " or offsets such as 120-140"
        )
    within = [place for place in found if near[0] <= place[0] and place[1] <= near[1]]
    if len(within or found) == 1:
        return (within or found)[0]
    listed = ", ".join(f"{start}-{end}" for start, end in (within or found)[:_SHOWN])
    raise UsageError(
        f"{field}: {_short(words)} stands there {len(within or found)} times ({listed}"
        f"{' …' if len(within or found) > _SHOWN else ''}); give the offsets of the right one"
    )


def _places(text: str, words: str) -> list[Span]:
    """Where the words stand, whole, whatever white space and form of quotation marks."""
    parts = words.split()
    if not parts:
        return []
    pattern = r"\s+".join(
        "".join(_QUOTES.get(character) or re.escape(character) for character in part)
        for part in parts
    )
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return [match.span() for match in re.finditer(before + pattern + after, text)]


def _checked(text: str, places: list[Span], field: str) -> Passage:
    if not places:
        raise UsageError(f"{field}: no place is given")
    ordered = sorted(places)
    for start, end in ordered:
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise UsageError(
                f"{field}: {start}-{end} cuts no words out of the article, which has"
                f" {len(text)} characters; the first is 0, the end is not included"
            )
    for (_, end), (start, _) in pairwise(ordered):
        if start < end:
            raise UsageError(f"{field}: two of its fragments overlap at {start}")
    return Passage.cut(text, ordered)


def _short(words: str) -> str:
    joined = " ".join(words.split())
    return f"“{joined if len(joined) <= 60 else joined[:60].rstrip() + ' …'}”"
