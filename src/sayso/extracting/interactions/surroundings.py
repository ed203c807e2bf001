"""Which statement a place of the text stands in, found without looking at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from sayso.records import Span, Statement

_BLOCK: Final = 512
"""Characters of a piece of the text that is looked up at once."""


class Surroundings:
    """The statements of one article, by where their contents and cues are."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._contents: defaultdict[int, list[tuple[Span, Statement]]] = defaultdict(list)
        self._cues: defaultdict[int, list[tuple[Span, Statement]]] = defaultdict(list)
        for statement in statements:
            for span in statement.content.fragments:
                for block in _blocks(span):
                    self._contents[block].append((span, statement))
            for span in statement.cue.fragments if statement.cue else ():
                for block in _blocks(span):
                    self._cues[block].append((span, statement))

    def around(self, where: Span) -> Statement | None:
        """The innermost statement whose content holds a place."""
        holding = (
            statement
            for (start, end), statement in self._contents[where[0] // _BLOCK]
            if start <= where[0] and where[1] <= end
        )
        return min(holding, key=_length, default=None)

    def said(self, where: Span) -> str | None:
        """The id of the statement one of whose cue's words stand at a place."""
        for block in _blocks(where):
            for (start, end), statement in self._cues[block]:
                if start < where[1] and where[0] < end:
                    return statement.id
        return None


def _blocks(span: Span) -> range:
    return range(span[0] // _BLOCK, max(span[0], span[1] - 1) // _BLOCK + 1)


def _length(statement: Statement) -> int:
    return sum(end - start for start, end in statement.content.fragments)
