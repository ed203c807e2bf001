"""``sayso correct``: what a person knows better about a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.commands.shared import LedgerPath, complain, guarded

if TYPE_CHECKING:
    from typing import Any

EXAMPLES: Final = """\b
Examples:
  sayso correct 1f3a5c --speaker "Tom Reed" --role minister --why "named in line 3"
  sayso correct 1f3a5c --stance denies --cue "has denied"
  sayso correct 1f3a5c --content 120-164,170-190
  sayso correct 1f3a5c --said-on 2026-03-02
  sayso correct 1f3a5c --accept
  sayso correct 1f3a5c --undo

\b
Words must stand in the article; “…” between them leaves something out.
"" takes away what is there: --role "". What was there is kept in the history,
which sayso show prints; --undo takes back the last decision."""

_DONE: Final = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "corrected",
    "undo": "taken back",
}
By = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Who says so; else the name of the user.", show_default=False
    ),
]


def correct(
    statement: Annotated[
        str, typer.Argument(metavar="ID", help="Of the statement.", show_default=False)
    ],
    ledger: LedgerPath,
    speaker: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Who says it; again for several.", show_default=False),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            help="Of the speaker: person, group, organization, country, document or unknown.",
            show_default=False,
        ),
    ] = None,
    role: Annotated[
        str | None, typer.Option(help="Office or description of the speaker.", show_default=False)
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="To whom; again for several.", show_default=False),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="PLACE", help="Its words, or offsets.", show_default=False),
    ] = None,
    cue: Annotated[
        str | None,
        typer.Option(metavar="PLACE", help="Its words, or offsets.", show_default=False),
    ] = None,
    content: Annotated[
        str | None,
        typer.Option(metavar="PLACE", help="Its words, or offsets.", show_default=False),
    ] = None,
    stance: Annotated[
        str | None,
        typer.Option(help="affirms, denies, questions or negated.", show_default=False),
    ] = None,
    hedge: Annotated[
        str | None,
        typer.Option(help="none, alleged, rumoured or secondhand.", show_default=False),
    ] = None,
    type_: Annotated[
        str | None,
        typer.Option("--type", help="assertion, belief, fact or eventuality.", show_default=False),
    ] = None,
    form: Annotated[
        str | None, typer.Option(help="direct, indirect or mixed.", show_default=False)
    ] = None,
    said_on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="A day, a month, a year, FROM/TO, or the article's own words for it.",
            show_default=False,
        ),
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="It is right as it is.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is no statement.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last decision back.")] = False,
    by: By = None,
    why: Annotated[str | None, typer.Option(help="For the history.", show_default=False)] = None,
) -> None:
    """Accept, reject or correct a statement, for good and with a history."""
    with guarded():
        from sayso.errors import UsageError
        from sayso.ledger import Ledger
        from sayso.rendering import linking

        given: dict[str, Any] = {
            "speaker": _all(speaker),
            "kind": kind,
            "role": role,
            "addressees": _all(to),
            "source": source,
            "cue": cue,
            "content": content,
            "stance": stance,
            "hedge": hedge,
            "type": type_,
            "form": form,
            "said_on": said_on,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        if accept + reject + undo + bool(changes) != 1:
            raise UsageError(
                "say what is to be done: --accept, --reject, --undo, or what is to be changed,"
                " such as --speaker NAME"
            )
        who = by if by is not None else user()
        with Ledger.open(ledger, write=True, create=False) as book:
            if accept:
                book.accept(statement, by=who, why=why)
            elif reject:
                book.reject(statement, by=who, why=why)
            elif undo:
                book.undo_review(statement, by=who, why=why)
            else:
                book.edit(statement, by=who, why=why, **changes)
            done = book.history(statement)[-1]
            with linking(shown=True) as watch:
                book.link(watch)
        changed = [change.field for change in done.changes if change.field != "review"]
        complain(
            f"{_DONE[done.action]} by {who}: {statement}"
            + (f" ({', '.join(changed)})" if changed else "")
        )


def user() -> str:
    """The name of whoever runs this.

    Raises:
        UsageError: the system does not tell.
    """
    import getpass

    from sayso.errors import UsageError

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("the system does not tell who you are; say it with --by NAME") from None


def _all(names: list[str] | None) -> list[str] | None:
    """The names that were given; an empty one means nobody."""
    return None if names is None else [name for name in names if name.strip()]
