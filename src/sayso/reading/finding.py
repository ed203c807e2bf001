"""What a person names → the inputs to read: files, folders, patterns, addresses, open files."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final, NoReturn, TypeAlias

from sayso.errors import InputError
from sayso.reading.inputs import Input, is_address, why

Source: TypeAlias = str | Path | IO[bytes] | IO[str] | Input
"""A path, a pattern, an address, a file that is open for reading, or what was found before."""

SUFFIXES: Final = frozenset(
    [
        "",
        ".txt",
        ".text",
        ".htm",
        ".html",
        ".xhtml",
        ".shtml",
        ".rss",
        ".atom",
        ".rdf",
        ".xml",
        ".json",
        ".jsonl",
        ".ndjson",
        ".csv",
        ".tsv",
        ".warc",
        ".eml",
        ".mbox",
        ".gz",
        ".zst",
        ".zstd",
        ".bz2",
        ".xz",
        ".zip",
        ".tar",
        ".tgz",
    ]
)
"""What folders and archives are searched for; what is named itself is read whatever its name."""


def find(
    sources: Iterable[Source], on_error: Callable[[InputError], object] | None = None
) -> list[Input]:
    """The inputs that ``sources`` name, in that order, folders sorted by path.

    Folders are read with all that lies below them and has the suffix of a form
    that can be read, or none; hidden files are left out, as are the folders of
    images and scripts that browsers put beside a page they save, and links to
    folders are not followed. A file that is named itself is an input whatever
    it is called; it is not opened here. A pattern (``news/**/*.html``) counts
    as all that it matches, unless something has that very name.

    Args:
        sources: paths, patterns, addresses (``http://``, ``https://``) and open files.
        on_error: called with each error, after which the rest goes on; without
            it, errors are raised.

    Raises:
        InputError: a path does not exist, a pattern matches nothing, a folder cannot be
            listed or holds nothing to read.
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
        if isinstance(source, str) and is_address(source):
            inputs.append(Input(source))
            continue
        path = Path(source)
        try:
            if path.is_dir():
                inputs.extend(_in_folder(path, report))
            elif os.path.lexists(path):
                inputs.append(Input(str(path)))
            elif glob.has_magic(str(path)):
                inputs.extend(_matching(str(path), report))
            else:
                raise InputError(str(path), "no such file or folder; check the spelling")
        except InputError as error:
            report(error)
        except (OSError, ValueError) as error:
            report(InputError(str(path), why(error)))
    return inputs


def is_wanted(name: str) -> bool:
    """Whether a file in an archive or a folder is one to read, by its name alone."""
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") and part != "." for part in path.parts)
    return not hidden and "__MACOSX" not in path.parts and path.suffix.lower() in SUFFIXES


def _matching(pattern: str, report: Callable[[InputError], object]) -> Iterator[Input]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  # an absolute pattern is fine
    if not found:
        raise InputError(pattern, "matches no file; check the spelling")
    files = {path for path in found if not Path(path).is_dir()}
    for path in found:
        if path in files:
            yield Input(path)
        elif not any(each.startswith(os.path.join(path, "")) for each in files):  # noqa: PTH118
            yield from _in_folder(Path(path), report)


def _in_folder(folder: Path, report: Callable[[InputError], object]) -> Iterator[Input]:
    refused: list[InputError] = []

    def refuse(error: OSError) -> None:
        refused.append(InputError(str(error.filename), why(error)))

    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=refuse):
        pages = {Path(name).stem for name in files if name.lower().endswith((".html", ".htm"))}
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and name.removesuffix("_files") not in pages - {name}
        ]
        found.extend(
            path for name in files if is_wanted(name) and (path := Path(parent, name)).is_file()
        )
    for error in refused:
        report(error)
    if not found and not refused:
        raise InputError(
            str(folder),
            "holds nothing to read; Sayso looks for text, HTML, feeds, JSON, CSV, WARC, mail and"
            " archives of them",
        )
    yield from (Input(str(path)) for path in sorted(found))


def _raise(error: InputError) -> NoReturn:
    raise error
