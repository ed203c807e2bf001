"""When to do what: the clock, how often, how long to wait after what went wrong."""

from __future__ import annotations

import re
import time
from datetime import UTC
from email.utils import parsedate_to_datetime
from random import Random
from typing import Final, Protocol

from sayso.errors import UsageError

MINUTE: Final = 60.0
DAY: Final = 24 * 60 * MINUTE
_UNITS: Final = {"s": 1.0, "m": MINUTE, "h": 60 * MINUTE, "d": DAY}
_INTERVAL: Final = re.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?")
_JITTER: Final = 0.1
"""How much longer or shorter a wait may be, as a share of it."""
_DOUBLED: Final = 20
"""Failures after which waits grow no more, whatever their bound."""


class Clock(Protocol):
    """Tells the time and lets it pass."""

    def now(self) -> float:
        """Seconds since 1970."""

    def wait(self, seconds: float) -> None:
        """Come back so much later."""


class SystemClock:
    """The clock on the wall."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def wait(self, seconds: float) -> None:
        """Come back so much later."""
        time.sleep(seconds)


def interval(given: str) -> float:
    """Seconds of ``15m``, ``1h30m``, ``2d``.

    Raises:
        UsageError: it is written otherwise, or is less than a minute or more than 30 days.
    """
    found = _INTERVAL.fullmatch(given.strip().lower())
    seconds = sum(
        int(number or 0) * unit
        for number, unit in zip(
            found.groups() if found else (), map(_UNITS.get, "dhms"), strict=False
        )
        if unit
    )
    if not MINUTE <= seconds <= 30 * DAY:
        raise UsageError(
            f"{given!r:.40} is no time between rounds; write 15m, 1h30m or 1d, from 1m to 30d"
        )
    return seconds


def jittered(seconds: float, random: Random) -> float:
    """A little more or less, so that many who wait do not all come at once."""
    return seconds * random.uniform(1 - _JITTER, 1 + _JITTER)


def backoff(first: float, failures: int, random: Random, longest: float = DAY) -> float:
    """Seconds to wait after so many failures in a row: twice as long each time."""
    return jittered(min(first * 2 ** min(failures - 1, _DOUBLED), longest), random)


def retry_after(header: str | None, now: float, longest: float = DAY) -> float | None:
    """Seconds for which a server asks to be left alone, as ``Retry-After`` tells it."""
    if header is None:
        return None
    given = header.strip()
    if given.isascii() and given.isdecimal():
        return min(float(given[:9]), longest)
    try:
        when = parsedate_to_datetime(given)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max(when.timestamp() - now, 0.0), longest)
