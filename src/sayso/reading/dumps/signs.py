"""What opens a story beyond doubt, though training articles hardly show it.

Agencies date, sign and repeat where newspapers do not. In the midst of the 924
newspaper articles that the rules were tried on, they were wrong twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.reading.dumps.features import Array, same_start
from sayso.reading.dumps.paragraphs import TRAITS, Paragraph

_SURE: Final = 3.0
"""Log-odds of a boundary that a sign vouches for."""
_HEAD: Final = 25
"""Words that a headline or a byline above the first paragraph may have."""
_ABOVE: Final = 3
"""Paragraphs that may stand above it."""
_MEMORY: Final = 14
"""Paragraphs back that somebody is still known from."""
_LEAD: Final = 25
"""Words that a lead has at least."""
_TRAIT: Final = {name: index for index, name in enumerate(TRAITS)}


def vouched(paragraphs: Sequence[Paragraph], odds: Array) -> Array:
    """``odds`` with those raised where a sign says that a story starts.

    Args:
        paragraphs: of a dump, without asides.
        odds: for the gap before each but the first.
    """
    odds = odds.copy()
    known: dict[str, tuple[int, int]] = {}
    for index, paragraph in enumerate(paragraphs):
        is_repeated = any(_repeats(paragraph, lead) for lead in paragraphs[index + 1 : index + 2])
        start = 0
        if paragraph.is_signed:
            start = _top(paragraphs, odds, index)
        elif is_repeated or _is_anew(paragraph, index, known):
            start = index
        if start:
            odds[start - 1] = max(odds[start - 1], _SURE)
            known = {}
        _remember(paragraph, index, known)
    return odds


def _top(paragraphs: Sequence[Paragraph], odds: Array, index: int) -> int:
    """Where the story starts whose first paragraph has a dateline: maybe with a headline above."""
    if index and _repeats(paragraphs[index - 1], paragraphs[index]):
        return index - 1
    best = index
    for above in range(index - 1, max(index - _ABOVE, 0) - 1, -1):
        if paragraphs[above].length > _HEAD or _has(paragraphs[above], "quote"):
            break
        if above == 0:
            return 0
        if odds[above - 1] > odds[best - 1]:
            best = above
    return best


def _repeats(headline: Paragraph, lead: Paragraph) -> bool:
    return (
        headline.length >= 6 and same_start(headline, lead) and not _has(headline, "starts_quote")
    )


def _is_anew(paragraph: Paragraph, index: int, known: dict[str, tuple[int, int]]) -> bool:
    """Whether a lead introduces somebody in full and with office who has long been known.

    "Foreign Minister Ada Varga told …" after paragraphs of "Varga" is how the
    next story starts: with names, a day, and neither a quotation nor a pronoun.
    """
    opens = ("quote", "pronoun", "connective")
    if (
        paragraph.length < _LEAD
        or not _has(paragraph, "day")
        or any(_has(paragraph, t) for t in opens)
    ):
        return False
    if sum(name.is_full for name in paragraph.names) < 3:
        return False
    first = paragraph.names[0]
    at, times = known.get(first.key, (-99, 0))
    return first.is_full and first.has_title and index - at <= _MEMORY and times >= 2


def _remember(paragraph: Paragraph, index: int, known: dict[str, tuple[int, int]]) -> None:
    """Keeps when each name was last in full, and in how many paragraphs short since then."""
    full = {name.key for name in paragraph.names if name.is_full}
    for name in {name.key for name in paragraph.names} - full:
        if name in known:
            known[name] = known[name][0], known[name][1] + 1
    known.update(dict.fromkeys(full, (index, 0)))


def _has(paragraph: Paragraph, trait: str) -> bool:
    return paragraph.traits[_TRAIT[trait]] > 0
