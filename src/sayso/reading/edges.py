"""The first and last lines of a page's text that are about the story and not of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.reading import metadata
from sayso.reading.blocks import key_of
from sayso.records import Removed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FIRST, _LAST = 6, 3
"""Lines that are looked at."""
_LONGEST: Final = 400
"""Characters of a line about the author."""
_LIFE: Final = re.compile(
    r"\b(?:reporter|writer|correspondent|editor|columnist|journalist|contributor|producer|freelance"
    r"|covers|report(?:s|ed) (?:on|from|for)|writes (?:about|for|on))\b|@\w",
    re.IGNORECASE,
)
_SPEAKS: Final = re.compile(r"[“”\"]|\bs(?:aid|ays)\b")


def headlines_of(tree: HtmlElement, title: str | None) -> frozenset[str]:
    """The keys of all that may stand above the text as its headline."""
    headings = {key_of(each.text_content()) for each in tree.iter("h1")}
    name = tree.find(".//title")
    whole = key_of(title or "")
    if name is not None and name.text and whole:
        # "Headline | The Post": the part that is the title may be shorter than what is shown.
        headings |= {key for part in re.split(r" [|–—-] ", name.text) if (key := key_of(part))}
    return frozenset((headings | {whole}) - {""})


def trimmed(
    text: str, headlines: frozenset[str], byline: str | None
) -> tuple[str, tuple[Removed, ...]]:
    """The text without headline, byline and day above it and the author's life below it.

    Nothing vanishes that says something else: a line goes only as a whole, and
    something always stays.

    Args:
        text: a line for each paragraph.
        headlines: see ``headlines_of``.
        byline: who wrote it, as far as that is known.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    author = key_of(byline or "")
    reasons: dict[int, str] = {}
    for index, line in enumerate(lines[:_FIRST]):
        key = key_of(line)
        if key in headlines:
            reasons[index] = "headline"
        elif (author and key in {author, f"by {author}"}) or metadata.byline_in(line):
            reasons[index] = "byline"
            byline = byline or metadata.byline_in(line)
        elif metadata.is_day(line):
            reasons[index] = "date"
    names = [key_of(name) for name in re.split(r",| and ", byline or "") if " " in name.strip()]
    for index in range(max(len(lines) - _LAST, 0), len(lines)):
        line = lines[index]
        is_life = len(line) <= _LONGEST and _LIFE.search(line) and not _SPEAKS.search(line)
        if is_life and any(key_of(line).startswith(f"{name} ") for name in names):
            reasons[index] = "about the author"
    if len(reasons) == len(lines):
        return text, ()
    return "\n".join(line for index, line in enumerate(lines) if index not in reasons), tuple(
        Removed(lines[index].strip(), reason) for index, reason in sorted(reasons.items())
    )
