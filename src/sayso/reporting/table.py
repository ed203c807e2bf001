"""A report for the terminal."""

from __future__ import annotations

from typing import Final

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.rendering import one_line
from sayso.reporting.panels import Panel, Report, Value

_SHOWN: Final = 15
"""Rows of a table; the other formats have all."""


def report_table(report: Report, console: Console) -> None:
    """Print the report, the first rows of each table."""
    title = report.title + (f" ({report.scope})" if report.scope else "")
    facts = " · ".join(f"{_text(value)} {name}" for name, value in report.facts)
    console.print(Text(one_line(title), style="bold"), Text(one_line(facts), style="dim"), sep="\n")
    for panel in report.panels:
        console.print()
        console.print(_panel(panel))


def _panel(panel: Panel) -> RenderableType:
    if not panel.rows:
        return Text(f"{panel.title}: none", style="bold")
    table = Table(title=panel.title, title_justify="left", title_style="bold", box=None)
    shown = [panel.columns.index(name) for name in panel.brief or panel.columns]
    for at in shown:
        numbers = all(isinstance(row[at], int | float) for row in panel.rows)
        table.add_column(panel.columns[at], justify="right" if numbers else "left", overflow="fold")
    for row in panel.rows[:_SHOWN]:
        table.add_row(*[Text(_text(row[at])) for at in shown])
    left = len(panel.rows) - _SHOWN
    more = [Text(f"… and {left:,} more; --format csv or html has them", style="dim")]
    return Group(table, *(more if left > 0 else []))


def _text(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else one_line(str(value))
