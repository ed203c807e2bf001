"""What verifying finds."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

Verdict = Literal["wrong", "missing", "changed", "otherwise"]
"""``wrong``: what is stored contradicts itself. The others are of original files: no longer
there, other than when they were read, the same but read otherwise by this version."""
Place = Literal["ledger", "index", "article", "statement", "interaction", "original"]

MOST: Final = 1_000
"""Findings that are kept; more are only counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    verdict: Verdict
    place: Place
    name: str
    """An id, or the path of an original."""
    message: str

    def to_dict(self) -> dict[str, str]:
        """Plain JSON types."""
        return asdict(self)


@dataclass(slots=True)
class Verification:
    """How much was looked at, and what was found."""

    articles: int = 0
    statements: int = 0
    interactions: int = 0
    originals: int = 0
    """Files that were read again."""
    wrong: int = 0
    missing: int = 0
    changed: int = 0
    otherwise: int = 0
    findings: list[Finding] = field(default_factory=list)
    """The first thousand."""

    def tell(self, verdict: Verdict, place: Place, name: str, message: str) -> None:
        """Note a finding."""
        setattr(self, verdict, getattr(self, verdict) + 1)
        if len(self.findings) < MOST:
            self.findings.append(Finding(verdict, place, name, message))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return asdict(self)
