"""One thing to open, and what stands behind it once it is open."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from sayso.errors import InputError
from sayso.reading.bounds import Budget
from sayso.records import Origin

MAX_BYTES: Final = 100_000_000
"""More than any article; keeps a wrong file from filling the memory."""
HEAD: Final = 8_192
"""Bytes to tell a format by."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to open: a file by its path, an address, or a file that is open already."""

    name: str
    """The path or address as it was given, or what stands for it: ``<stdin>``."""
    file: IO[bytes] | IO[str] | None = None

    @property
    def is_address(self) -> bool:
        """Whether it has to be fetched."""
        return self.file is None and is_address(self.name)


@dataclass(slots=True)
class Opened:
    """Bytes of one document, and what is known of it before its format is."""

    path: str
    """Of the input that it came from."""
    stream: Stream
    budget: Budget
    member: str | None = None
    """Its name inside an archive."""
    charset: str | None = None
    """As whoever delivered it declared it."""
    url: str | None = None
    hint: str | None = None
    """Its name without the suffix of what it was packed with."""
    depth: int = 0
    """How many archives it was inside of."""

    @property
    def name(self) -> str:
        """What it is called, for its suffix."""
        return self.hint or self.member or self.path

    def origin(self, start: int, end: int, record: int | None = None) -> Origin:
        """The place of those characters in it."""
        return Origin(self.path, start, end, self.member, record)

    @property
    def label(self) -> str:
        """For messages: where it is, the archive first."""
        return f"{self.path} ({self.member})" if self.member else self.path

    def error(self, reason: str, record: int | None = None, unit: str = "record") -> InputError:
        """The error that this document has, or the record of it with that number (from 0)."""
        if record is not None:
            reason = f"{unit} {record + 1} {reason}"
        return InputError(self.label, reason)

    def read(self) -> bytes:
        """All of it.

        Raises:
            InputError: there is more than ``MAX_BYTES``.
        """
        data = self.stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise self.error(
                f"is larger than {MAX_BYTES // 1_000_000} MB; split it into one file an article"
            )
        return data


@dataclass(slots=True)
class Stream:
    """Bytes to read once, from the front, with a look ahead.

    A source that breaks off ends like any other; ``fault`` says what was wrong,
    so that all that came before is still read.
    """

    pull: Callable[[int], bytes]
    """Gives up to so many bytes, none at the end; raises only OSError and InputError."""
    seekable: IO[bytes] | None = None
    """The file itself, where there is one that can be read in any order."""
    fault: str | None = None
    _ahead: bytes = field(default=b"", init=False)

    def peek(self, size: int = HEAD) -> bytes:
        """The next bytes, fewer than ``size`` only at the end; they stay unread."""
        while len(self._ahead) < size and (more := self._next(size - len(self._ahead))):
            self._ahead += more
        return self._ahead[:size]

    def read(self, size: int = -1) -> bytes:
        """The next ``size`` bytes, fewer only at the end; all that are left without ``size``."""
        if size == 0:
            return b""
        pieces, wanted = [], size
        while wanted and (piece := self.read1(wanted if size > 0 else 1 << 20)):
            pieces.append(piece)
            wanted -= len(piece) if size > 0 else 0
        return b"".join(pieces)

    def read1(self, size: int) -> bytes:
        """Some of the next bytes, as many as are at hand; none at the end."""
        if self._ahead:
            piece, self._ahead = self._ahead[:size], self._ahead[size:]
            return piece
        return self._next(size)

    def chunks(self, size: int = 1 << 16) -> Iterator[bytes]:
        """What is left, piece by piece."""
        while piece := self.read1(size):
            yield piece

    def _next(self, size: int) -> bytes:
        if self.fault is not None:
            return b""
        try:
            return self.pull(size)
        except OSError as error:
            self.fault = why(error)
        except InputError as error:
            self.fault = error.reason
        return b""


@contextmanager
def opened(source: Input, watch: Callable[[int], object] | None = None) -> Iterator[Opened]:
    """The bytes of a file or an open stream.

    Args:
        source: not an address; those are fetched (see ``web``).
        watch: called with the number of bytes of each piece that is read.

    Raises:
        InputError: it cannot be opened.
    """
    budget = Budget(source.name)
    if source.file is not None:
        yield Opened(source.name, _of_open_file(source.name, source.file, budget, watch), budget)
        return
    try:
        file = Path(source.name).open("rb")  # noqa: SIM115  # closed below, opening alone may fail
    except (OSError, ValueError) as error:
        raise InputError(source.name, why(error)) from error
    with file:
        counted = _counted(file.read1, budget, watch)
        seekable = file if file.seekable() else None
        yield Opened(source.name, Stream(counted, seekable), budget)


def _of_open_file(
    name: str, file: IO[bytes] | IO[str], budget: Budget, watch: Callable[[int], object] | None
) -> Stream:
    def pull(size: int) -> bytes:
        try:
            piece = file.read(size)
        except UnicodeDecodeError as error:
            # An open text file decodes by itself; only its owner can change how.
            raise InputError(
                name, f"cannot be decoded as {error.encoding}; open it in binary mode"
            ) from error
        if isinstance(piece, str):
            joined = piece.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            return joined.encode()
        return piece or b""

    if isinstance(file, io.BufferedReader):
        return Stream(_counted(file.read1, budget, watch))
    return Stream(_counted(pull, budget, watch))


def _counted(
    pull: Callable[[int], bytes], budget: Budget, watch: Callable[[int], object] | None
) -> Callable[[int], bytes]:
    def counted(size: int) -> bytes:
        piece = pull(size)
        budget.read += len(piece)
        if watch is not None:
            watch(len(piece))
        return piece

    return counted


def is_address(name: str) -> bool:
    """Whether that is the address of a page or a feed, not a path."""
    return name[:8].lower().startswith(("http://", "https://"))


def why(error: OSError | ValueError) -> str:
    """What went wrong, in words that follow the name of the input."""
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the spelling"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read: {(reason or str(error) or type(error).__name__).lower()}"
