"""What is costly to count, counted now and then."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final, TypeVar

_T = TypeVar("_T")
_FRESH: Final = 60.0
"""Seconds for which a count is taken as it is."""
_COST: Final = 20.0
"""A count is kept for at least so many times as long as it took."""
_MOST: Final = 64
"""Counts that are kept; those asked for last."""


@dataclass(slots=True)
class _Entry:
    lock: Lock = field(default_factory=Lock)
    """Held by whoever counts."""
    value: Any = None
    counted: bool = False
    until: float = 0.0

    @property
    def is_fresh(self) -> bool:
        return self.counted and time.monotonic() < self.until


class Remembered:
    """The latest values of what is asked for often. Safe for several threads."""

    def __init__(self) -> None:
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, count: Callable[[], _T]) -> _T:
        """The value for a key, counted anew if it is old.

        While one thread counts, others get the old value; where there is none, they wait.

        Args:
            key: what is asked for.
            count: how to get it.
        """
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            self._entries.move_to_end(key)
            if len(self._entries) > _MOST:
                self._entries.popitem(last=False)
        if entry.is_fresh:
            return entry.value  # type: ignore[no-any-return]
        if not entry.lock.acquire(blocking=not entry.counted):
            return entry.value  # type: ignore[no-any-return]
        try:
            if not entry.is_fresh:  # nobody was faster
                began = time.monotonic()
                entry.value = count()
                took = time.monotonic() - began
                entry.until = time.monotonic() + max(_FRESH, _COST * took)
                entry.counted = True
            return entry.value  # type: ignore[no-any-return]
        finally:
            entry.lock.release()

    def forget(self) -> None:
        """Something changed: count everything anew."""
        with self._lock:
            self._entries.clear()
