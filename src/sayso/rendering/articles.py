"""A ledger's articles in short, and what could not be read, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.rendering.outline import count, one_line

if TYPE_CHECKING:
    from sayso.ledger import FailedInput, ListedArticle

_SHORT_ID: Final = 8
_DAY: Final = 10


def articles(
    found: Sequence[ListedArticle], console: Console, total: int | None = None
) -> Iterator[str]:
    """One table of articles, then a line that sums up.

    Args:
        found: by ``Ledger.list_articles``.
        console: says how wide to be and whether to use colours; nothing is printed to it.
        total: how many there are, where these are not all.
    """
    if found:
        table = _table("day", "outlet", "article")
        for each in found:
            title = Text(one_line(each.title) or "no title")
            if each.duplicate_of:
                title = Text("COPY ", "bold yellow").append(title)
            facts = [count(each.statements, "statement"), count(each.words, "word")]
            if each.language != "en":
                facts.insert(0, f"not read, in {one_line(each.language)}")
            title.append("\n").append(" · ".join([*facts, each.id[:_SHORT_ID]]), "dim")
            table.add_row(one_line(each.day or ""), one_line(each.outlet or ""), title)
        yield _drawn(console, table)
    many = len(found) if total is None else total
    summary = Text(count(many, "article") if many else "No article is so.", "bold")
    if len(found) < many:
        summary.append(f" · {len(found):,} shown", "dim")
    yield _drawn(console, summary)


def failures(found: Sequence[FailedInput], console: Console) -> Iterator[str]:
    """One table of inputs that could not be read; see ``articles``."""
    if found:
        table = _table("tried", "command", "input")
        for each in found:
            what = Text(one_line(each.path), "bold").append(f"\n{one_line(each.reason)}", "")
            table.add_row(each.tried[:_DAY], one_line(each.command), what)
        yield _drawn(console, table)
    told = f"{count(len(found), 'input')} could not be read" if found else "All could be read."
    yield _drawn(console, Text(told, "bold"))


def _table(*names: str) -> Table:
    drawn = Table(
        box=SIMPLE_HEAD, header_style="dim", pad_edge=False, padding=(0, 1), leading=1, expand=True
    )
    drawn.add_column(names[0], width=_DAY)
    drawn.add_column(names[1], width=16)
    drawn.add_column(names[2], ratio=1, overflow="fold")
    return drawn


def _drawn(console: Console, what: RenderableType) -> str:
    with console.capture() as capture:
        console.print(what)
    return capture.get()
