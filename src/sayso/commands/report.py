"""``sayso report``: a ledger in numbers and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from sayso.commands.finding import OneOutlet, Output, PublishedSince, PublishedUntil
from sayso.commands.grouping import grouped
from sayso.commands.shared import LedgerPath, guarded
from sayso.days import iso_days
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.reporting import Report, Scope

_SOURCES: Final = """\b
Examples:
  sayso report sources --ledger politics.sayso
  sayso report sources --ledger politics.sayso --outlet "The Post" --since 2026-01
  sayso report sources --ledger politics.sayso --output audit.html
  sayso report sources --ledger politics.sayso --format csv --table outlets

\b
Statements inside of others are not counted: they are the words of whoever
quotes them. Articles that repeat others are left out without --copies."""
_PERSON: Final = """\b
Examples:
  sayso report person "Ada Quill" --ledger politics.sayso --output quill.html
  sayso report person ada-quill --since 2026 --format csv --table latest"""
_DISPUTES: Final = """\b
Examples:
  sayso report disputes --ledger politics.sayso --output disputes.html
  sayso report disputes --ledger politics.sayso --format csv --table disputes"""

app = typer.Typer(
    help="Count: whom is quoted how, what one person says, who denies what.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    CSV = "csv"
    HTML = "html"


Form: TypeAlias = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Else by the suffix of --output.", show_default=False),
]
Panel: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--table",
        metavar="NAME",
        help="For csv: which of the report's tables; else its first.",
        show_default=False,
    ),
]
Copies: TypeAlias = Annotated[
    bool, typer.Option("--copies", help="Also articles that repeat others almost word for word.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Of what a report is made, and how it is written."""

    since: PublishedSince = None
    until: PublishedUntil = None
    outlet: OneOutlet = None
    copies: Copies = False
    form: Form = None
    table: Panel = None
    output: Output = None


@app.command(epilog=_SOURCES)
@grouped
def sources(ledger: LedgerPath, wanted: Wanted) -> None:
    """Whom do we quote? How often, how long, named or not, by outlet and month."""
    from sayso import reporting

    _print(ledger, reporting.sources, wanted)


@app.command(epilog=_PERSON)
@grouped
def person(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, or an id.", show_default=False)
    ],
    ledger: LedgerPath,
    wanted: Wanted,
) -> None:
    """What one person says: when, where, to whom, and what they deny."""
    from sayso import reporting

    def make(book: Ledger, scope: Scope) -> Report:
        return reporting.person(book, name, scope)

    _print(ledger, make, wanted)


@app.command(epilog=_DISPUTES)
@grouped
def disputes(ledger: LedgerPath, wanted: Wanted) -> None:
    """Who denies what: denials beside what they deny."""
    from sayso import reporting

    _print(ledger, reporting.disputes, wanted)


def _print(ledger: Path, make: Callable[[Ledger, Scope], Report], wanted: Wanted) -> None:
    with guarded():
        from rich.console import Console

        from sayso.exporting import csv_lines
        from sayso.ledger import Ledger
        from sayso.rendering import destination
        from sayso.reporting import Scope, report_page, report_table

        form = wanted.form or _usual(wanted.output)
        if wanted.table is not None and form is not Format.CSV:
            raise UsageError(f"--table is for csv, not for {form}; give --format csv, too")
        with Ledger.open(ledger) as book:
            within = book.outlet(wanted.outlet) if wanted.outlet is not None else None
            report = make(book, Scope(*iso_days(wanted.since, wanted.until), within, wanted.copies))
        if form is Format.TABLE and wanted.output is None:
            report_table(report, Console())
            return
        with destination(wanted.output) as put:
            if form is Format.TABLE:
                console = Console(width=120, color_system=None, force_terminal=False, record=True)
                with console.capture() as captured:
                    report_table(report, console)
                put(captured.get())
            elif form is Format.HTML:
                for piece in report_page(report):
                    put(piece)
            else:
                panel = report.panel(wanted.table or report.panels[0].name)
                if panel is None:
                    names = ", ".join(each.name for each in report.panels)
                    raise UsageError(
                        f"there is no table {wanted.table!r:.40} in it; there are: {names}"
                    )
                for line in csv_lines([panel.columns, *panel.rows]):
                    put(line)


def _usual(output: Path | None) -> Format:
    suffix = output.suffix.lower() if output else ""
    by_suffix = {".html": Format.HTML, ".htm": Format.HTML, ".csv": Format.CSV}
    return by_suffix.get(suffix, Format.TABLE)
