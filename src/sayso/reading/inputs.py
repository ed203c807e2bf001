"""One thing to open, and how it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from sayso.errors import InputError

MAX_BYTES: Final = 100_000_000
"""More than any article; keeps a wrong file from filling the memory."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to open: a file by its path, or a file that is open already."""

    name: str
    """The path as it was given, or what stands for it: ``<stdin>``."""
    file: IO[bytes] | IO[str] | None = None

    def read(self) -> bytes | str:
        """All that it holds; text only where the file was opened as text.

        Raises:
            InputError: it cannot be read, or holds more than ``MAX_BYTES``.
        """
        try:
            if self.file is not None:
                data = self.file.read(MAX_BYTES + 1)
            else:
                with Path(self.name).open("rb") as file:
                    data = file.read(MAX_BYTES + 1)
        except UnicodeDecodeError as error:
            # An open text file decodes by itself; only its owner can change how.
            raise InputError(
                self.name, f"cannot be decoded as {error.encoding}; open it in binary mode"
            ) from error
        except OSError as error:
            raise InputError(self.name, why(error)) from error
        if len(data) > MAX_BYTES:
            raise InputError(
                self.name,
                f"is larger than {MAX_BYTES // 1_000_000} MB; split it into one file an article",
            )
        return data


def why(error: OSError | ValueError) -> str:
    """What went wrong, in words that follow the name of the input."""
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the spelling"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"cannot be read: {(reason or str(error) or type(error).__name__).lower()}"
