"""JSON lines as ``sayso read`` and ``sayso export`` print them → articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sayso.contract import ContractError, from_dict
from sayso.errors import InputError
from sayso.importing.checking import check
from sayso.records import Article


def articles(path: str, lines: Iterable[bytes]) -> Iterator[Article | InputError]:
    """The article of each line, or what is wrong with the line; empty lines are none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield check(from_dict(Article, json.loads(line)))
        except (ValueError, RecursionError, ContractError) as error:
            yield InputError(path, f"line {number} is no article of Sayso: {_short(error)}")


def _short(error: Exception) -> str:
    return f"{error}"[:200]
