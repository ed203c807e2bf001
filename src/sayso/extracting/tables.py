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


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of ``sayso/data/NAME.tsv`` in columns; those that start with # are comments."""
    text = files("sayso").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(
        tuple(column.strip() for column in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )
