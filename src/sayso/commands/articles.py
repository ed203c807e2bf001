"""``sayso articles``: what is in a ledger, and what could not be read into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, TypedDict

import typer

from sayso.commands.finding import (
    After,
    Cell,
    Form,
    Limit,
    OneOutlet,
    Output,
    PublishedSince,
    PublishedUntil,
    write_pages,
)
from sayso.commands.shared import LedgerPath, complain, guarded
from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console

    from sayso.commands.finding import Format
    from sayso.ledger import Ledger, ListedArticle, Page

EXAMPLES: Final = """\b
Examples:
  sayso articles --ledger politics.sayso
  sayso articles harbour strike --outlet "The Post" --since 2024
  sayso articles --copies --format csv --output copies.csv
  sayso articles --failed

\b
What could not be read is tried again by the same sayso add or sayso watch, and is
off the list of --failed once it can be read."""

COLUMNS: Final = (
    "id", "day", "title", "outlet", "url", "language", "words", "statements", "duplicate_of",
    "path", "added",
)  # fmt: skip
FAILED: Final = ("path", "reason", "tried", "command")


class _Filters(TypedDict):
    outlet: str | None
    since: str | None
    until: str | None
    copies: bool | None


def articles(
    ledger: LedgerPath,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS…", help="Or parts of words; the title has all.", show_default=False
        ),
    ] = None,
    outlet: OneOutlet = None,
    since: PublishedSince = None,
    until: PublishedUntil = None,
    copies: Annotated[
        bool | None,
        typer.Option(
            "--copies/--originals",
            help="Only those that repeat an earlier one, or only those that do not.",
            show_default=False,
        ),
    ] = None,
    failed: Annotated[
        bool, typer.Option("--failed", help="Instead, inputs that could not be read, and why.")
    ] = False,
    limit: Limit = 20,
    after: After = None,
    output_format: Form = None,
    output: Output = None,
) -> None:
    """List the articles of a ledger, or the inputs that could not be read."""
    with guarded():
        from sayso.ledger import Ledger, page
        from sayso.rendering import articles as drawn

        filters = _Filters(outlet=outlet, since=since, until=until, copies=copies)
        wanted = " ".join(words or ())
        if failed and (wanted or after or any(each is not None for each in filters.values())):
            raise UsageError("--failed lists all that failed; give it without other filters")
        with Ledger.open(ledger) as book:
            if failed:
                _write_failed(book, limit, output_format, output)
                return
            if outlet is not None:
                filters["outlet"] = book.outlet(outlet)
            found = book.list_articles(wanted, **filters, limit=limit + 1, after=after)

            def table(page: Page[ListedArticle], console: Console) -> Iterator[str]:
                is_all = page.next is None and after is None
                total = None if is_all else book.count_articles(wanted, **filters)
                return drawn(page.hits, console, total)

            write_pages(
                [page(found, limit)],
                output_format,
                output,
                table=table,
                columns=COLUMNS,
                row=_row,
            )


def _write_failed(book: Ledger, limit: int, form: Format | None, output: Path | None) -> None:
    from sayso.ledger import Page
    from sayso.rendering import failures

    found, total = book.failures(limit), book.counts().failures
    write_pages(
        [Page(tuple(found))],
        form,
        output,
        table=lambda page, console: failures(page.hits, console),
        columns=FAILED,
        row=lambda each: (each.path, each.reason, each.tried, each.command),
    )
    if total > len(found):
        complain(f"{total:,} could not be read; --limit shows more")


def _row(article: ListedArticle) -> tuple[Cell, ...]:
    return (
        article.id,
        article.day,
        article.title,
        article.outlet,
        article.url,
        article.language,
        article.words,
        article.statements,
        article.duplicate_of,
        article.path,
        article.added,
    )
