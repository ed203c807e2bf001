"""``sayso people merge`` and others: what people decide about who is who, for good."""

from __future__ import annotations

import getpass
import shlex
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from sayso.commands.shared import LedgerPath, complain, guarded

MERGE: Final = """\b
Examples:
  sayso people merge "Ada Quill" "A. Quill" --ledger politics.sayso --why "same byline\""""
SPLIT: Final = """\b
Examples:
  sayso people split "Michael Brown" --role coach --as "Michael Brown (coach)"
  sayso people split "Ada Quill" "Mayor Quill" --why "that is her father"
  sayso people split "Michael Brown" --article 1f3a5c --article 77e0d2"""
RENAME: Final = """\b
Examples:
  sayso people rename ada-quill "Ada M. Quill" --ledger politics.sayso"""
IMPORT: Final = """\b
A table has a column name, and any of aliases (parted by ; or |), kind, office,
start, end (2017 or 2017-01-20), country, qid; one row for each office.
Of a Wikidata dump (lines of JSON) only those are taken who are in the ledger.

\b
Examples:
  sayso people import ministers.csv --ledger politics.sayso
  sayso people import heads-of-state.json.gz --ledger politics.sayso"""
UNDO: Final = """\b
Examples:
  sayso people undo 12 --ledger politics.sayso

\b
sayso people show NAME lists the decisions about somebody with their numbers."""

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


def _who(by: str | None) -> str:
    return by or getpass.getuser()


def _tell(decision: int, ledger: Path) -> None:
    complain(
        f"decision {decision}; take it back with:"
        f" sayso people undo {decision} --ledger {shlex.quote(str(ledger))}"
    )
