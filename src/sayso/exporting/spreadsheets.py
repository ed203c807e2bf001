"""CSV: one file a table, readable by spreadsheets and safe to open in them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Final

from sayso.exporting.tables import TABLES, Cell, Table
from sayso.records import Article

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def safe(value: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula.

    Text from the web may begin like one, which could run commands where the file
    is opened; an apostrophe before it keeps it text. See OWASP on CSV injection.
    """
    return "'" + value if value.startswith(_FORMULA) else value


def csv_lines(rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """The rows as lines of CSV with their line ends (RFC 4180)."""
    out = StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def table_lines(table: Table, articles: Iterable[Article]) -> Iterator[str]:
    """One table as CSV, with its header."""
    yield from csv_lines([tuple(name for name, _ in table.columns)])
    yield from csv_lines(row for article in articles for row in table.rows(article))


def write_csv(folder: Path, articles: Iterable[Article]) -> None:
    """Every table as ``folder/NAME.csv``."""
    files = [
        (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") for table in TABLES
    ]
    try:
        for file, table in zip(files, TABLES, strict=True):
            file.writelines(table_lines(table, ()))
        for article in articles:
            for file, table in zip(files, TABLES, strict=True):
                file.writelines(csv_lines(table.rows(article)))
    finally:
        for file in files:
            file.close()


def _cell(value: Cell) -> str | int | float | None:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, tuple):
        return " ".join(f"{start}:{end}" for start, end in value)
    return value
