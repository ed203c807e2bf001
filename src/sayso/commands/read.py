"""``sayso read``: articles in, who said what out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso._api import at_least, read_inputs
from sayso.commands.inputs import (
    LONG,
    AllowPrivate,
    Encoding,
    Fields,
    Inputs,
    OneArticle,
    pairs,
    size_of,
)
from sayso.commands.inputs import found as find_inputs
from sayso.commands.shared import SOME_FAILED, Threads, complain, guarded
from sayso.errors import InputError, UsageError
from sayso.reading import Input, Options, check

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
    one_article: OneArticle = False,
    field: Fields = None,
    encoding: Encoding = None,
    allow_private: AllowPrivate = False,
    threads: Threads = None,
) -> None:
    """Read articles and print who says what in them."""
    with guarded():
        from sayso.extracting import Extractor
        from sayso.rendering import destination, progress

        options = check(Options(one_article, pairs(field or ()), encoding, allow_private))
        failed = 0

        def report(error: InputError) -> None:
            nonlocal failed
            failed += 1
            complain(str(error))

        found = find_inputs(inputs, report)
        if output is not None:
            _refuse_overwriting(output, found)
        if not found:
            raise typer.Exit(SOME_FAILED)
        extractor = Extractor.load(threads=threads)
        on_terminal = output is None and sys.stdout.isatty()
        render = _renderer(form or _usual_format(output, on_terminal), output)
        done, copies, foreign = 0, 0, Counter[str]()
        size = size_of(found)
        with (
            destination(output) as write,
            progress(len(found), size or 0, shown=size is None or size >= LONG) as meter,
        ):

            def go_on(error: InputError) -> None:
                meter.clear()
                report(error)
                meter.fail()

            def begun() -> Iterator[Input]:
                for each in found:
                    meter.begin()
                    yield each

            def counted() -> Iterator[Article]:
                nonlocal done, copies
                for article in read_inputs(begun(), extractor, options, go_on, meter.take):
                    done += 1
                    copies += article.duplicate_of is not None
                    foreign.update([article.language] if article.language != "en" else [])
                    meter.advance(len(article.text.split()), len(article.statements))
                    yield at_least(article, min_confidence)

            for piece in render(counted()):
                if on_terminal:
                    meter.clear()
                write(piece)
            if not done and output is not None:
                raise typer.Exit(SOME_FAILED)  # an earlier result is worth more than an empty one
        if failed or foreign or copies:
            complain(_summary(done, failed, foreign, copies))
        if failed:
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


def _summary(done: int, failed: int, foreign: Counter[str], copies: int) -> str:
    parts = [f"read {done:,} article{'s' * (done != 1)}"]
    if failed:
        parts.append(f"{failed:,} could not be read (see above)")
    if foreign:
        each = ", ".join(f"{count:,} {language}" for language, count in foreign.most_common(5))
        parts.append(f"{foreign.total():,} not in English and not extracted from ({each})")
    if copies:
        parts.append(f"{copies:,} near-copies of earlier ones")
    return "; ".join(parts)
