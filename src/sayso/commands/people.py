"""``sayso people``: who is who over all articles, and corrections of it."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from sayso.commands import identities
from sayso.commands.finding import Cell, Limit, Output, write_pages
from sayso.commands.finding import Form as ListForm
from sayso.commands.identities import Name
from sayso.commands.shared import LedgerPath, complain, guarded

if TYPE_CHECKING:
    from sayso.ledger.people import Person

_LIST: Final = """\b
Examples:
  sayso people list --ledger politics.sayso
  sayso people list quill --kind person --format jsonl
  sayso people list --limit 10000 --output people.csv"""
_SHOW: Final = """\b
Examples:
  sayso people show "Ada Quill" --ledger politics.sayso
  sayso people show michael-brown-2"""

app = typer.Typer(
    help="Show who is who over all articles, and correct it for good.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


COLUMNS: Final = (
    "id",
    "name",
    "kind",
    "statements",
    "articles",
    "roles",
    "also",
    "countries",
    "qid",
    "confidence",
)


class Kind(StrEnum):
    """What an identity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    DOCUMENT = "document"


class Format(StrEnum):
    """How one of them is printed."""

    TABLE = "table"
    JSONL = "jsonl"


Form: TypeAlias = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="Else table on a terminal, jsonl in a pipe.",
        show_default=False,
    ),
]


@app.command("list", epilog=_LIST)
def list_(
    ledger: LedgerPath,
    query: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Or a part of one; else all.", show_default=False),
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only these.", show_default=False)] = None,
    limit: Limit = 50,
    output_format: ListForm = None,
    output: Output = None,
) -> None:
    """List who speaks, those in most articles first."""
    with guarded():
        from sayso.ledger import Ledger, Page
        from sayso.rendering import people

        with Ledger.open(ledger) as book:
            found = book.people(query, kind=kind.value if kind else None, limit=limit + 1)
        if not found:
            complain("nobody is called so" if query else "nobody is in the ledger yet")
        write_pages(
            [Page(tuple(found[:limit]))],
            output_format,
            output,
            table=lambda page, console: people(page.hits, console) if page.hits else iter(()),
            columns=COLUMNS,
            row=_row,
        )
        if len(found) > limit:
            complain(f"there are more than {limit:,}; --limit shows more")


@app.command(epilog=_SHOW)
def show(name: Name, ledger: LedgerPath, form: Form = None) -> None:
    """Show one: names, roles, offices, and how it was decided who they are."""
    with guarded():
        from rich.console import Console

        from sayso import rendering
        from sayso.ledger import Ledger

        with Ledger.open(ledger) as book:
            person, decisions = book.person(name), book.decisions(name)
        if _form(form) is Format.JSONL:
            record = person.to_dict() | {"decisions": [each.to_dict() for each in decisions]}
            typer.echo(json.dumps(record, ensure_ascii=False))
            return
        for piece in rendering.person(person, decisions, Console()):
            typer.echo(piece, nl=False)


app.command(epilog=identities.MERGE)(identities.merge)
app.command(epilog=identities.SPLIT)(identities.split)
app.command(epilog=identities.RENAME)(identities.rename)
app.command("import", epilog=identities.IMPORT)(identities.import_)
app.command(epilog=identities.UNDO)(identities.undo)


def _form(given: Format | None) -> Format:
    return given or (Format.TABLE if sys.stdout.isatty() else Format.JSONL)


def _row(person: Person) -> tuple[Cell, ...]:
    return (
        person.id,
        person.name,
        person.kind,
        person.statements,
        person.articles,
        "; ".join(role.text for role in person.roles),
        "; ".join(name for name in person.aliases if name != person.name),
        "; ".join(person.countries),
        person.qid,
        round(person.confidence, 4),
    )
