"""``sayso echoes``: statements that appear in several articles, and how their words changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.commands.finding import After, Cell, Form, Limit, Output, Since, Until, write_pages
from sayso.commands.shared import LedgerPath, guarded

if TYPE_CHECKING:
    from sayso.ledger import Echo

EXAMPLES: Final = """\b
Examples:
  sayso echoes --ledger politics.sayso
  sayso echoes --speaker "Ada Quill" --since 2024 --min-size 3
  sayso echoes --of 3fa9c1d2
  sayso echoes --format jsonl --limit 1000 --output echoes.jsonl

\b
The first appearance is shown in full; of the others, what was left out
[-so-] and what was put in {+so+}."""

COLUMNS: Final = (
    "echo", "size", "first", "day", "outlet", "speaker", "content", "last_day", "outlets",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Page:
    hits: tuple[Echo, ...]
    next: str | None


def echoes(
    ledger: LedgerPath,
    of: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only the one of this statement.", show_default=False),
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
        from sayso.ledger import Ledger
        from sayso.rendering import echoes as drawn

        with Ledger.open(ledger) as book:
            if of is not None:
                one = book.echoes_of(of)
                page = _Page((one,) if one else (), None)
            else:
                found = book.echoes(
                    min_size=min_size,
                    speaker=speaker,
                    since=since,
                    until=until,
                    limit=limit + 1,
                    after=after,
                )
                more = len(found) > limit
                page = _Page(tuple(found[:limit]), found[limit - 1].id if more else None)
            write_pages(
                [page],
                output_format,
                output,
                table=lambda page, console: drawn(page.hits, console),
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
