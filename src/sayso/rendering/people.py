"""People for the terminal: a list of them, and one with how it was decided who they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.rendering.outline import count, one_line

if TYPE_CHECKING:
    from sayso.ledger.people import Decision, Person

_ROLES: Final = 20
_DECISIONS: Final = 30
_LISTED: Final = 2
"""Roles of somebody in a list."""
_ALIASES: Final = 4
"""Other names of somebody in a list."""


def people(found: Sequence[Person], console: Console) -> Iterator[str]:
    """One table, a row each.

    Args:
        found: by ``Ledger.people``.
        console: says how wide to be and whether to use colours; nothing is printed to it.
    """
    table = _table(console.width)
    table.add_column("who, and their id", ratio=1, overflow="fold")
    table.add_column("said", justify="right", no_wrap=True)
    table.add_column("articles", justify="right", no_wrap=True)
    for each in found:
        table.add_row(_who(each), f"{each.statements:,}", f"{each.articles:,}")
    yield _drawn(console, table)


def person(one: Person, decisions: Sequence[Decision], console: Console) -> Iterator[str]:
    """One of them: names, roles, offices, and what was decided; see ``people``."""
    yield _drawn(console, _head(one))
    if one.roles:
        table = _table(console.width, "called", "times", "first", "last")
        for role in one.roles[:_ROLES]:
            table.add_row(_text(role.text), f"{role.count:,}", role.first, role.last)
        yield _drawn(console, table)
    if one.offices:
        table = _table(console.width, "office", "from", "to")
        for office in one.offices:
            table.add_row(_text(office.title), office.start, office.end)
        yield _drawn(console, table)
    if decisions:
        table = _table(console.width, "number", "when", "decision", "what")
        for each in decisions[:_DECISIONS]:
            table.add_row(str(each.key), each.made[:10], _act(each), _what(each))
        yield _drawn(console, table)


def _head(one: Person) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    rows = {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "also": ", ".join(name for name in one.aliases if name != one.name),
        "said": f"{count(one.statements, 'statement')} in {count(one.articles, 'article')}",
        "countries": ", ".join(one.countries),
        "wikidata": one.qid or "",
        "certainty": f"{one.confidence:.2f}",
    }
    for label, value in rows.items():
        if value:
            grid.add_row(Text(label, "dim"), _text(value))
    return grid


def _who(each: Person) -> Text:
    who = Text().append(one_line(each.name), "bold").append(f" {each.kind}", "dim")
    who.append(f"\n{one_line(each.id)}", "cyan")
    roles = ", ".join(role.text for role in each.roles[:_LISTED])
    others = [name for name in each.aliases if name != each.name][:_ALIASES]
    if roles:
        who.append(f"\n{one_line(roles)}")
    if others:
        who.append(f"\nalso {one_line(', '.join(others))}", "dim")
    return who


def _act(decision: Decision) -> Text:
    return Text().append(decision.act).append(", undone" if decision.undone else "", "dim")


def _what(decision: Decision) -> Text:
    what = _text(decision.summary)
    score = "" if decision.score is None else f"{decision.score:.2f}"
    by = [one_line(part) for part in (decision.reason, score, decision.who) if part]
    return what.append(f"\n{' · '.join(by)}" if by else "", "dim")


def _table(width: int, *columns: str) -> Table:
    table = Table(
        box=SIMPLE_HEAD, header_style="dim", pad_edge=False, padding=(0, 1), width=width or None
    )
    for at, name in enumerate(columns):
        wide = at == 0 if columns[0] != "number" else at == len(columns) - 1
        table.add_column(name, ratio=1 if wide else None, no_wrap=not wide)
    return table


def _text(text: str) -> Text:
    return Text(one_line(text))


def _drawn(console: Console, what: RenderableType) -> str:
    with console.capture() as capture:
        console.print(what)
    return capture.get()
