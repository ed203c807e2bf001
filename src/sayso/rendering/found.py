"""What a search found, for the terminal: who, what, where; what was looked for stands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.rendering.outline import count, one_line, printable, resolved, tags
from sayso.rendering.table import STYLES

if TYPE_CHECKING:
    from sayso.ledger import ActHit, ActResults, Hit, Results
    from sayso.records import Party

_MARKED: Final = "bold reverse"
_SHORT_ID: Final = 8
_LONGEST: Final = 600
"""Characters shown of a content."""


def found(results: Results, console: Console) -> Iterator[str]:
    """One table of the statements of a page, then a line that sums up.

    Args:
        results: of ``Ledger.search``.
        console: says how wide to be and whether to use colours; nothing is printed to it.
    """
    if results.hits:
        rows = [_statement(each) for each in results.hits]
        yield _drawn(console, _table(console.width, ("day", "who", "what"), rows))
    yield _drawn(console, _summary("statement", results.total, results.exact, len(results.hits)))


def found_acts(results: ActResults, console: Console) -> Iterator[str]:
    """One table of the interactions of a page, then a line that sums up; see ``found``."""
    if results.hits:
        rows = [_act(each) for each in results.hits]
        yield _drawn(console, _table(console.width, ("day", "who to whom", "what"), rows))
    yield _drawn(console, _summary("interaction", results.total, results.exact, len(results.hits)))


def _table(width: int, names: Sequence[str], rows: Sequence[Sequence[RenderableType]]) -> Table:
    drawn = Table(
        box=SIMPLE_HEAD, header_style="dim", pad_edge=False, padding=(0, 1), leading=1, expand=True
    )
    drawn.add_column(names[0], width=10)
    drawn.add_column(names[1], width=max(10, width * 26 // 100))
    drawn.add_column(names[2], ratio=1)
    for row in rows:
        drawn.add_row(*row)
    return drawn


def _statement(hit: Hit) -> tuple[RenderableType, ...]:
    statement = hit.statement
    source = one_line(statement.source.text) if statement.source else ""
    name = resolved(statement)
    who = Text(source, "green") if source else Text("" if name else "nobody named", "dim italic")
    if name:
        who.append(f"{' ' if source else ''}→ ", "dim").append(name, "bold green")
    if statement.cue:
        who.append(f" {one_line(statement.cue.text)}", "cyan")
    what = Text()
    for tag in [*([hit.review.upper()] if hit.review else []), *tags(statement)]:
        what.append(tag, STYLES.get(tag, "bold blue")).append(" ")
    _append_marked(what, hit)
    what.append("\n").append(_where(hit, statement.id), "dim")
    return Text(one_line(hit.day or "")), who, what


def _append_marked(what: Text, hit: Hit) -> None:
    """The content, with what was looked for marked."""
    content, at = hit.statement.content.text, 0
    for start, end in hit.highlights:
        if end > _LONGEST:
            break
        what.append(printable(content[at:start])).append(printable(content[start:end]), _MARKED)
        at = end
    what.append(printable(content[at:_LONGEST]) + (" …" if len(content) > _LONGEST else ""))


def _act(hit: ActHit) -> tuple[RenderableType, ...]:
    act = hit.interaction
    who = Text().append(_names(act.actors) or "nobody named", "bold green")
    if act.recipients:
        who.append(" → ", "dim").append(_names(act.recipients), "bold green")
    what = Text().append(act.type, "bold blue").append(f" {one_line(act.act)}", "cyan")
    if act.status != "happened":
        what.append(f" {act.status.upper()}", "bold yellow")
    what.append("\n" + one_line(hit.around.text[:_LONGEST]))
    what.append("\n").append(_where(hit, act.id), "dim")
    return Text(one_line(hit.day or "")), who, what


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(one_line(party.name) for party in parties)


def _where(hit: Hit | ActHit, key: str) -> str:
    parts = [hit.outlet, hit.title, hit.published]
    return " · ".join([*(one_line(each) for each in parts if each), key[:_SHORT_ID]])


def _summary(noun: str, total: int, exact: bool, shown: int) -> Text:
    if not total:
        return Text(f"No {noun} is so.", "bold")
    many = count(total, noun) if exact else f"more than {count(total, noun)}"
    summary = Text(many, "bold")
    if shown < total:
        summary.append(f" · {shown:,} shown", "dim")
    return summary


def _drawn(console: Console, what: RenderableType) -> str:
    with console.capture() as capture:
        console.print(what)
    return capture.get()
