"""The sentence around a place in news text."""

from __future__ import annotations

import re

from sayso.records import Span

REACH = 600
"""Characters looked at on either side."""

_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Rev|Hon|St|Jr|Sr|No|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]\.[A-Z])\.$"
)


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that ``start:end`` stands in; it never leaves its line."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    begin = low
    for match in _END.finditer(text, low, start):
        if not _ABBREVIATION.search(text[max(low, match.start() - 8) : match.start() + 1]):
            begin = match.end()
    stop = high
    for match in _END.finditer(text, end, high):
        if not _ABBREVIATION.search(text[max(low, match.start() - 8) : match.start() + 1]):
            stop = match.end()
            break
    while begin < start and text[begin].isspace():
        begin += 1
    return begin, stop
