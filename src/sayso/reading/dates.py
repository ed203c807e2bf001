"""Dates as pages, feeds and exports write them → ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from sayso.reading import datelines

_DATE: Final = re.compile(datelines.DATE, re.IGNORECASE)
_ISO_DAY: Final = re.compile(r"\b(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)")
_FRACTION: Final = re.compile(r"\.\d+")
_ZULU: Final = re.compile(r"(?<=\d)\s*(?:Z|UTC|GMT)$", re.IGNORECASE)
_LONGEST: Final = 100


def iso(value: str | None) -> str | None:
    """The date, with the time of day if it has one, as ISO 8601; None if it cannot be told."""
    if not value or len(value) > _LONGEST:
        return None
    value = _FRACTION.sub("", _ZULU.sub("+00:00", value.strip()))
    try:
        if len(value) == len("2024-01-31"):
            return date.fromisoformat(value).isoformat()
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    day = _ISO_DAY.search(value)
    written = None if day else _DATE.search(value)
    try:
        if day:
            return date.fromisoformat(day[0]).isoformat()
        return datelines.iso(written) if written else None
    except ValueError:
        return None
