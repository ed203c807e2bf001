"""Where the result goes: standard output, or a file that is never half there."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeAlias

from sayso.errors import UsageError

Write: TypeAlias = Callable[[str], None]


@contextmanager
def destination(path: Path | None) -> Iterator[Write]:
    """A function that writes text as UTF-8, at once.

    A file is written aside and takes its name when all is done; after an
    error, whatever had that name before is still there, unchanged.

    Args:
        path: the file; ``None`` is standard output.

    Raises:
        UsageError: the file cannot be written.
        BrokenPipeError: nobody reads the standard output any more.
    """
    if path is None:
        try:
            yield _writer(sys.stdout.buffer, "standard output")
        except UsageError:
            abandon_stdout()
            raise
        return
    try:
        target = path.resolve()  # a link stays a link
        if target.is_dir():
            raise UsageError(f"{path} is a folder; name a file in it, such as {path / 'out.jsonl'}")
        special = target.exists() and not stat.S_ISREG(target.stat().st_mode)
        aside = target if special else target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
        file = aside.open("wb" if special else "xb")
    except OSError as error:
        raise _cannot(str(path), error) from error
    try:
        yield _writer(file, str(path))
        try:
            file.close()
            if not special:
                aside.replace(target)
        except OSError as error:
            raise _cannot(str(path), error) from error
    except BaseException:
        with suppress(OSError):  # closing tries once more to write what could not be written
            file.close()
        if not special:
            aside.unlink(missing_ok=True)
        raise


def abandon_stdout() -> None:
    """Let go of a standard output that takes nothing more.

    Python would otherwise complain when it flushes it at the end.
    """
    with suppress(OSError):  # a stream that stands in for it has no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _writer(file: BinaryIO, name: str) -> Write:
    def write(text: str) -> None:
        try:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _cannot(name, error) from error

    return write


def _cannot(name: str, error: OSError) -> UsageError:
    reason = (error.strerror or str(error)).lower()
    return UsageError(f"cannot write {name}: {reason}; choose another place with --output")
