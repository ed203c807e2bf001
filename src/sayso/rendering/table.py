"""A table for the terminal: who, by which words, what."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.records import Article, Statement
from sayso.rendering.outline import count, headline, one_line, outline, resolved, tags

_MAX_INDENT: Final = 4
STYLES: Final = {
    "DENIES": "bold red",
    "NEGATED": "bold red",
    "QUESTIONS": "bold magenta",
    "ALLEGED": "bold yellow",
    "RUMOURED": "bold yellow",
    "SECONDHAND": "bold yellow",
}


def table(articles: Iterable[Article], console: Console) -> Iterator[str]:
    """One table for each article, then a line that sums up.

    Args:
        articles: as they come.
        console: says how wide to be and whether to use colours; nothing is printed to it.
    """
    started = time.perf_counter()
    words = number = statements = 0
    for article in articles:
        number += 1
        statements += len(article.statements)
        words += len(article.text.split())
        yield _drawn(console, _heading(article))
        if article.statements:
            yield _drawn(console, _rows(article, console.width))
        else:
            yield _drawn(console, Text("  Nobody is said to have said anything here.\n", "dim"))
    if number:
        pace = words / max(time.perf_counter() - started, 1e-9)
        summary = f"{count(statements, 'statement')} from {count(number, 'article')}"
        yield _drawn(console, Text.assemble((summary, "bold"), (f" · {pace:,.0f} words/s", "dim")))


def _heading(article: Article) -> Text:
    heading = Text(headline(article), "bold")
    if article.origin:
        heading.append(f"\n{one_line(article.origin.path)}", "dim")
    return heading


def _rows(article: Article, width: int) -> Table:
    drawn = Table(
        box=SIMPLE_HEAD, header_style="dim", pad_edge=False, padding=(0, 1), leading=1, expand=True
    )
    # Fixed shares: rich would give a long content all there is.
    drawn.add_column("who", width=max(10, width * 28 // 100))
    drawn.add_column("cue", width=max(8, width * 14 // 100), style="cyan")
    drawn.add_column("what", ratio=1)
    for depth, statement in outline(article.statements):
        drawn.add_row(*_cells(depth, statement))
    return drawn


def _cells(depth: int, statement: Statement) -> tuple[RenderableType, ...]:
    source = one_line(statement.source.text) if statement.source else ""
    name = resolved(statement)
    who = Text(source, "green") if source else Text("" if name else "nobody named", "dim italic")
    if name:
        who.append(f"{' ' if source else ''}→ ", "dim").append(name, "bold green")
    what = Text()
    for tag in tags(statement):
        what.append(tag, STYLES.get(tag, "bold blue")).append(" ")
    what.append(one_line(statement.content.text))
    return (
        _indented(who, depth),
        Text(one_line(statement.cue.text) if statement.cue else ""),
        _indented(what, depth),
    )


def _indented(cell: Text, depth: int) -> RenderableType:
    if not depth:
        return cell
    grid = Table.grid()
    grid.add_column(width=2 * min(depth, _MAX_INDENT))
    grid.add_column()
    grid.add_row(Text("  " * (min(depth, _MAX_INDENT) - 1) + "└ ", "dim"), cell)
    return grid


def _drawn(console: Console, what: RenderableType) -> str:
    with console.capture() as capture:
        console.print(what)
    return capture.get()
