"""One table, for the terminal and for a page of the documentation."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings, a title above them and notes below."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def __rich__(self) -> RenderableType:
        table = RichTable(title=Text(self.title), title_justify="left")
        for column, heading in enumerate(self.headings):
            table.add_column(Text(heading), justify="right" if column else "left")
        for row in self.rows:
            table.add_row(*map(Text, row))
        return Group(table, *(Text(note) for note in self.notes), Text())

    def markdown(self) -> str:
        """The title as a paragraph, the table, the notes as a paragraph each."""
        lines = [_row(self.headings), _row(["---", *["---:"] * (len(self.headings) - 1)])]
        lines += [_row(row) for row in self.rows]
        return "\n\n".join([f"**{_cell(self.title)}**", "\n".join(lines), *map(_cell, self.notes)])


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|").replace("<", "&lt;")
