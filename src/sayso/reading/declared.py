"""The body that a page declares its article to have, if that is to be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.reading.blocks import WORD, Block, key_of
from sayso.reading.clutter import Surroundings
from sayso.records import Removed

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
_ALIKE: Final = 50
"""Paragraphs that begin with the same words and are tried; honest pages have a few."""
_CLOSING: Final = " \n\t\r\xa0.,;:!?…”’)]"
_OPENING: Final = " \n\t\r\xa0“‘(["


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text, a line for each paragraph, and what was left out of it."""

    text: str
    removed: tuple[Removed, ...] = ()


def declared_body(declared: str, lines: list[str], blocks: Sequence[Block]) -> Body | None:
    """The declared body in the paragraphs of the page, None if it is not to be believed."""
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
        return Body(declared.strip()) if is_unseen else None
    if _goes_on(used, len(said), lines, blocks):
        return None
    words = _runs(said)
    removed = tuple(
        Removed(line.strip(), "not in the body that the page declares")
        for line in lines
        if not _mostly_in(WORD.findall(line.lower()), words)
    )
    return Body("\n".join(paragraphs), removed)


def _goes_on(used: list[int], size: int, lines: list[str], blocks: Sequence[Block]) -> bool:
    """Whether the story goes on where the declared body ends: it was cut."""
    if not used:
        return False
    around = Surroundings(blocks)
    keys = {key_of(line) for line in lines}
    home = around.containers[used[-1]]
    behind = [
        block.size
        for index, block in enumerate(blocks[used[-1] + 1 :], used[-1] + 1)
        if around.containers[index] is home
        and block.element.tag == blocks[used[-1]].element.tag
        and not block.is_link
        and block.key in keys
    ]
    return len(behind) > 1 and sum(behind) > _GOES_ON * size


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


def _in_paragraphs(declared: str, blocks: Sequence[Block]) -> tuple[list[str], list[int], float]:
    """The declared body cut where the page cuts it, the blocks of that, and their share of it."""
    tokens = list(WORD.finditer(declared))
    words = [token[0].lower() for token in tokens]
    starts: dict[tuple[str, ...], list[tuple[list[str], int]]] = {}
    for index, block in enumerate(blocks):
        if block.size >= 3:
            own = block.key.split(" ")
            alike = starts.setdefault(tuple(own[:3]), [])
            if len(alike) < _ALIKE:
                alike.append((own, index))
    paragraphs: list[str] = []
    used: list[int] = []
    at = loose = covered = 0

    def settle(end: int) -> None:
        if loose < end:
            start = tokens[loose - 1].end() if loose else 0
            stop = tokens[end].start() if end < len(tokens) else len(declared)
            paragraphs.append(declared[start:stop].lstrip(_CLOSING).rstrip(_OPENING))

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
        paragraphs.append(blocks[index].text)
        used.append(index)
        at += size
        loose = at
        covered += size
    settle(len(words))
    return paragraphs, used, covered / len(words) if words else 0.0
