"""``sayso searches``: searches kept under a name, with a feed each and maybe a webhook."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Final

import typer

from sayso.commands.grouping import grouped
from sayso.commands.narrowing import Narrowing, Words
from sayso.commands.shared import LedgerPath, complain, guarded

_ADD: Final = """\b
Examples:
  sayso searches add bridge 'bridge OR tunnel' --ledger politics.sayso
  sayso searches add denials --speaker "Ada Quill" --stance denies \\
    --webhook https://newsroom.example/hooks/denials

\b
A site over the ledger (sayso serve) has a feed at /feeds/searches/NAME.atom.
Webhooks are called by sayso watch, with what comes into the ledger from now on."""
_LIST: Final = """\b
Examples:
  sayso searches list --ledger politics.sayso"""
_REMOVE: Final = """\b
Examples:
  sayso searches remove denials --ledger politics.sayso"""

app = typer.Typer(
    help="Keep searches under a name, and be told of what is new.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(epilog=_ADD)
@grouped
def add(
    ledger: LedgerPath,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="Letters, digits, and - . _ after the first.", show_default=False
        ),
    ],
    narrowing: Narrowing,
    words: Words = None,
    webhook: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Where new statements are sent, as JSON.", show_default=False
        ),
    ] = None,
) -> None:
    """Keep a search under a name."""
    with guarded():
        from sayso.ledger import Ledger
        from sayso.watching import SystemClock, save

        filters = narrowing.filters()
        with Ledger.open(ledger, write=True, create=False) as book:
            kept = save(
                book,
                name,
                " ".join(words or ()),
                filters,
                webhook=webhook,
                clock=SystemClock(),
            )
        complain(f"kept as {kept.name}; its feed on a site: {kept.feed}")
        if kept.secret is not None:
            complain("what is sent is signed with this secret, which is shown only now:")
            typer.echo(kept.secret)


@app.command("list", epilog=_LIST)
def list_(ledger: LedgerPath) -> None:
    """List the searches that are kept: a table on a terminal, JSON lines in a pipe."""
    with guarded():
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        from sayso.ledger import Ledger
        from sayso.rendering import one_line
        from sayso.watching import all_saved

        with Ledger.open(ledger) as book:
            found = all_saved(book)
        if not found:
            complain("no search is kept; add one with: sayso searches add NAME WORDS…")
        if not sys.stdout.isatty():
            for each in found:
                typer.echo(json.dumps(each.to_dict(), ensure_ascii=False))
            return
        table = Table("name", "words", "filters", "webhook", "trouble")
        for each in found:
            filters = ", ".join(f"{name} {_plain(value)}" for name, value in each.filters.items())
            cells = (each.name, each.query, filters, each.webhook or "", each.problem or "")
            table.add_row(*(Text(one_line(cell)) for cell in cells))
        if found:
            Console().print(table)


@app.command(epilog=_REMOVE)
def remove(
    ledger: LedgerPath,
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
) -> None:
    """Keep a search no more."""
    with guarded():
        from sayso.ledger import Ledger
        from sayso.watching import remove as forget

        with Ledger.open(ledger, write=True, create=False) as book:
            forget(book, name)
        complain(f"{name} is kept no more")


def _plain(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)
