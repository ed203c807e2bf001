"""A ledger → the forms that other tools read."""

from sayso.exporting.exporting import stream, write
from sayso.exporting.formats import FOLDERS, Format
from sayso.exporting.selecting import Selection
from sayso.exporting.spreadsheets import csv_lines, safe
from sayso.exporting.tables import TABLES

__all__ = ["FOLDERS", "TABLES", "Format", "Selection", "csv_lines", "safe", "stream", "write"]
