"""The names of the formats."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Format(StrEnum):
    """How a ledger is exported."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    ANNOTATION = "annotation"
    SCHEMA_ORG = "schema.org"
    FTM = "ftm"
    BRAT = "brat"
    EVENTS = "events"
    PLOVER = "plover"
    TRAINING = "training"


FOLDERS: Final = frozenset({Format.PARQUET, Format.BRAT})
"""Formats that are folders of files; CSV is one, too, unless one table is asked for."""
