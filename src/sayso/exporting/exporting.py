"""Which formats there are, and what each writes: one stream, or a folder of files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from sayso.errors import UsageError
from sayso.exporting import events, followthemoney, schemaorg, webannotation
from sayso.exporting.brat import write_brat
from sayso.exporting.folders import whole_folder
from sayso.exporting.formats import Format
from sayso.exporting.parquet import write_parquet
from sayso.exporting.selecting import Selection, selected
from sayso.exporting.spreadsheets import csv_lines, table_lines, write_csv
from sayso.exporting.tables import TABLES
from sayso.records import Article

if TYPE_CHECKING:
    from sayso.ledger import Ledger


Pieces: TypeAlias = Iterator[str]


def stream(
    ledger: Ledger, form: Format, selection: Selection | None = None, *, table: str | None = None
) -> Pieces:
    """The export as text, piece by piece.

    Args:
        ledger: what to export.
        form: one that is not in ``FOLDERS``.
        selection: which articles; all without it.
        table: for CSV: which table.

    Raises:
        UsageError: the format needs a folder, or there is no such table.
    """
    articles = selected(ledger, selection or Selection())
    match form:
        case Format.JSONL:
            return _lines(article.to_dict() for article in articles)
        case Format.CSV:
            found = [each for each in TABLES if each.name == table]
            if not found:
                raise UsageError(
                    "CSV is one table a file; name a folder with --output, or a table with"
                    f" --table: {', '.join(each.name for each in TABLES)}"
                )
            return table_lines(found[0], articles)
        case Format.ANNOTATION:
            return _each(webannotation.web_annotations, articles)
        case Format.SCHEMA_ORG:
            return _each(schemaorg.quotations, articles)
        case Format.FTM:
            return _lines(followthemoney.entities(articles))
        case Format.EVENTS:
            return _events(articles)
        case Format.PLOVER:
            return _each(events.plover, articles)
        case Format.TRAINING:
            return _lines(ledger.training_data())
        case _:
            raise UsageError(f"{form} is a folder of files; name one with --output")


def write(
    ledger: Ledger,
    form: Format,
    folder: Path,
    selection: Selection | None = None,
    *,
    by_month: bool = False,
    watch: Callable[[Article], object] | None = None,
) -> None:
    """The export as a folder of files, which appears whole or not at all.

    Args:
        ledger: what to export.
        form: CSV, or one of ``FOLDERS``.
        folder: is made; may be there if it is empty.
        selection: which articles; all without it.
        by_month: for Parquet: a part for each month of publication.
        watch: called with each article that is taken.

    Raises:
        UsageError: there is something in the folder, or it cannot be written.
        MissingExtra: Parquet without pyarrow.
    """

    def watched() -> Iterator[Article]:
        for article in selected(ledger, selection or Selection()):
            if watch is not None:
                watch(article)
            yield article

    with whole_folder(folder) as aside:
        match form:
            case Format.CSV:
                write_csv(aside, watched())
            case Format.PARQUET:
                write_parquet(aside, watched(), by_month=by_month)
            case Format.BRAT:
                write_brat(aside, watched())
            case _:
                raise UsageError(f"{form} is one file; name it with --output, or print it")


def _each(
    make: Callable[[Article], Iterator[dict[str, Any]]], articles: Iterable[Article]
) -> Pieces:
    return _lines(record for article in articles for record in make(article))


def _lines(records: Iterable[dict[str, Any]]) -> Pieces:
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _events(articles: Iterable[Article]) -> Pieces:
    yield from csv_lines([events.COLUMNS])
    yield from csv_lines(events.event_rows(articles))
