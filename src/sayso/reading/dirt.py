"""Text as it was found → text as an article keeps it.

All that shifts characters happens here, before any offset is fixed: mojibake,
control and invisible characters, line breaks, hard-wrapped lines. Curly quotes,
dashes and accents are the article's own and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import ftfy
from ftfy.badness import is_bad

_LINE_BREAKS: Final = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Form feeds stay: they part the stories of a dump (see ``dumps``)."""

_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")
_INVISIBLE: Final = re.compile(
    r"[\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    # Joiners shape emoji and the scripts of India and Persia; elsewhere they are dirt.
    r"|(?<![\u0300-\u1fff\u2100-\U0010ffff])[\u200c\u200d]"
)
_SPACES: Final = re.compile(r"[\xa0\u2000-\u200a\u202f\u205f\u3000]")
_SOFT_BREAK: Final = re.compile(r"\xad *\n[ \t]*(?=\w)")

_MOJIBAKE: Final = ftfy.TextFixerConfig(
    unescape_html="auto",
    fix_latin_ligatures=True,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
_STRANGE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000"
    r"\ud800-\udfff\ufb00-\ufb06\ufeff]"
)
"""All single characters that are mended one way or another: most texts have none."""

_SUSPECT: Final = re.compile(r"[\x1b\x80-\x9f\ufb00-\ufb06]")
_ENTITY: Final = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|[a-z]{2,8});", re.IGNORECASE)
"""What ``ftfy`` mends beside mojibake: escapes, stray controls, ligatures, entities."""

_PAIR: Final = re.compile(r"[^\x00-\x7f\u2010-\u2026](?:[^\x00-\x7f\u2010-\u2026]|(?<=[Ãà]) )")
"""Without one of these there is no mojibake; ``is_bad`` knows better, but takes its time."""

_WIDEST_WRAP: Final = 120
"""Characters; a longer line is a paragraph of its own."""
_NARROWEST_WRAP: Final = 36
_LIST_ITEM: Final = re.compile(r"\s{2,}\S|\t|[-*•·–—]\s|\(?\d{1,2}[.)]\s|>")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_WORD: Final = 40
_STARTS_LOWER: Final = re.compile(r"\s*[a-zß-ÿ]")
_SENTENCE_END: Final = re.compile(r"[.!?:][\"'”’)\]]*\s*$")
_KEEPS_HYPHEN: Final = re.compile(
    r"all|anti|co|cross|ex|far|first|former|full|half|high|ill|left|long|low|mid|multi|much|near"
    r"|newly|non|off|old|one|post|pro|right|second|self|semi|short|so|then|third|top|two|three"
    r"|under|vice|well|world|year"
)


def repair(text: str) -> str:
    """``text`` without the dirt that copying, encoding and wrapping leave in it.

    A control character becomes a space, so that it does not join two words. So
    does every exotic space, the non-breaking one too: nobody searches or writes
    a rule with it, and as one character replaces one, no offset moves. Invisible
    characters go. Lines are joined only where the text is evidently hard-wrapped.

    Form feeds are left to ``dumps.split``. Clean text comes back unchanged.
    """
    if _STRANGE.search(text):
        text = _LINE_BREAKS.sub("\n", text.removeprefix("\ufeff"))
        text = whole(text)
    if _has_mojibake(text):
        text = ftfy.fix_text(text, _MOJIBAKE)
    if _STRANGE.search(text):  # again, as mending may bring a non-breaking space
        text = _SOFT_BREAK.sub("", _CONTROLS.sub(" ", text))
        text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return unwrap(text)


def whole(text: str) -> str:
    """``text`` without halves of characters, which JSON can hold and no file can."""
    if not _SURROGATES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _has_mojibake(text: str) -> bool:
    if "&" in text and _ENTITY.search(text):
        return True
    if text.isascii():
        return "\x1b" in text
    return _SUSPECT.search(text) is not None or (_PAIR.search(text) is not None and is_bad(text))


def unwrap(text: str) -> str:
    """``text`` with hard-wrapped lines joined; unchanged where lines are paragraphs."""
    lines = text.split("\n")
    column = _wrap_column(lines)
    if column is None:
        return text
    known = frozenset(_WORD.findall(text))
    pieces = [lines[0]]
    for line, following in pairwise(lines):
        if _goes_on(line, following, column):
            pieces[-1], glue = _seam(pieces[-1], following, known)
            pieces += (glue, following.lstrip())
        else:
            pieces += ("\n", following)
    return "".join(pieces)


def _wrap_column(lines: list[str]) -> float | None:
    """The column that a wrapped line reaches, or None where lines are not wrapped.

    A wrapped line ends where the next word would no longer fit, and mostly in
    the middle of a sentence; neither is so of lists, verse and headlines. Lines
    that were wrapped by hand are ragged, but even more of them end so.
    """
    pairs = [pair for pair in _pairs(lines) if not _LIST_ITEM.match(pair[1])]
    if len(pairs) < 2:
        return None
    lengths = sorted(len(line.rstrip()) for line in lines)
    width = lengths[int(0.98 * len(lengths))]  # the longest, but for an address among them
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    broken = sum(not _SENTENCE_END.search(first) for first, _ in pairs) / len(pairs)
    lower = sum(_STARTS_LOWER.match(second) is not None for _, second in pairs) / len(pairs)
    full = sum(_is_full(first, second, 0.9 * width) for first, second in pairs) / len(pairs)
    if full >= 0.7 and broken >= 0.5 and lower >= 0.3:
        return 0.9 * width
    return 0.6 * width if broken >= 0.7 and lower >= 0.6 else None


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    return ((a, b) for a, b in pairwise(lines) if a.strip() and b.strip())


def _is_full(line: str, following: str, column: float) -> bool:
    """Whether the next word would have stuck out."""
    word = following.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(word) > column


def _goes_on(line: str, following: str, column: float) -> bool:
    if not line.strip() or not following.strip() or "\f" in line + following:
        return False
    if _LIST_ITEM.match(following):
        return False
    if not _SENTENCE_END.search(line) and _STARTS_LOWER.match(following):
        return True
    return _is_full(line, following, column)


def _seam(line: str, following: str, known: frozenset[str]) -> tuple[str, str]:
    """The end of ``line`` and what stands between it and ``following`` once they are joined."""
    line = line.rstrip()
    before = _WORD.findall(line[-_LONGEST_WORD:])[-1:] if line.endswith("-") else []
    if not before or not line.endswith(f"{before[0]}-") or not _STARTS_LOWER.match(following):
        return line, " "
    head, tail = before[0], _WORD.findall(following[:_LONGEST_WORD])[0]
    is_compound = _KEEPS_HYPHEN.fullmatch(head.lower()) or f"{head}-{tail}" in known
    return (line, "") if is_compound and head + tail not in known else (line[:-1], "")
