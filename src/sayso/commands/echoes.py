"""``sayso echoes``: statements that appear in several articles, and how their words changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, TypedDict

import typer

from sayso.commands.finding import (
    After,
    Cell,
    Form,
    Limit,
    Output,
    Since,
    Until,
    statement_meant,
    write_pages,
)
from sayso.commands.shared import LedgerPath, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from sayso.ledger import Echo

EXAMPLES: Final = """\b
Examples:
  sayso echoes --ledger politics.sayso
  sayso echoes --speaker "Ada Quill" --since 2024 --min-size 3
  sayso echoes --of 3fa9c1d2
  sayso echoes --of "Ada Quill"
  sayso echoes --format jsonl --limit 1000 --output echoes.jsonl

\b
The first appearance is shown in full; of the others, what was left out
[-so-] and what was put in {+so+}."""

COLUMNS: Final = (
    "echo", "size", "first", "day", "outlet", "speaker", "content", "last_day", "outlets",
)  # fmt: skip


class _Filters(TypedDict):
    min_size: int
    speaker: str | None
    since: str | None
    until: str | None


def echoes(
    ledger: LedgerPath,
    of: Annotated[
        str | None,
        typer.Option(
            metavar="ID|NAME",
            help="Only the one of this statement; or those of this speaker.",
            show_default=False,
        ),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who said it.", show_default=False),
    ] = None,
    min_size: Annotated[int, typer.Option(min=2, metavar="N", help="Appearances, at least.")] = 2,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    after: After = None,
    output_format: Form = None,
    output: Output = None,
) -> None:
    """List statements that appear in several articles, and what was changed."""
    with guarded():
        from sayso.ledger import Ledger, Page, page
        from sayso.rendering import echoes as drawn

        with Ledger.open(ledger) as book:
            statement = None if of is None else statement_meant(book, of, speaker)
            filters = _Filters(min_size=min_size, speaker=speaker or of, since=since, until=until)
            if statement is not None:
                one = book.echoes_of(statement)
                listed = Page((one,) if one else ())
            else:
                listed = page(book.echoes(**filters, limit=limit + 1, after=after), limit)

            def table(page: Page[Echo], console: Console) -> Iterator[str]:
                is_all = page.next is None and after is None
                return drawn(page.hits, console, None if is_all else book.count_echoes(**filters))

            write_pages(
                [listed],
                output_format,
                output,
                table=table,
                columns=COLUMNS,
                row=_row,
            )


def _row(echo: Echo) -> tuple[Cell, ...]:
    first = echo.first
    return (
        echo.id,
        len(echo.appearances),
        first.statement,
        first.day,
        first.outlet,
        first.speaker,
        first.content,
        echo.appearances[-1].said.day,
        "; ".join(dict.fromkeys(each.said.outlet or "" for each in echo.appearances)),
    )
