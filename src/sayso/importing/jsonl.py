"""JSON lines as ``sayso read`` and ``sayso export`` print them → articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from sayso.contract import ContractError, from_dict
from sayso.errors import InputError
from sayso.importing.checking import check
from sayso.records import Article

_PATIENCE: Final = 5
"""Lines at the beginning of a file that may all be wrong before it is given up."""


def articles(path: str, lines: Iterable[bytes]) -> Iterator[Article | InputError]:
    """The article of each line, or what is wrong with the line; empty lines are none.

    A file whose first lines are all no articles is another kind of file, and not read on.
    """
    wrong = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            article = check(from_dict(Article, json.loads(line)))
        except (ValueError, RecursionError, ContractError) as error:
            yield InputError(path, f"line {number} is no article of Sayso: {_short(error)}")
            if 0 <= wrong < _PATIENCE:
                wrong += 1
            if wrong == _PATIENCE:
                yield InputError(
                    path, "is no file of Sayso, the rest of it is not read; sayso add reads texts"
                )
                return
        else:
            wrong = -1
            yield article


def _short(error: Exception) -> str:
    return f"{error}"[:200]
