"""A text cut wherever a mark begins or ends, so that marks may overlap and nest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from sayso.records import Passage, Statement

Role: TypeAlias = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One fragment of a statement's source, cue or content."""

    start: int
    end: int
    role: Role
    statement: int
    """Index of the statement."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters ``start`` to ``end`` of the text, all under the same marks."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    """Longest first, so that the last is the innermost."""


def marks(statements: Sequence[Statement], length: int) -> list[Mark]:
    """Every fragment of every statement, as far as it lies in a text of that ``length``."""
    found = []
    for index, statement in enumerate(statements):
        parts: tuple[tuple[Role, Passage | None], ...] = (
            ("source", statement.source),
            ("cue", statement.cue),
            ("content", statement.content),
        )
        for role, passage in parts:
            for start, end in passage.fragments if passage else ():
                start, end = max(start, 0), min(end, length)
                if start < end:
                    found.append(Mark(start, end, role, index))
    return found


def segments(length: int, marked: Sequence[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The whole text in order, without gap or overlap.

    Args:
        length: characters of the text.
        marked: the marks, in any order.
        cuts: further places where no segment may run on, such as paragraph ends.
    """
    starting: dict[int, list[Mark]] = {}
    ending: dict[int, list[Mark]] = {}
    for mark in marked:
        starting.setdefault(mark.start, []).append(mark)
        ending.setdefault(mark.end, []).append(mark)
    inner = (cut for cut in cuts if 0 < cut < length)
    edges = sorted({0, length, *starting, *ending, *inner})
    # Keys of a dict: a set that keeps its order, and so the page the same.
    active: dict[Mark, None] = {}
    for start, end in pairwise(edges):
        for mark in ending.get(start, ()):
            active.pop(mark, None)
        active.update(dict.fromkeys(starting.get(start, ())))
        innermost_last = sorted(active, key=lambda mark: (mark.start - mark.end, mark.statement))
        yield Segment(start, end, tuple(innermost_last))
