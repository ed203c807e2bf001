"""Where the paragraphs of a text stand, and which of them is its headline."""

from __future__ import annotations

import re
from typing import Final

_PARAGRAPH_ENDS: Final = re.compile(r"\s*\n[^\S\n]*\n\s*")
_LINE_ENDS: Final = re.compile(r"\s*\n\s*")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where each paragraph starts and ends; copy without blank lines has one a line."""
    between = _PARAGRAPH_ENDS if _PARAGRAPH_ENDS.search(text.strip()) else _LINE_ENDS
    start = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    found = []
    for gap in between.finditer(text, start, last):
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, last)] if start < last else found


def is_head(paragraph: str) -> bool:
    """A headline is short and does not end as a sentence does."""
    return len(paragraph) <= 120 and not paragraph.endswith((".", "!", "”", '"', ":"))
