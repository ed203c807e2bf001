"""``sayso people``: who is who over all articles, and corrections of it."""

from __future__ import annotations

import getpass
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from sayso.commands.shared import LedgerPath, complain, guarded

if TYPE_CHECKING:
    from sayso.ledger.people import Decision, Person

_LIST: Final = """\b
Examples:
  sayso people list --ledger politics.sayso
  sayso people list quill --kind person --format jsonl"""
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


class Kind(StrEnum):
    """What an identity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    DOCUMENT = "document"


class Format(StrEnum):
    """How people are printed."""

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
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    form: Form = None,
) -> None:
    """List who speaks, those in most articles first."""
    with guarded():
        from rich.console import Console
        from rich.table import Table

        from sayso.ledger import Ledger

        with Ledger.open(ledger) as book:
            found = book.people(query, kind=kind.value if kind else None, limit=limit)
        if not found:
            complain("nobody is called so" if query else "nobody is in the ledger yet")
        if _form(form) is Format.JSONL:
            for each in found:
                typer.echo(json.dumps(each.to_dict(), ensure_ascii=False))
            return
        table = Table("id", "name", "kind", "statements", "articles", "roles", "also")
        table.columns[0].no_wrap = True
        for column in table.columns[3:5]:
            column.justify = "right"
        for each in found:
            table.add_row(
                _plain(each.id),
                _plain(each.name),
                each.kind,
                f"{each.statements:,}",
                f"{each.articles:,}",
                _plain(", ".join(role.text for role in each.roles[:2])),
                _plain(", ".join(name for name in each.aliases[:4] if name != each.name)),
            )
        if found:
            Console().print(table)


@app.command(epilog=_SHOW)
def show(name: Name, ledger: LedgerPath, form: Form = None) -> None:
    """Show one: names, roles, offices, and how it was decided who they are."""
    with guarded():
        from sayso.ledger import Ledger

        with Ledger.open(ledger) as book:
            person, decisions = book.person(name), book.decisions(name)
        if _form(form) is Format.JSONL:
            record = person.to_dict() | {"decisions": [each.to_dict() for each in decisions]}
            typer.echo(json.dumps(record, ensure_ascii=False))
            return
        _print(person, decisions)


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

        with Ledger.open(ledger, write=True) as book:
            _tell(book.merge(one, other, by=_who(by), why=why))


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

        with Ledger.open(ledger, write=True) as book:
            decision = book.split(
                name,
                by=_who(by),
                why=why,
                aliases=aliases or (),
                roles=role or (),
                articles=article or (),
                called=called,
            )
            _tell(decision)


@app.command()
def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", show_default=False)],
    ledger: LedgerPath,
    why: Why = "",
    by: By = None,
) -> None:
    """Show somebody under another name."""
    with guarded():
        from sayso.ledger import Ledger

        with Ledger.open(ledger, write=True) as book:
            _tell(book.rename(old, new, by=_who(by), why=why))


@app.command("import", epilog=_IMPORT)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    ledger: LedgerPath,
    by: By = None,
) -> None:
    """Take over names, offices and Wikidata ids from a table or a Wikidata dump."""
    with guarded():
        from sayso.ledger import Ledger
        from sayso.rendering import linking

        with Ledger.open(ledger, write=True) as book, linking(shown=True) as watch:
            done = book.import_people(file, by=_who(by), watch=watch)
        parts = [f"{done.entries:,} entries: {done.matched:,} for somebody in the ledger"]
        if done.created:
            parts.append(f"{done.created:,} for somebody new")
        if done.ambiguous:
            parts.append(f"{done.ambiguous:,} left out, since several have the name")
        complain("; ".join(parts))


@app.command()
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

        with Ledger.open(ledger, write=True) as book:
            book.undo(decision, by=_who(by))
        complain(f"decision {decision} was taken back")


def _print(person: Person, decisions: list[Decision]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    head = Table.grid(padding=(0, 2))
    rows = {
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "also": ", ".join(name for name in person.aliases if name != person.name),
        "statements": f"{person.statements:,} in {person.articles:,} articles",
        "countries": ", ".join(person.countries),
        "wikidata": person.qid or "",
        "certainty": f"{person.confidence:.2f}",
    }
    for label, value in rows.items():
        if value:
            head.add_row(label, _plain(value))
    console.print(head)
    if person.roles:
        table = Table("role", "count", "first", "last")
        for role in person.roles[:20]:
            table.add_row(_plain(role.text), f"{role.count:,}", role.first, role.last)
        console.print(table)
    if person.offices:
        table = Table("office", "from", "to")
        for office in person.offices:
            table.add_row(_plain(office.title), office.start, office.end)
        console.print(table)
    if decisions:
        table = Table("number", "decision", "what", "score", "reason", "who", "when")
        for each in decisions[:30]:
            score = "" if each.score is None else f"{each.score:.2f}"
            act = f"{each.act}, undone" if each.undone else each.act
            summary, reason = _plain(each.summary), _plain(each.reason)
            who = _plain(each.who)
            table.add_row(str(each.key), act, summary, score, reason, who, each.made[:10])
        console.print(table)


def _form(given: Format | None) -> Format:
    import sys

    return given or (Format.TABLE if sys.stdout.isatty() else Format.JSONL)


def _plain(text: str) -> str:
    """Text of articles, so that nothing in it is taken for markup or moves the cursor."""
    from rich.markup import escape

    from sayso.rendering import one_line

    return escape(one_line(text))


def _who(by: str | None) -> str:
    return by or getpass.getuser()


def _tell(decision: int) -> None:
    complain(f"decision {decision}; take it back with: sayso people undo {decision}")
