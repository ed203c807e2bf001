"""``sayso show``: all that a ledger knows of one record."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import typer

from sayso.commands.shared import LedgerPath, guarded

EXAMPLES: Final = """\b
Examples:
  sayso show 1f3a5c --ledger politics.sayso
  sayso show 1f3a5c90b2d47e68 --format json | jq .provenance

\b
Ids are shown by sayso search and the other commands; the first digits are
enough as long as they are the only ones that begin so. Without colours, the
parts of a statement stand in brackets: [source: …] [cue: …] [content: …]."""


class Format(StrEnum):
    """How a record is shown."""

    TEXT = "text"
    JSON = "json"


def show(
    record: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Of a statement, an article or an interaction.",
            show_default=False,
        ),
    ],
    ledger: LedgerPath,
    form: Annotated[
        Format,
        typer.Option("--format", "-f", help="json holds the provenance in the terms of W3C PROV."),
    ] = Format.TEXT,
) -> None:
    """Show a record with its paragraph, how it was resolved, and where it comes from."""
    with guarded():
        import json

        from rich.console import Console

        from sayso.ledger import Ledger
        from sayso.rendering import shown

        with Ledger.open(ledger) as book:
            found = book.show(record)
        if form is Format.JSON:
            typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
            return
        console = Console()
        console.print(shown(found, colours=console.color_system is not None))
