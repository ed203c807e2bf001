"""Where a page of results ended, as a token to go on from there.

A token carries all that the order depends on, so that the next page is right
whatever is added in between: rows that came later are left out, and scores are
counted with the figures of the first page.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass

from sayso.errors import UsageError
from sayso.records import digest


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where to go on."""

    asked: str
    """Which search it belongs to: see ``fingerprint``."""
    newest: int
    """The last key of the table when the first page was made."""
    total: int | None
    """How many match in all, None as long as nobody has counted."""
    entry: int
    """Of the last hit."""
    score: float | None = None
    """Of the last hit, None where the order is by date."""
    weights: tuple[float, ...] = ()
    length: float = 1.0
    """Words of a content on average."""

    def token(self) -> str:
        """As it is given away."""
        packed = json.dumps(list(asdict(self).values()), separators=(",", ":"))
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def fingerprint(*asked: object) -> str:
    """The same for the same search."""
    return digest(json.dumps(asked, sort_keys=True, default=str))


def cursor(token: str, asked: str) -> Cursor:
    """What a token says.

    Raises:
        UsageError: it is none, or belongs to another search.
    """
    try:
        packed = base64.b64decode(token.strip() + "=" * (-len(token.strip()) % 4), b"-_", True)
        of, newest, total, entry, score, weights, length = json.loads(packed)
        numbers = (newest, total, entry)
        if not (
            isinstance(of, str)
            and all(isinstance(each, int) and 0 <= each < 1 << 63 for each in numbers)
            and all(isinstance(each, float) for each in (score or 0.0, length, *weights))
            and length > 0
        ):
            raise ValueError
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise UsageError(
            f"{token!r:.40} is no place to go on from: give the token that the page before ended"
            " with, whole"
        ) from None
    if of != asked:
        raise UsageError(
            "the place to go on from belongs to another search: repeat that search with all its"
            " options, or leave the token out"
        )
    return Cursor(of, newest, total, entry, score, tuple(weights), length)
