"""The sentence around a place in news text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.records import Span

REACH = 600
"""Characters looked at on either side."""
_USUAL = 200
"""Characters within which most sentences begin."""

_END = re.compile(r"[.!?…\n](?:(?<=\n)|[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9]))")
"""Spelt so that ``re`` can run over a text looking for the first character alone."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Rev|Hon|St|Jr|Sr|No|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]\.[A-Z])\.$"
)


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that ``start:end`` stands in; it never leaves its line."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    begin = _last_end(text, max(low, start - _USUAL), start) or _last_end(text, low, start) or low
    stop = next(_ends(text, end, high), high)
    while begin < start and text[begin].isspace():
        begin += 1
    return begin, stop


def _last_end(text: str, low: int, high: int) -> int:
    """Where the last sentence ends between two places; 0 if none does."""
    return max(_ends(text, low, high), default=0)


def _ends(text: str, low: int, high: int) -> Iterator[int]:
    """Where sentences end between two places."""
    for match in _END.finditer(text, low, high):
        if not _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start() + 1]):
            yield match.end()
