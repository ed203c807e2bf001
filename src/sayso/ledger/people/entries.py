"""Somebody as a file from outside has them, and how such a file is opened."""

from __future__ import annotations

import bz2
import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, cast

from sayso.errors import InputError

KINDS: Final = ("person", "organization", "country", "document")
LONGEST: Final = 200
"""Characters of a name or an office."""
MOST_ALIASES: Final = 200


@dataclass(slots=True)
class Entry:
    """Somebody, as a table or a dump has them."""

    name: str
    kind: str = "person"
    aliases: list[str] = field(default_factory=list)
    offices: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    """Title, first and last day, each as exact as it is known."""
    country: str | None = None
    qid: str | None = None


def _binary(path: Path) -> IO[bytes]:
    match path.suffix.lower():
        case ".gz":
            return cast(IO[bytes], gzip.open(path, "rb"))
        case ".bz2":
            return cast(IO[bytes], bz2.open(path, "rb"))
        case _:
            return path.open("rb")


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """A file as text, unpacked.

    Raises:
        InputError: it cannot be read, or is not in UTF-8.
    """
    try:
        with _binary(path) as file:
            yield io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    except UnicodeDecodeError:
        raise InputError(str(path), "is not in UTF-8; save it so") from None
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(str(path), f"cannot be read ({reason})") from None
