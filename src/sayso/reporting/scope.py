"""Which statements a report is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import apsw

COUNTED: Final = """
    s.review IS NOT 'rejected' AND s.depth = 0
    AND (:since IS NULL OR a.day >= :since) AND (:until IS NULL OR a.day <= :until)
    AND (:outlet IS NULL OR a.outlet = :outlet COLLATE NOCASE)
    AND (:copies OR a.duplicate_of IS NULL)
"""
"""SQL for which of ``statement s JOIN article a`` count; its values are ``Scope.values``.

Statements inside of others are the words of whoever quotes them, so they are not counted
as the outlet's own sources."""


@dataclass(frozen=True, slots=True)
class Scope:
    """All of a ledger, or what appeared in some time or some place."""

    since: str | None = None
    """ISO date: articles that appeared on that day or later."""
    until: str | None = None
    outlet: str | None = None
    copies: bool = False
    """Also articles that repeat others almost word for word."""

    @property
    def values(self) -> Mapping[str, apsw.SQLiteValue]:
        """For the SQL above."""
        return {
            "since": self.since,
            "until": self.until,
            "outlet": self.outlet,
            "copies": int(self.copies),
        }

    def __str__(self) -> str:
        parts = []
        if self.outlet:
            parts.append(f"in {self.outlet}")
        if self.since:
            parts.append(f"from {self.since}")
        if self.until:
            parts.append(f"to {self.until}")
        if self.copies:
            parts.append("with near-copies")
        return ", ".join(parts)
