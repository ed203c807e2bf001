"""The body that a page declares its article to have, if that is to be believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.reading.blocks import WORD, Block, key_of
from sayso.reading.clutter import Surroundings
from sayso.reading.placing import places_of
from sayso.records import Removed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHORTEST: Final = 80
"""Words; a shorter declared body is a teaser."""
_VISIBLE: Final = 0.8
"""Share of a declared body that must stand on the page in paragraphs."""
_AGREE: Final = 0.97
_ABRIDGED: Final = 0.6
"""Below this share of the extracted text a declared body is taken for an excerpt."""
_GOES_ON: Final = 0.15
"""Share of a declared body that may follow it on the page in its own place."""
_UNSEEN: Final = 0.4
"""Share of the declared text that is extracted at most where a page shows it only by script."""
_BESIDE: Final = frozenset(["h2", "h3", "h4", "h5", "li", "dt", "dd", "td", "th", "blockquote"])
_QUESTION: Final = 40
"""Words of a paragraph in bold that heads others, as a question does in an interview."""
_ALIKE: Final = 50
"""Paragraphs that begin with the same words and are tried; honest pages have a few."""
_CLOSING: Final = " \n\t\r\xa0.,;:!?…”’)]"
_OPENING: Final = " \n\t\r\xa0“‘(["


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text, a line for each paragraph, and what was left out of it."""

    text: str
    removed: tuple[Removed, ...] = ()


def declared_body(
    declared: str, lines: list[str], around: Surroundings, shown: int | None
) -> Body | None:
    """The declared body in the paragraphs of the page, None if it is not to be believed.

    Args:
        declared: what the page says that the body is.
        lines: what was extracted from it.
        around: what the page shows.
        shown: words of running text among the lines, if the declared body is known
            to be that of the page's own article.
    """
    blocks = around.blocks
    said = WORD.findall(declared.lower())
    found = [word for line in lines for word in WORD.findall(line.lower())]
    if len(said) < _SHORTEST:
        return None
    in_found, in_said = _share(said, found), _share(found, said)
    if in_found >= _AGREE and in_said >= _AGREE:
        return Body("\n".join(lines))
    if in_said < _ABRIDGED and in_found >= 1 - _ABRIDGED:
        return None  # all that was declared, and much more
    paragraphs, used, covered = _in_paragraphs(declared, blocks)
    if covered < _VISIBLE:
        # A page that is built by scripts shows nothing without them; otherwise it is another's.
        is_unseen = len(found) < _UNSEEN * len(said) and in_said > 0.5
        is_unseen = is_unseen or (shown is not None and shown < _UNSEEN * len(said))
        return Body(declared.strip()) if is_unseen else None
    extracted = {key_of(line) for line in lines}
    if _goes_on(used, len(said), extracted, around):
        return None
    beside = _beside(used, lines, around)
    words = _runs(said)
    kept = {line for _, line in beside}
    removed = tuple(
        Removed(line.strip(), "not in the body that the page declares")
        for line in lines
        if line not in kept and not _mostly_in(WORD.findall(line.lower()), words)
    )
    text = sorted([*paragraphs, *beside], key=lambda each: each[0])
    return Body("\n".join(line for _, line in text), removed)


def _goes_on(used: list[int], size: int, extracted: set[str], around: Surroundings) -> bool:
    """Whether the story goes on where the declared body ends: it was cut."""
    if not used:
        return False
    sizes: Counter[HtmlElement] = Counter()
    for index in used:
        sizes.update(dict.fromkeys(around.blocks[index].element.iterancestors(), 1))
    last = around.blocks[used[-1]].element
    home = next(each for each in last.iterancestors() if sizes[each] > 0.5 * len(used))
    behind = [
        block.size
        for block in around.blocks[used[-1] + 1 :]
        if home in block.element.iterancestors() and not block.is_link and block.key in extracted
    ]
    return len(behind) > 1 and sum(behind) > _GOES_ON * size


def _beside(used: list[int], lines: list[str], around: Surroundings) -> list[tuple[int, str]]:
    """What some pages do not declare and stands among the paragraphs: headings, lists, tables."""
    if not used:
        return []
    clutter = around.clutter(used)
    taken = {*used, *clutter}
    beside = []
    for line, found in zip(lines, places_of(lines, around.blocks), strict=True):
        is_among = found and used[0] < found[0] and found[-1] < used[-1]
        if is_among and taken.isdisjoint(found):
            blocks = [around.blocks[index] for index in found]
            if all(_is_beside(block) and not block.is_link for block in blocks):
                beside.append((found[0], line))
    return beside


def _is_beside(block: Block) -> bool:
    if block.element.tag in _BESIDE:
        return True
    bold = "".join("".join(each.itertext()) for each in block.element.iter("b", "strong"))
    return block.size <= _QUESTION and key_of(bold) == block.key


def _mostly_in(words: list[str], runs: set[tuple[str, ...]]) -> bool:
    own = _runs(words)
    return len(own & runs) >= 0.5 * len(own)


def _share(words: Sequence[str], others: Sequence[str]) -> float:
    """How much of one text's runs of three words stands in the other, 0 to 1."""
    runs, others_runs = _runs(words), _runs(others)
    return len(runs & others_runs) / len(runs) if runs else 1.0


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False)) or (
        {tuple(words)} if words else set()
    )


def _in_paragraphs(
    declared: str, blocks: Sequence[Block]
) -> tuple[list[tuple[int, str]], list[int], float]:
    """The declared body cut where the page cuts it, the blocks of that, and their share of it.

    With each paragraph goes its block, or, where it has none, that of the one before.
    """
    tokens = list(WORD.finditer(declared))
    words = [token[0].lower() for token in tokens]
    starts: dict[tuple[str, ...], list[tuple[list[str], int]]] = {}
    for index, block in enumerate(blocks):
        if block.size >= 3:
            own = block.key.split(" ")
            alike = starts.setdefault(tuple(own[:3]), [])
            if len(alike) < _ALIKE:
                alike.append((own, index))
    paragraphs: list[tuple[int, str]] = []
    used: list[int] = []
    at = loose = covered = 0

    def settle(end: int) -> None:
        if loose < end:
            start = tokens[loose - 1].end() if loose else 0
            stop = tokens[end].start() if end < len(tokens) else len(declared)
            text = declared[start:stop].lstrip(_CLOSING).rstrip(_OPENING)
            paragraphs.append((max(used, default=-1), text))

    while at < len(words):
        here = [
            (len(own), index)
            for own, index in starts.get(tuple(words[at : at + 3]), ())
            if words[at : at + len(own)] == own
        ]
        if not here:
            at += 1
            continue
        settle(at)
        size, index = max(here)
        used.append(index)
        paragraphs.append((max(used), blocks[index].text))
        at += size
        loose = at
        covered += size
    settle(len(words))
    return paragraphs, used, covered / len(words) if words else 0.0
