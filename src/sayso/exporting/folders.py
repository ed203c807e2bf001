"""A folder of files that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import UsageError


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to write to, which becomes ``path`` when all went well.

    Raises:
        UsageError: there is something at ``path`` already, or it cannot be written.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{path} is there already; name another folder, or remove it first")
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        aside.mkdir(parents=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}; choose another") from None
    try:
        yield aside
        if path.exists():
            path.rmdir()
        aside.rename(path)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from None
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
