"""Small tables of what no corpus teaches; where they come from stands in each file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def lines(name: str) -> list[str]:
    """The lines of ``sayso/data/NAME.txt`` without blank ones and comments (#), in order."""
    text = files("sayso").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def entries(name: str) -> frozenset[str]:
    """The same in small letters, to look up."""
    return frozenset(line.strip().lower() for line in lines(name))
