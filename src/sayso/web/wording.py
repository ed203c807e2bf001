"""Numbers, days and long texts in the words of a page."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from typing import Final

_MONTHS: Final = tuple(calendar.month_name)[1:]

_LONG_WORD: Final = 24
"""Letters; what is longer may be cut."""
_ADDRESS: Final = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Dr)\.?", re.IGNORECASE)


def count(number: int, noun: str, nouns: str | None = None) -> str:
    """``1 statement``, ``1,234 statements``."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def share(part: float, whole: float) -> str:
    """``37%``; nothing of nothing is none."""
    return f"{part / whole:.0%}" if whole else "0%"


def day(value: str | None) -> str:
    """An ISO date, month, year or time as it is written: ``2 March 2026``."""
    if not value:
        return ""
    parts = value[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        name = _MONTHS[numbers[1] - 1] if len(numbers) > 1 else ""
    except (ValueError, IndexError):
        return value
    return " ".join([*map(str, numbers[2:3]), *([name] if name else []), str(numbers[0])])


def month(value: str) -> str:
    """``2026-03`` as ``Mar 2026``."""
    year, _, number = value.partition("-")
    try:
        return f"{_MONTHS[int(number) - 1][:3]} {year}"
    except (ValueError, IndexError):
        return value


def described(roles: Iterable[str | None]) -> str:
    """The first role that says more than how somebody is addressed."""
    return next((role for role in roles if role and not _ADDRESS.fullmatch(role)), "")


def clipped(text: str, limit: int) -> str:
    """At most so many characters of a text, cut between words where there are any."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    at = head.rfind(" ", max(0, limit - _LONG_WORD))
    return (head[:at] if at > 0 else head).rstrip(" ,;:–—-") + " …"
