"""What verifying a ledger found, on a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.rendering.outline import one_line
from sayso.rendering.values import short, told

if TYPE_CHECKING:
    from sayso.ledger.verifying import Difference, Finding

_VERDICTS: Final = {"wrong": "bold red", "changed": "yellow", "otherwise": "yellow"}
_WHAT: Final = {"gone": "red", "new": "green", "changed": "yellow"}


def findings(found: Sequence[Finding]) -> RenderableType:
    """A table of findings."""
    table = Table(box=SIMPLE_HEAD, header_style="dim", pad_edge=False)
    table.add_column("")
    table.add_column("where", no_wrap=True)
    table.add_column("which", overflow="fold")
    table.add_column("what", overflow="fold", ratio=1)
    for each in found:
        verdict = Text(each.verdict, _VERDICTS.get(each.verdict, "dim"))
        table.add_row(verdict, each.place, Text(one_line(each.name)), Text(one_line(each.message)))
    return table


def differences(found: Sequence[Difference]) -> RenderableType:
    """What a model says otherwise of one article."""
    lines: list[RenderableType] = [Text(f"article {found[0].article}", "bold")]
    for each in found:
        line = Text.assemble(
            ("  " + each.what.ljust(8), _WHAT[each.what]), f"{each.record} ", (each.id, "dim"), " "
        )
        if each.review:
            line.append(f"({each.review}) ", "bold")
        lines.append(line.append(short(each.text)))
        for name, (before, after) in each.fields.items():
            lines.append(
                Text(f"          {name}: ").append(f"{told(before)} → {told(after)}", "dim")
            )
    return Group(*lines)
