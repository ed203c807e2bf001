"""Which characters stand inside quotation marks.

News copy opens quotes that it never closes, closes quotes that it never
opened, and carries one quote over several paragraphs, each of which opens
anew and only the last of which closes. So nothing here relies on pairs: a
state runs from mark to mark and ends with its paragraph.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

OUTSIDE, DOUBLE, SINGLE, CONTINUED = range(4)
"""States: no quote; in a double (or guillemet) quote; in a single quote only;
in a double quote that goes on from the paragraph before."""

LINE_ENDS = "\n\r\u2028\u2029\x0b\x0c\x85"
"""What parts paragraphs."""

_OPENING = ("“", "„", "«", "``")
_CLOSING = ("”", "»")
_STRAIGHT = ('"', "''")
_SINGLES = ("‘", "’", "'", "‹", "›")
_MARK = re.compile(rf"``|''|[“”„«»\"‘’'‹›]|[{LINE_ENDS}]+")


def quotation_states(text: str) -> NDArray[np.int8]:
    """The state of every character of ``text``; marks belong to their quote."""
    states = np.zeros(len(text), np.int8)
    double_from: int | None = None
    single_from: int | None = None
    kind = DOUBLE
    unclosed = False
    line = 0
    for match in _MARK.finditer(text):
        mark, at, after = match.group(), match.start(), match.end()
        if mark[0] in LINE_ENDS:
            if double_from is not None:
                states[double_from:at] = kind
                unclosed = True
            elif not _blank(text, line, at):
                unclosed = False
            double_from = single_from = None
            line = after
            continue
        if mark in _SINGLES:
            if double_from is None:
                single_from = _single(text, states, mark, at, single_from)
            continue
        opens = mark in _OPENING or (mark not in _CLOSING and double_from is None)
        if mark in _STRAIGHT and double_from is not None and _looks_opening(text, at, after):
            opens = True
        if opens:
            if double_from is None:
                kind = CONTINUED if unclosed and _blank(text, line, at) else DOUBLE
                double_from = at
            unclosed = False
        elif double_from is not None:
            states[double_from:after] = kind
            double_from = None
    if double_from is not None:
        states[double_from:] = kind
    return states


def _blank(text: str, start: int, end: int) -> bool:
    """Nothing but white space there."""
    return not text[start:end].strip()


def _looks_opening(text: str, at: int, after: int) -> bool:
    """A straight mark after a space or bracket and before a letter opens."""
    before = text[at - 1 : at] if at else ""
    return (before == "" or before.isspace() or before in "([—–-") and text[
        after : after + 1
    ].isalnum()


def _single(
    text: str, states: NDArray[np.int8], mark: str, at: int, start: int | None
) -> int | None:
    """Follow a single mark; an apostrophe changes nothing."""
    before = text[at - 1 : at] if at else " "
    after = text[at + 1 : at + 2] or " "
    if start is None:
        opening = (mark in "‘‹" or mark == "'") and not before.isalnum() and after.isalnum()
        return at if opening else None
    if mark in "’›'" and not before.isspace() and not after.isalnum():
        around = states[start : at + 1]
        around[around == OUTSIDE] = SINGLE
        return None
    return start
