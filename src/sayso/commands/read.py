"""``sayso read``: articles in, who said what out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso._api import at_least
from sayso.commands.grouping import grouped
from sayso.commands.inputs import How, Inputs, is_long, size_of
from sayso.commands.inputs import found as find_inputs
from sayso.commands.metering import Tally, read_metered
from sayso.commands.shared import SOME_FAILED, complain, guarded
from sayso.errors import UsageError
from sayso.reading import Input

if TYPE_CHECKING:
    from sayso.records import Article

_FILE_WIDTH: Final = 100
"""Columns of a table that is written to a file."""

EXAMPLES: Final = """\b
Examples:
  echo '“We will appeal,” said Mayor Ada Quill.' | sayso read -
  sayso read story.txt
  sayso read stories/ "saved/**/*.html" --output statements.jsonl
  sayso read https://example.org/feed.xml
  sayso read export.jsonl --field text=story --field published=day
  sayso read CC-NEWS-20240101.warc.gz --output news.jsonl
  sayso read *.txt --format html --output page.html
  sayso read stories/ --format jsonl | jq -r '.statements[].speaker.name'

\b
Exit codes: 0 all was read, 2 the command cannot be carried out,
3 some inputs could not be read (the others are in the result)."""


class Format(StrEnum):
    """How the result of ``sayso read`` is written."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    HTML = "html"


_SUFFIXES: Final = {
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".json": Format.JSON,
    ".txt": Format.TABLE,
}


@grouped
def read(
    inputs: Inputs,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Else by the suffix of --output; else table on a terminal, jsonl in a pipe.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write to this file, all or nothing."),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0, max=1, help="Leave out statements that are less certain than this."),
    ] = 0.0,
    *,
    how: How,
) -> None:
    """Read articles and print who says what in them."""
    with guarded():
        from sayso.extracting import Extractor
        from sayso.rendering import destination, progress

        options, tally = how.options(), Tally()
        found = find_inputs(inputs, tally.fail)
        if output is not None:
            _refuse_overwriting(output, found)
        if not found:
            raise typer.Exit(SOME_FAILED)
        extractor = Extractor.load(threads=how.threads)
        on_terminal = output is None and sys.stdout.isatty()
        render = _renderer(form or _usual_format(output, on_terminal), output)
        size = size_of(found)
        with (
            destination(output) as write,
            progress(len(found), size or 0, shown=is_long(size)) as meter,
        ):
            articles = read_metered(found, extractor, options, tally, meter)
            try:
                for piece in render(at_least(article, min_confidence) for article in articles):
                    if on_terminal:
                        meter.clear()
                    write(piece)
            except KeyboardInterrupt:
                raise KeyboardInterrupt(_so_far(tally, output)) from None
            if not tally.articles and output is not None:
                raise typer.Exit(SOME_FAILED)  # an earlier result is worth more than an empty one
        if tally.failed or tally.foreign or tally.copies:
            complain(_summary(tally))
        if tally.failed:
            raise typer.Exit(SOME_FAILED)


def _usual_format(output: Path | None, on_terminal: bool) -> Format:
    if output is not None:
        return _SUFFIXES.get(output.suffix.lower(), Format.JSONL)
    return Format.TABLE if on_terminal else Format.JSONL


def _renderer(form: Format, output: Path | None) -> Callable[[Iterable[Article]], Iterator[str]]:
    from sayso import rendering

    match form:
        case Format.JSONL:
            return rendering.json_lines
        case Format.JSON:
            return rendering.json_array
        case Format.HTML:
            return rendering.page
        case Format.TABLE:
            from rich.console import Console

            to_file = Console(color_system=None, width=_FILE_WIDTH, force_terminal=False)
            console = Console() if output is None else to_file
            return lambda articles: rendering.table(articles, console)


def _refuse_overwriting(output: Path, found: Iterable[Input]) -> None:
    for each in found:
        is_file = each.file is None and not each.is_address
        if is_file and output.exists() and output.samefile(each.name):
            raise UsageError(f"{output} is one of the inputs; choose another name with --output")


def _so_far(tally: Tally, output: Path | None) -> str:
    done = f"after {tally.articles:,} article{'s' * (tally.articles != 1)}"
    if output is None:
        return done
    return (
        f"{done}; {output} is as it was before: to keep what is read until then, write to standard"
        " output or read into a ledger with sayso add"
    )


def _summary(tally: Tally) -> str:
    parts = [f"read {tally.articles:,} article{'s' * (tally.articles != 1)}", *tally.trouble()]
    if tally.copies:
        parts.append(f"{tally.copies:,} near-copies of earlier ones")
    return "; ".join(parts)
