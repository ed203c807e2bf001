"""Where on a page the lines stand that an extractor made of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from sayso.reading.blocks import Block, key_of

_NEAR, _FAR = 40, 400
"""Runs of text behind the last one that was found in which a line, or a long one, is looked for."""
_LONG: Final = 1_000
"""Characters."""


def places_of(lines: list[str], blocks: Sequence[Block]) -> list[list[int]]:
    """For each line the blocks of the page that it consists of, none where that is unclear."""
    keys = [key_of(line) for line in lines]
    exact = _exact(keys, blocks)
    found: list[list[int]] = []
    last = 0
    for line, key, index in zip(lines, keys, exact, strict=True):
        if index is not None:
            found.append([index])
        else:
            near = _FAR if len(line) > _LONG else _NEAR
            around = enumerate(blocks[last : last + near], last)
            found.append([index for index, block in around if _is_part(block, key)])
        last = found[-1][-1] if found[-1] else last
    return found


def _exact(keys: list[str], blocks: Sequence[Block]) -> list[int | None]:
    """For each line the block with the same words, None where there is none.

    Of several it is the last in front of the line that follows: leads are repeated
    further up, in menus for sharing.
    """
    wanted: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.key:
            wanted.setdefault(block.key, []).append(index)
    found: list[int | None] = []
    following = len(blocks)
    for key in reversed(keys):
        here = wanted.get(key)
        if here is None:
            found.append(None)
            continue
        following = here[max(bisect_left(here, following) - 1, 0)]
        found.append(following)
    return found[::-1]


def _is_part(block: Block, key: str) -> bool:
    """Whether a line holds the block, or is a piece of it."""
    return block.size > 2 and (
        f" {block.key} " in f" {key} " or (key != "" and f" {key} " in f" {block.key} ")
    )
