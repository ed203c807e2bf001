"""Echoes and disputes for the terminal: who, where, and what became of the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.rendering.outline import count, one_line, printable

if TYPE_CHECKING:
    from sayso.ledger import Appearance, Dispute, Echo, Reference

_SHORT_ID: Final = 8
_LONGEST: Final = 400
"""Characters shown of a content."""
_SHOWN: Final = 12
"""Appearances shown of an echo; ``--format jsonl`` gives all."""
_STYLES: Final = {"kept": "", "removed": "red strike", "added": "green underline"}
_SIGNS: Final = {"kept": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
"""Around what was changed, so that it is seen without colours, too."""


def echoes(found: Sequence[Echo], console: Console, total: int | None = None) -> Iterator[str]:
    """One table an echo: its first appearance in full, then what others changed.

    Args:
        found: by ``Ledger.echoes``.
        console: says how wide to be and whether to use colours; nothing is printed to it.
        total: how many there are, where these are not all.
    """
    for echo in found:
        title = Text(f"{len(echo.appearances)} appearances · {echo.id[:_SHORT_ID]}", "bold")
        table = _table(console.width, title)
        for each in echo.appearances[:_SHOWN]:
            table.add_row(
                one_line(each.said.day or ""), _who(each.said), _what(each, each.said is echo.first)
            )
        rest = len(echo.appearances) - _SHOWN
        if rest > 0:
            table.add_row("", "", Text(f"and {rest:,} more", "dim"))
        yield _drawn(console, table)
    many = len(found) if total is None else total
    told = "1 echo" if many == 1 else f"{many:,} echoes"
    yield _drawn(console, _summary(told, len(found), many))


def disputes(found: Sequence[Dispute], console: Console, total: int | None = None) -> Iterator[str]:
    """One table a dispute: the claim, then its denial; see ``echoes``."""
    for dispute in found:
        title = Text(f"{dispute.score:.2f} · {one_line(dispute.reason)}", "bold").append(
            f" · {dispute.id[:_SHORT_ID]}", "dim"
        )
        table = _table(console.width, title)
        for label, side in (("claim", dispute.claim), ("denial", dispute.denial)):
            what = Text().append(f"{label.upper()} ", "bold blue").append(_content(side))
            what.append("\n").append(_where(side), "dim")
            table.add_row(one_line(side.day or ""), _who(side), what)
        yield _drawn(console, table)
    many = len(found) if total is None else total
    yield _drawn(console, _summary(count(many, "dispute"), len(found), many))


def _summary(told: str, shown: int, total: int) -> Text:
    summary = Text(told, "bold")
    if shown < total:
        summary.append(f" · {shown:,} shown", "dim")
    return summary


def _table(width: int, title: Text) -> Table:
    drawn = Table(
        box=SIMPLE_HEAD, title=title, title_justify="left", show_header=False, pad_edge=False,
        padding=(0, 1), expand=True,
    )  # fmt: skip
    drawn.add_column(width=10)
    drawn.add_column(width=max(10, width * 26 // 100))
    drawn.add_column(ratio=1)
    return drawn


def _who(said: Reference) -> RenderableType:
    who = Text(one_line(said.speaker or said.source or "nobody named"), "bold green")
    if said.cue:
        who.append(f" {one_line(said.cue)}", "cyan")
    return who


def _what(appearance: Appearance, first: bool) -> Text:
    what = Text()
    if appearance.otherwise:
        what.append("ATTRIBUTED OTHERWISE ", "bold yellow")
    if first or not appearance.changes:
        what.append(_content(appearance.said))
    elif all(each.became == "kept" for each in appearance.changes):
        what.append("word for word", "italic")
    else:
        for each in appearance.changes:
            before, after = _SIGNS[each.became]
            what.append(f"{before}{printable(each.text)}{after}", _STYLES[each.became])
            if len(what) > _LONGEST:
                what.append(" …")
                break
    return what.append("\n").append(_where(appearance.said), "dim")


def _content(said: Reference) -> str:
    shown = printable(said.content[:_LONGEST])
    return shown + (" …" if len(said.content) > _LONGEST else "")


def _where(said: Reference) -> str:
    parts = (said.outlet, said.title)
    return " · ".join([*(one_line(each) for each in parts if each), said.statement[:_SHORT_ID]])


def _drawn(console: Console, what: RenderableType) -> str:
    with console.capture() as capture:
        console.print(what)
    return capture.get()
