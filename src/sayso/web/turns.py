"""Who may read a text just now: the pages and the API wait for the same few places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

from fastapi import HTTPException

_AT_ONCE: Final = BoundedSemaphore(2)
"""Texts that are read side by side; each takes as many cores as there are."""
_PATIENCE: Final = 20
"""Seconds to wait for others' texts."""


@contextmanager
def turn() -> Iterator[None]:
    """One of the places, for as long as a text is read.

    Raises:
        HTTPException: 503, none became free in time.
    """
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise HTTPException(503, "Other texts are being read; try again in a moment.")
    try:
        yield
    finally:
        _AT_ONCE.release()
