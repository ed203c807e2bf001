"""Options that are declared once, as the fields of a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from sayso.commands.grouping import grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From then on.")] = None
    until: Annotated[str, typer.Option("--to", help="Till then.")] = "today"


app = typer.Typer(rich_markup_mode=None)


@app.command()
@grouped
def show(
    name: Annotated[str, typer.Argument()],
    period: Period,
    loud: Annotated[bool, typer.Option("--loud")] = False,
) -> None:
    """Show what it was called with."""
    typer.echo(f"{name} {period.since} {period.until} {loud}")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_fields_of_a_group_are_options() -> None:
    assert run("Ada") == "Ada None today False\n"
    assert run("Ada", "--to", "May", "--loud", "--since", "2024") == "Ada 2024 May True\n"


def test_the_help_shows_them_in_the_place_of_the_group() -> None:
    text = run("--help")
    assert "Show what it was called with." in text
    assert text.index("--since DATE") < text.index("--to") < text.index("--loud")
    assert "period" not in text
