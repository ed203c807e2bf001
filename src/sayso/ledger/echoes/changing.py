"""What became of a quotation: the words that were kept, left out and put in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from sayso.ledger.wording import fold

_PIECE: Final = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]|\s+")
_LONGEST: Final = 2_000
"""Pieces that are compared; what is longer differs as a whole after them."""

Became = Literal["kept", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Change:
    """Some words in a row, and what became of them."""

    became: Became
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"became": self.became, "text": self.text}


def changes(first: str, later: str) -> tuple[Change, ...]:
    """How ``later`` differs from ``first``, word for word.

    What is kept is given as ``later`` has it: capitals, accents and the shape of
    quotation marks make no difference. All that is kept and added makes ``later``.

    >>> changes("We will rebuild the old port.", "We will rebuild the port")
    (Change(became='kept', text='We will rebuild the '), Change(became='removed', text='old '), \
Change(became='kept', text='port'), Change(became='removed', text='.'))
    """
    a, b = _PIECE.findall(first), _PIECE.findall(later)
    result: list[Change] = []
    matcher = SequenceMatcher(
        None,
        [_plain(each) for each in a[:_LONGEST]],
        [_plain(each) for each in b[:_LONGEST]],
        autojunk=False,
    )
    for tag, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        if tag == "equal":
            _append(result, "kept", "".join(b[b_start:b_end]))
            continue
        _append(result, "removed", "".join(a[a_start:a_end]))
        _append(result, "added", "".join(b[b_start:b_end]))
    _append(result, "removed", "".join(a[_LONGEST:]))
    _append(result, "added", "".join(b[_LONGEST:]))
    return tuple(result)


def _append(result: list[Change], became: Became, text: str) -> None:
    if text:
        result.append(Change(became, text))


def _plain(piece: str) -> str:
    if piece.isspace():
        return " "
    if piece in "“”„«»\"'‘’":
        return '"'
    return fold(piece).replace("’", "'")
