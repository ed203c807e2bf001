"""``sayso import``: records that are ready, into a ledger, without reading or extracting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.commands.shared import SOME_FAILED, LedgerPath, complain, guarded
from sayso.errors import InputError

EXAMPLES: Final = """\b
Examples:
  sayso read news/ --output news.jsonl; sayso import news.jsonl --ledger politics.sayso
  sayso import annotated/ --ledger checked.sayso"""


def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…",
            help="JSON lines of `sayso read` or `sayso export`, or folders of brat files.",
            show_default=False,
        ),
    ],
    ledger: LedgerPath,
) -> None:
    """Put articles whose statements are ready into a ledger."""
    with guarded():
        from sayso.importing import imported
        from sayso.ledger import Ledger
        from sayso.rendering import linking, progress

        failed = 0
        with Ledger.open(ledger, write=True) as book:
            with (
                book.writing("sayso import") as writer,
                progress(len(paths), shown=True) as meter,
            ):
                for path in paths:
                    meter.begin()
                    for each in imported(path):
                        if isinstance(each, InputError):
                            failed += 1
                            meter.clear()
                            complain(str(each))
                            meter.fail()
                            continue
                        writer.add(each)
                        meter.advance(len(each.text.split()), len(each.statements))
            with linking(shown=True) as watch:
                book.link(watch)
            added = writer.added
        complain(
            f"{added.articles:,} new articles with {added.statements:,} statements;"
            f" {added.known:,} were there already"
        )
        if failed:
            raise typer.Exit(SOME_FAILED)
