"""Lines that say that a story ends or another begins: rules, counters, marks of archives."""

from __future__ import annotations

import re
from typing import Final

from sayso.records import Span

_LINE: Final = re.compile(r"[^\n\f]+|\f")
_SEPARATOR: Final = re.compile(
    r"\f|-{3,}|\*{3,}|={3,}|_{10,}"
    r"|(?:article|document|story|item|record) \d+ of \d+[.:]?"
    r"|\d+ of \d+ (?:documents?|articles?|story|stories)"
    # Factiva signs each document, LexisNexis says where it ends.
    r"|document (?-i:[A-Z]{2,12})\d{6,}[a-z0-9]*|end of document",
    re.IGNORECASE,
)
_LOADED: Final = re.compile(r"load-date: .{4,30}", re.IGNORECASE)
_UNDERLINE: Final = re.compile(r"[-=]{4,}")
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)]*$")


def parts(text: str) -> list[Span] | None:
    """The ranges of ``text`` between its separators, or None where it has none.

    Ranges leave out the white space around them and are not empty.
    """
    lines = [
        (match.start() + len(match[0]) - len(match[0].lstrip(" \t")), match[0].strip(" \t"))
        for match in _LINE.finditer(text)
        if match[0] == "\f" or match[0].strip()
    ]
    cuts = [
        (start, start + len(line))
        for index, (start, line) in enumerate(lines)
        if _SEPARATOR.fullmatch(line) and not _is_underline(text, lines, index)
    ]
    if not any(text[start:end].lower() == "end of document" for start, end in cuts):
        loaded = ((start, start + len(line)) for start, line in lines if _LOADED.fullmatch(line))
        cuts = sorted([*cuts, *loaded])
    if not cuts:
        return None
    found = []
    for (_, start), (end, _) in zip([(0, 0), *cuts], [*cuts, (len(text), 0)], strict=True):
        inner = text[start:end]
        if inner.strip():
            left = start + len(inner) - len(inner.lstrip())
            found.append((left, left + len(inner.strip())))
    return found


def _is_underline(text: str, lines: list[tuple[int, str]], index: int) -> bool:
    """Whether a rule is drawn under the headline right above it."""
    start, line = lines[index]
    if index == 0 or not _UNDERLINE.fullmatch(line):
        return False
    above_start, above = lines[index - 1]
    is_next = text.count("\n", above_start, start) == 1
    stands_alone = index == 1 or text.count("\n", lines[index - 2][0], above_start) > 1
    return is_next and stands_alone and len(above) < 120 and not _SENTENCE_END.search(above)
