"""``sayso export``: a ledger in the forms that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.commands.shared import LedgerPath, complain, first_day, guarded, last_day
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
    form: Annotated[Format, typer.Option("--format", "-f", help="See below.")] = Format.JSONL,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="A file or folder, all or nothing."),
    ] = None,
    table: Annotated[
        str | None, typer.Option(help="For csv: only this table, as one file.")
    ] = None,
    by_month: Annotated[
        bool, typer.Option("--by-month", help="For parquet: a part for each month of publication.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(parser=first_day, metavar="DATE", help="Articles of that day or later."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(parser=last_day, metavar="DATE", help="Articles of that day or earlier."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Articles of this outlet.")] = None,
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

        selection = Selection(since, until, outlet, rejected, min_confidence)
        with Ledger.open(ledger) as book:
            if form in FOLDERS or (form is Format.CSV and table is None):
                if output is None:
                    raise UsageError(
                        f"{form} is a folder of files; name one with --output"
                        + (", or one table with --table" if form is Format.CSV else "")
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
