"""Who did what to whom, in one sentence: for events whose parties are known already.

    >>> from sayso.interactions import classify
    >>> classify("Calder expelled two envoys of Tresk.", "Calder", "two envoys of Tresk")
    'SANCTION'

Whole articles are read with ``sayso.read``, which finds the parties itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from sayso._api import _default
from sayso.records import Interaction, InteractionType, Span

__all__ = ["classify", "extract", "likeliest", "probabilities"]

_ALIKE: tuple[InteractionType, InteractionType] = ("CONCEDE", "RETREAT")
"""One type by what is done, two by whether in words or in deeds: they win or lose together."""


def extract(text: str) -> list[Interaction]:
    """Who did what to whom in one article's ``text``, taken exactly as it is.

    Raises:
        ModelError: the model's files are missing or damaged.
    """
    return _default().read(text).interactions


def classify(
    text: str, actor: str | Span | None, recipient: str | Span | None = None
) -> InteractionType:
    """The likeliest type of what ``actor`` does to ``recipient`` in a sentence.

    Args:
        text: a sentence, or a few.
        actor: its words as they stand in the text, or their ``(start, end)`` in code points.
        recipient: likewise. Null, or words that do not stand there, where the sentence
            names nobody.

    Raises:
        ModelError: the model's files are missing or damaged.
    """
    return likeliest(probabilities(text, actor, recipient))


def likeliest(chances: Mapping[str, float] | Mapping[InteractionType, float]) -> InteractionType:
    """The likeliest type by the probability of each."""
    known = cast(Mapping[InteractionType, float], chances)
    together = sum(known[each] for each in _ALIKE)
    best = max(known, key=lambda each: together if each in _ALIKE else known[each])
    return max(_ALIKE, key=known.__getitem__) if best in _ALIKE else best


def probabilities(
    text: str, actor: str | Span | None, recipient: str | Span | None = None
) -> dict[InteractionType, float]:
    """The probability of each type; see ``classify``. They add up to 1."""
    one = _place(text, actor, None)
    other = _place(text, recipient, one)
    if one is not None and other is not None and _overlap(one, other):
        one = _place(text, actor, other)
    return cast(dict[InteractionType, float], _default().pair(text, one, other))


def _place(text: str, words: str | Span | None, besides: Span | None) -> Span | None:
    """Where words stand: first as whole words, and apart from what stands at ``besides``."""
    if words is None or not isinstance(words, str):
        return words
    wanted = words.strip()
    if not wanted:
        return None
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)]
    if not places:
        places = [m.span() for m in re.finditer(re.escape(wanted), text)]
    apart = [place for place in places if besides is None or not _overlap(place, besides)]
    return next(iter(apart or places), None)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
