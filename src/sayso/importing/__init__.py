"""From exports back to records: JSON lines and brat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.errors import InputError
from sayso.importing import brat, jsonl
from sayso.records import Article

__all__ = ["imported"]


def imported(path: Path) -> Iterator[Article | InputError]:
    """The articles of a file of JSON lines or a folder of brat files, with their statements.

    What is wrong comes as an error in its place, and the rest goes on.
    """
    if path.is_dir():
        yield from brat.articles(path)
        return
    try:
        with path.open("rb") as file:
            yield from jsonl.articles(str(path), file)
    except OSError as error:
        yield InputError(str(path), f"cannot be read: {error.strerror}")
