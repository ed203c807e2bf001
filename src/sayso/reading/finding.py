"""What a person names → the inputs to read: files, folders of files, open files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, NoReturn, TypeAlias

from sayso.errors import InputError
from sayso.reading.formats import FOLDER_SUFFIXES
from sayso.reading.inputs import Input, why

Source: TypeAlias = str | Path | IO[bytes] | IO[str] | Input
"""A path to a file or a folder, a file that is open for reading, or what was found before."""


def find(
    sources: Iterable[Source], on_error: Callable[[InputError], object] | None = None
) -> list[Input]:
    """The inputs that ``sources`` name, in that order, folders sorted by path.

    Folders are read with all that lies below them: ``*.txt`` and files without
    a suffix, hidden ones left out, links to folders not followed. A file that
    is named itself is an input whatever it is called; it is not opened here.

    Args:
        sources: paths and open files.
        on_error: called with each error, after which the rest goes on; without
            it, errors are raised.

    Raises:
        InputError: a path does not exist, a folder cannot be listed or holds no text file.
    """
    report = on_error or _raise
    inputs: list[Input] = []
    for source in sources:
        if isinstance(source, Input):
            inputs.append(source)
            continue
        if not isinstance(source, str | Path):
            name = getattr(source, "name", None)
            inputs.append(Input(name if isinstance(name, str) else "<stream>", source))
            continue
        path = Path(source)
        try:
            if path.is_dir():
                inputs.extend(_in_folder(path, report))
            elif os.path.lexists(path):
                inputs.append(Input(str(path)))
            else:
                raise InputError(str(path), "no such file or folder; check the spelling")
        except InputError as error:
            report(error)
        except (OSError, ValueError) as error:
            report(InputError(str(path), why(error)))
    return inputs


def _in_folder(folder: Path, report: Callable[[InputError], object]) -> Iterator[Input]:
    refused: list[InputError] = []

    def refuse(error: OSError) -> None:
        refused.append(InputError(str(error.filename), why(error)))

    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(
            path
            for name in files
            if not name.startswith(".")
            and (path := Path(parent, name)).suffix.lower() in FOLDER_SUFFIXES
            and path.is_file()
        )
    for error in refused:
        report(error)
    if not found and not refused:
        wanted = "*.txt or files without a suffix"
        raise InputError(str(folder), f"holds no text file; Sayso looks for {wanted}")
    yield from (Input(str(path)) for path in sorted(found))


def _raise(error: InputError) -> NoReturn:
    raise error
