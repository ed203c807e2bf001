"""What the commands that look into a ledger share: options, formats, pages."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Protocol, TypeAlias, TypeVar

import typer

from sayso.errors import UnknownError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.ledger import Ledger

_FILE_WIDTH: Final = 100
"""Columns of a table that is written to a file."""
_PAGE: Final = 500
"""Hits that are looked up at once where many are wanted."""


class Format(StrEnum):
    """How what was found is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


_SUFFIXES: Final = {".csv": Format.CSV, ".txt": Format.TABLE}

Form: TypeAlias = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="Else by the suffix of --output; else table on a terminal, jsonl in a pipe.",
        show_default=False,
    ),
]
Output: TypeAlias = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Write to this file, all or nothing."),
]
Limit: TypeAlias = Annotated[int, typer.Option(min=1, metavar="N", help="Print at most so many.")]
After: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="TOKEN", help="Go on where that page ended.", show_default=False),
]
Outlets: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--outlet", metavar="NAME", help="Its name or part of it.", show_default=False),
]
ArticleId: TypeAlias = Annotated[
    str | None,
    typer.Option("--article", metavar="ID", help="Only in that article.", show_default=False),
]
Since: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="2024-03-31, 2024-03 or 2024.", show_default=False),
]
Until: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DATE", help="That day included.", show_default=False)
]
PublishedSince: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Articles of 2024-03-31, 2024-03 or 2024, or later.",
        show_default=False,
    ),
]
PublishedUntil: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--until",
        metavar="DATE",
        help="Articles of that day or earlier.",
        show_default=False,
    ),
]
OneOutlet: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--outlet",
        metavar="NAME",
        help="Articles of this outlet: its name or part of it.",
        show_default=False,
    ),
]
MinConfidence: TypeAlias = Annotated[
    float, typer.Option(min=0, max=1, help="Leave out what is less certain than this.")
]

Cell: TypeAlias = str | int | float | bool | None


class Page(Protocol):
    """One page of what was found."""

    @property
    def next(self) -> str | None:
        """What to give as ``after`` for the next page."""

    @property
    def hits(self) -> tuple[Any, ...]:
        """What was found."""


_P = TypeVar("_P", bound=Page)


def pages(find: Callable[[int, str | None], _P], limit: int, after: str | None) -> Iterator[_P]:
    """Page after page until there are so many hits.

    Args:
        find: given a limit and where to go on, the page.
        limit: of hits on all pages together.
        after: where to begin.
    """
    while True:
        page = find(min(limit, _PAGE), after)
        yield page
        limit -= len(page.hits)
        after = page.next
        if limit <= 0 or after is None:
            return


def given(**options: object) -> dict[str, Any]:
    """The options that were given.

    Raises:
        UsageError: one is empty, which is mostly a variable of a script that is not set.
    """
    for name, value in options.items():
        if value == "":
            raise UsageError(f"--{name} is empty; leave it out, or say what to look for")
    return {name: value for name, value in options.items() if value not in (None, [])}


def statement_meant(ledger: Ledger, of: str, speaker: str | None) -> str | None:
    """The id of the statement that ``--of`` means, None if it is the name of somebody who speaks.

    Raises:
        UnknownError: it is neither.
        UsageError: it is a name, and ``--speaker`` names somebody, too.
    """
    from sayso.ledger.finding import is_id

    if not of.strip():
        raise UsageError("--of is empty; give the id of a statement or the name of a speaker")
    try:
        return ledger.statement(of).id
    except UnknownError:
        if not ledger.people(of, limit=1):
            if is_id(of):
                raise
            raise UnknownError(
                f"{of!r:.60} is neither the id of a statement nor the name of anybody who speaks"
                " in this ledger; sayso people list shows who does"
            ) from None
    if speaker is not None:
        raise UsageError("--of and --speaker both name somebody; give one of them")
    return None


def write_pages(
    found: Iterable[_P],
    form: Format | None,
    output: Path | None,
    *,
    table: Callable[[_P, Console], Iterator[str]],
    columns: tuple[str, ...],
    row: Callable[[Any], tuple[Cell, ...]],
) -> None:
    """Write the pages as they come, and on standard error how to go on after them.

    Args:
        found: the pages.
        form: how; None is what is usual for the place.
        output: where to; None is standard output.
        table: draws one page for the terminal.
        columns: of CSV.
        row: of CSV, from a hit.
    """
    from sayso.exporting import csv_lines
    from sayso.rendering import destination

    kind = form or _usual(output)
    last: _P | None = None
    with destination(output) as write:
        console = _console(output) if kind is Format.TABLE else None
        for page in found:
            if kind is Format.CSV and last is None:
                write("".join(csv_lines([columns])))
            last = page
            if console is not None:
                pieces: Iterable[str] = table(page, console)
            elif kind is Format.CSV:
                pieces = csv_lines(row(hit) for hit in page.hits)
            else:
                pieces = (json.dumps(hit.to_dict(), ensure_ascii=False) + "\n" for hit in page.hits)
            for piece in pieces:
                write(piece)
    if last is not None and last.next is not None:
        typer.echo(f"There is more; the same command goes on with: --after {last.next}", err=True)


def _usual(output: Path | None) -> Format:
    if output is not None:
        return _SUFFIXES.get(output.suffix.lower(), Format.JSONL)
    return Format.TABLE if sys.stdout.isatty() else Format.JSONL


def _console(output: Path | None) -> Console:
    from rich.console import Console

    if output is None:
        return Console()
    return Console(color_system=None, width=_FILE_WIDTH, force_terminal=False)
