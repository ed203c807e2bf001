"""Parquet: one typed table a record kind, in parts by month where that is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sayso.errors import MissingExtra
from sayso.exporting.tables import TABLES, Row, Table
from sayso.records import Article

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_GROUP: Final = 50_000
"""Rows held before they are written: a row group of the file."""
_UNDATED: Final = "unknown"
_OPEN: Final = 60
"""Files that are open at a time; there may be a hundred years of months."""


def write_parquet(folder: Path, articles: Iterable[Article], *, by_month: bool = False) -> None:
    """Every table as ``folder/NAME.parquet``, or ``folder/NAME/month=2026-03/part-0.parquet``.

    Spans are lists of ``{start, end}``, days are dates; the file's metadata tells
    which Sayso wrote it.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise MissingExtra("Parquet", "parquet") from None
    writers = {table.name: _Files(folder, table, by_month=by_month) for table in TABLES}
    try:
        for article in articles:
            day = article.published or (article.dateline.date if article.dateline else None)
            month = day[:7] if day else _UNDATED
            for table in TABLES:
                writers[table.name].add(month, table.rows(article))
    finally:
        for writer in writers.values():
            writer.close()


class _Files:
    """The files of one table, each written in large pieces."""

    def __init__(self, folder: Path, table: Table, *, by_month: bool) -> None:
        self._folder, self._table, self._by_month = folder, table, by_month
        self._schema = _schema(table)
        self._waiting: defaultdict[str, list[Row]] = defaultdict(list)
        self._open: dict[str, pq.ParquetWriter] = {}
        self._parts: defaultdict[str, int] = defaultdict(int)
        self._rows = 0

    def add(self, month: str, rows: Iterator[Row]) -> None:
        waiting = self._waiting[month if self._by_month else ""]
        before = len(waiting)
        waiting.extend(rows)
        self._rows += len(waiting) - before
        if self._rows >= _GROUP:
            self._flush()

    def close(self) -> None:
        if not self._by_month:
            _ = self._waiting[""]  # a table without rows is a file all the same
        self._flush()
        for writer in self._open.values():
            writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        for month, rows in self._waiting.items():
            columns = list(zip(*rows, strict=True)) or [()] * len(self._schema)
            arrays = [
                pa.array(_values(column, field), field.type)
                for column, field in zip(columns, self._schema, strict=True)
            ]
            self._writer(month).write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._waiting.clear()
        self._rows = 0

    def _writer(self, month: str) -> pq.ParquetWriter:
        import pyarrow.parquet as pq

        if month not in self._open:
            while len(self._open) >= _OPEN:
                self._open.pop(next(iter(self._open))).close()
            path = self._folder / f"{self._table.name}.parquet"
            if self._by_month:
                place = self._folder / self._table.name / f"month={month}"
                place.mkdir(parents=True, exist_ok=True)
                path = place / f"part-{self._parts[month]}.parquet"
                self._parts[month] += 1
            self._open[month] = pq.ParquetWriter(path, self._schema, compression="zstd")
        return self._open[month]


def _schema(table: Table) -> pa.Schema:
    import pyarrow as pa

    from sayso._version import __version__

    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    types = {
        "text": pa.string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "day": pa.date32(),
        "spans": pa.list_(span),
    }
    fields = [pa.field(name, types[kind]) for name, kind in table.columns]
    return pa.schema(fields, metadata={"sayso": __version__})


def _values(column: tuple[object, ...], field: pa.Field) -> list[object]:
    import datetime

    import pyarrow as pa

    if pa.types.is_list(field.type):
        return [
            [{"start": start, "end": end} for start, end in value]
            if isinstance(value, tuple)
            else []
            for value in column
        ]
    if pa.types.is_date(field.type):
        return [datetime.date.fromisoformat(str(value)) if value else None for value in column]
    return list(column)
