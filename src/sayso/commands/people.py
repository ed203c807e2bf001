"""``sayso people``: who is who over all articles, and corrections of it."""

from __future__ import annotations

import getpass
import json
import shlex
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from sayso.commands.finding import Cell, Limit, Output, write_pages
from sayso.commands.finding import Form as ListForm
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
_MERGE: Final = """\b
Examples:
  sayso people merge "Ada Quill" "A. Quill" --ledger politics.sayso --why "same byline\""""
_SPLIT: Final = """\b
Examples:
  sayso people split "Michael Brown" --role coach --as "Michael Brown (coach)"
  sayso people split "Ada Quill" "Mayor Quill" --why "that is her father"
  sayso people split "Michael Brown" --article 1f3a5c --article 77e0d2"""
_RENAME: Final = """\b
Examples:
  sayso people rename ada-quill "Ada M. Quill" --ledger politics.sayso"""
_UNDO: Final = """\b
Examples:
  sayso people undo 12 --ledger politics.sayso

\b
sayso people show NAME lists the decisions about somebody with their numbers."""
_IMPORT: Final = """\b
A table has a column name, and any of aliases (parted by ; or |), kind, office,
start, end (2017 or 2017-01-20), country, qid; one row for each office.
Of a Wikidata dump (lines of JSON) only those are taken who are in the ledger.

\b
Examples:
  sayso people import ministers.csv --ledger politics.sayso
  sayso people import heads-of-state.json.gz --ledger politics.sayso"""

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


@dataclass(frozen=True, slots=True)
class _Page:
    hits: tuple[Person, ...]
    next: str | None = None


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


By: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Who says so; else the name of the user.", show_default=False
    ),
]
Why: TypeAlias = Annotated[str, typer.Option(help="For the record.", show_default=False)]
Name: TypeAlias = Annotated[
    str, typer.Argument(metavar="NAME", help="A name, or an id.", show_default=False)
]
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
        from sayso.ledger import Ledger
        from sayso.rendering import people

        with Ledger.open(ledger) as book:
            found = book.people(query, kind=kind.value if kind else None, limit=limit + 1)
        if not found:
            complain("nobody is called so" if query else "nobody is in the ledger yet")
        write_pages(
            [_Page(tuple(found[:limit]))],
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


@app.command(epilog=_MERGE)
def merge(
    one: Annotated[str, typer.Argument(metavar="A", help="Who stays.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="Who is the same.", show_default=False)],
    ledger: LedgerPath,
    why: Why = "",
    by: By = None,
) -> None:
    """Let two be one, also in what is added later."""
    with guarded():
        from sayso.ledger import Ledger

        with Ledger.open(ledger, write=True, create=False) as book:
            _tell(book.merge(one, other, by=_who(by), why=why), ledger)


@app.command(epilog=_SPLIT)
def split(
    name: Name,
    ledger: LedgerPath,
    aliases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ALIAS]…", help="Names that are somebody else's.", show_default=False
        ),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(help="Who is called so is somebody else.", show_default=False),
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="There it is somebody else.", show_default=False),
    ] = None,
    called: Annotated[
        str | None, typer.Option("--as", help="The other's name.", show_default=False)
    ] = None,
    why: Why = "",
    by: By = None,
) -> None:
    """Let some of somebody's mentions be somebody else, also in what is added later."""
    with guarded():
        from sayso.ledger import Ledger

        with Ledger.open(ledger, write=True, create=False) as book:
            decision = book.split(
                name,
                by=_who(by),
                why=why,
                aliases=aliases or (),
                roles=role or (),
                articles=article or (),
                called=called,
            )
            _tell(decision, ledger)


@app.command(epilog=_RENAME)
def rename(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A name, or an id.", show_default=False)
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The name to show.", show_default=False)
    ],
    ledger: LedgerPath,
    why: Why = "",
    by: By = None,
) -> None:
    """Show somebody under another name."""
    with guarded():
        from sayso.ledger import Ledger

        with Ledger.open(ledger, write=True, create=False) as book:
            _tell(book.rename(old, new, by=_who(by), why=why), ledger)


@app.command("import", epilog=_IMPORT)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="See below.", show_default=False)],
    ledger: LedgerPath,
    by: By = None,
) -> None:
    """Take over names, offices and Wikidata ids from a table or a Wikidata dump."""
    with guarded():
        from sayso.ledger import Ledger
        from sayso.rendering import linking

        with Ledger.open(ledger, write=True, create=False) as book, linking(shown=True) as watch:
            done = book.import_people(file, by=_who(by), watch=watch)
        entries = "1 entry" if done.entries == 1 else f"{done.entries:,} entries"
        parts = [f"{entries}: {done.matched:,} for somebody in the ledger"]
        if done.created:
            parts.append(f"{done.created:,} for somebody new")
        if done.ambiguous:
            parts.append(f"{done.ambiguous:,} left out, since several have the name")
        complain("; ".join(parts))


@app.command(epilog=_UNDO)
def undo(
    decision: Annotated[
        int, typer.Argument(metavar="NUMBER", help="Of the decision.", show_default=False)
    ],
    ledger: LedgerPath,
    by: By = None,
) -> None:
    """Take back a merge, a split, a rename or an import."""
    with guarded():
        from sayso.ledger import Ledger

        with Ledger.open(ledger, write=True, create=False) as book:
            book.undo(decision, by=_who(by))
        complain(f"decision {decision} was taken back")


def _form(given: Format | None) -> Format:
    import sys

    return given or (Format.TABLE if sys.stdout.isatty() else Format.JSONL)


def _who(by: str | None) -> str:
    return by or getpass.getuser()


def _tell(decision: int, ledger: Path) -> None:
    complain(
        f"decision {decision}; take it back with:"
        f" sayso people undo {decision} --ledger {shlex.quote(str(ledger))}"
    )


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
