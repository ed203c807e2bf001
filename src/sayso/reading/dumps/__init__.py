"""Where the stories in a dump are: between separators, or where the learned splitter says."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from sayso.reading.dumps import separators
from sayso.reading.dumps.paragraphs import spans
from sayso.reading.dumps.splitter import splitter
from sayso.records import Span

__all__ = ["split"]

_FEWEST: Final = 4
"""Paragraphs; a text of fewer is one story."""
_MOST: Final = 20_000
_LONGEST: Final = 2_000_000
"""Paragraphs and characters; to judge every gap of a text beyond would take minutes."""


def split(text: str) -> list[Span]:
    """The ranges of the stories in ``text``, in order; the whole of it where it is one story.

    Separators (rules, form feeds, "Article 3 of 20", the marks of Factiva and
    LexisNexis) are obeyed, and where there are any nothing else is. A text of
    more than two million characters or 20,000 paragraphs is split at these alone.
    Several ranges leave out the separators and the blank lines between them.
    """
    if not text.strip():
        return [(0, len(text))]
    found = separators.parts(text)
    if found is not None:
        return found or [(0, len(text))]
    paragraphs = spans(text) if len(text) <= _LONGEST else []
    if not _FEWEST <= len(paragraphs) <= _MOST:
        return [(0, len(text))]
    starts = splitter().boundaries(text, paragraphs)
    if not starts:
        return [(0, len(text))]
    edges = [0, *starts, len(paragraphs)]
    return [(paragraphs[first][0], paragraphs[last - 1][1]) for first, last in pairwise(edges)]
