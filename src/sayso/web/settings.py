"""What a site is made of; decided once, when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """How one site runs."""

    ledger: Path | None = None
    """What it shows; without one it only reads what people bring."""
    read_only: bool = False
    """Nothing can be changed, whoever asks."""
    token: str | None = None
    """Who shows it may come in; without one everybody may who reaches the address."""
    local: bool = True
    """It answers on this machine alone, so a request for any other host is a trick."""
