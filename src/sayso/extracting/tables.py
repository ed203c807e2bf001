"""Small tables of what no corpus teaches; where they come from stands in each file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> frozenset[str]:
    """The entries of ``sayso/data/NAME.txt``; lines that start with # are comments."""
    text = files("sayso").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(
        line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")
    )
