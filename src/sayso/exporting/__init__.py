"""A ledger → the forms that other tools read."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from sayso.exporting.formats import FOLDERS, Format

if TYPE_CHECKING:
    from sayso.exporting.exporting import stream, write
    from sayso.exporting.selecting import Selection
    from sayso.exporting.spreadsheets import csv_lines, safe
    from sayso.exporting.tables import TABLES

__all__ = ["FOLDERS", "TABLES", "Format", "Selection", "csv_lines", "safe", "stream", "write"]

_LATER: Final = {
    "TABLES": "tables",
    "Selection": "selecting",
    "csv_lines": "spreadsheets",
    "safe": "spreadsheets",
    "stream": "exporting",
    "write": "exporting",
}


def __getattr__(name: str) -> object:
    # The command line needs the names of the formats alone, and at once; the ledger can wait.
    if name in _LATER:
        return getattr(import_module(f"sayso.exporting.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
