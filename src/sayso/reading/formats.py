"""Which reader opens which file. A new format is one file here and one line below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Final, TypeAlias

from sayso.reading import plain
from sayso.reading.inputs import Input
from sayso.records import Article

Reader: TypeAlias = Callable[[str, bytes | str], Iterator[Article]]
"""From an input's name and all that it holds to the articles in it."""

READERS: Final[dict[str, Reader]] = {".txt": plain.read, "": plain.read}
"""By suffix, in lower case. What a folder is searched for."""

FOLDER_SUFFIXES: Final = frozenset(READERS)


def articles(source: Input) -> Iterator[Article]:
    """The articles in one input, without statements.

    A file whose suffix says nothing is read as plain text: whoever named it
    thinks that it holds some, and the reader refuses what it cannot read.

    Raises:
        InputError: the input cannot be read, or is not in the form it should be.
    """
    reader = READERS.get(PurePath(source.name).suffix.lower(), plain.read)
    return reader(source.name, source.read())
