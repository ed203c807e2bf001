"""``sayso export``: a ledger in the forms that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.commands.finding import OneOutlet, PublishedSince, PublishedUntil
from sayso.commands.shared import LedgerPath, complain, guarded
from sayso.days import iso_days
from sayso.errors import UsageError
from sayso.exporting.formats import FOLDERS, Format

EXAMPLES: Final = """\b
Examples:
  sayso export --ledger politics.sayso --format csv --output politics/
  sayso export --ledger politics.sayso --format csv --table statements > statements.csv
  sayso export --ledger politics.sayso --format parquet --by-month --output politics.parquet
  sayso export --ledger politics.sayso --format jsonl --since 2026-01-01 | gzip > politics.jsonl.gz
  sayso export --ledger politics.sayso --format brat --output to-annotate/

\b
Formats:
  jsonl       articles with everything in them, the JSON contract; `sayso import` reads it
  csv         articles, statements, voices, interactions, parties: one table a file
  parquet     the same tables, typed; one file each, or a part for each month
  annotation  W3C Web Annotation, JSON-LD, one a line
  schema.org  Quotation and Claim, JSON-LD, one a line
  ftm         FollowTheMoney entities, one a line
  brat        standoff files to annotate; `sayso import` reads them
  events      interactions as CSV, one row a pair of actor and recipient
  plover      interactions in PLOVER's JSON, one a line
  training    what people have reviewed, as training reads it"""


def export(
    ledger: LedgerPath,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="See below; else by the suffix of --output: .csv, .parquet; else jsonl.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="A file or folder, all or nothing."),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="For csv: only this table, as one file.", show_default=False
        ),
    ] = None,
    by_month: Annotated[
        bool, typer.Option("--by-month", help="For parquet: a part for each month of publication.")
    ] = False,
    since: PublishedSince = None,
    until: PublishedUntil = None,
    outlet: OneOutlet = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Also statements that were rejected in a review.")
    ] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out statements that are less certain.")
    ] = 0.0,
) -> None:
    """Write what is in a ledger in a form that other tools read."""
    with guarded():
        from sayso.exporting import Selection, stream, write
        from sayso.ledger import Ledger
        from sayso.rendering import destination, progress

        form = form or _usual(output)
        if table is not None and form is not Format.CSV:
            raise UsageError(f"--table is for csv, not for {form}; give --format csv, too")
        if by_month and form is not Format.PARQUET:
            raise UsageError(f"--by-month is for parquet, not for {form}")
        days = iso_days(since, until)
        with Ledger.open(ledger) as book:
            within = book.outlet(outlet) if outlet is not None else None
            selection = Selection(*days, within, rejected, min_confidence)
            if form in FOLDERS or (form is Format.CSV and table is None):
                if output is None:
                    raise UsageError(
                        f"{form} is a folder of files; name one with --output"
                        + (", or one table with --table" if form is Format.CSV else "")
                    )
                if form is Format.CSV and output.suffix.lower() == ".csv":
                    raise UsageError(
                        f"{output} is to be a file, but csv is a folder of files; say which table"
                        " with --table, or name a folder"
                    )
                with progress(0, shown=True) as meter:
                    write(
                        book,
                        form,
                        output,
                        selection,
                        by_month=by_month,
                        watch=lambda each: meter.advance(statements=len(each.statements)),
                    )
                complain(f"written to {output}")
                return
            with destination(output) as put:
                for piece in stream(book, form, selection, table=table):
                    put(piece)


def _usual(output: Path | None) -> Format:
    suffix = output.suffix.lower() if output else ""
    return {".csv": Format.CSV, ".parquet": Format.PARQUET}.get(suffix, Format.JSONL)
