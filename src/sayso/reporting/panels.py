"""What a report consists of: tables, some of which are better seen as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Value: TypeAlias = str | int | float | None
Chart = Literal["bars", "stacks", "shares", "columns"]
"""Bars: one a row, by its first number. Stacks: one a row, of its numbers one after the other.
Shares: rows of one length, cut as their numbers are to each other. Columns: upright bars in
the order of the rows, such as months."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One table: its first column names the row, the others are numbers or words."""

    name: str
    """For ``--table`` and as the name of a file: speakers, outlets …"""
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    chart: Chart | None = None
    parts: tuple[str, ...] = ()
    """The columns that the chart shows; of ``bars`` the first one alone."""
    brief: tuple[str, ...] = ()
    """The columns that a terminal has room for; all without them."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one command prints."""

    title: str
    facts: tuple[tuple[str, Value], ...]
    """The few numbers that stand at its head, with what they count."""
    panels: tuple[Panel, ...]
    scope: str = ""
    """What it was narrowed down to, in words."""

    def panel(self, name: str) -> Panel | None:
        """The panel of that name."""
        return next((panel for panel in self.panels if panel.name == name), None)
