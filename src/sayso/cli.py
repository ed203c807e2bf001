"""The command line: parses arguments, calls the library, prints."""

from __future__ import annotations

import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from sayso._api import at_least, read_inputs
from sayso._version import __version__
from sayso.errors import InputError, SaysoError, UsageError
from sayso.reading import Input, Options, check, find

if TYPE_CHECKING:
    from sayso.records import Article
    from sayso.rendering import Meter

_BUG, _USAGE, _SOME_FAILED, _INTERRUPTED, _BROKEN_PIPE = 1, 2, 3, 130, 141
_LONG: Final = 200_000
"""Bytes of text from which on a person wants to see that something happens."""
_FILE_WIDTH: Final = 100
"""Columns of a table that is written to a file."""

_READ_EXAMPLES: Final = """\b
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
_EVALUATE_EXAMPLES: Final = """\b
Examples:
  sayso evaluate polnear-dev.jsonl.gz
  sayso evaluate annotated/ --errors 20
  sayso evaluate polnear-dev.jsonl.gz --json > scores.json"""

app = typer.Typer(
    help="Reads news text and keeps the record of who said what.",
    epilog="`sayso read --help` shows examples.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


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

Threads: TypeAlias = Annotated[
    int | None,
    typer.Option("--threads", min=1, help="How many to use; else as many as there are cores."),
]


def main() -> None:
    """What the ``sayso`` command runs."""
    app(prog_name="sayso")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def _sayso(
    version: Annotated[  # its callback does the work
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    pass


@app.command(epilog=_READ_EXAMPLES)
def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="Text, HTML, feeds, JSON, WARC, mail, packed or not; folders and patterns of"
            " them, addresses of pages and feeds, or - for standard input.",
            show_default=False,
        ),
    ],
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
    one_article: Annotated[
        bool,
        typer.Option("--one-article", help="A text file is one article, do not look for several."),
    ] = False,
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=FIELD",
            help="Where in JSON records something is: text=body, title=meta.headline …",
            show_default=False,
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            help="Of text that does not say itself how it is encoded.", show_default=False
        ),
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from private and loopback addresses, too."),
    ] = False,
    threads: Threads = None,
) -> None:
    """Read articles and print who says what in them."""
    with _guarded():
        from sayso.extracting import Extractor
        from sayso.rendering import destination, progress

        options = check(Options(one_article, _pairs(field or ()), encoding, allow_private))
        failed = 0

        def report(error: InputError) -> None:
            nonlocal failed
            failed += 1
            _complain(str(error))

        stdin = Input("<stdin>", sys.stdin.buffer)
        found = find((stdin if name == "-" else name for name in inputs), report)
        if output is not None:
            _refuse_overwriting(output, found)
        if not found:
            raise typer.Exit(_SOME_FAILED)
        extractor = Extractor.load(threads=threads)
        on_terminal = output is None and sys.stdout.isatty()
        render = _renderer(form or _usual_format(output, on_terminal), output)
        done, copies, foreign = 0, 0, Counter[str]()
        size = _size(found)
        with (
            destination(output) as write,
            progress(len(found), size or 0, shown=size is None or size >= _LONG) as meter,
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
                raise typer.Exit(_SOME_FAILED)  # an earlier result is worth more than an empty one
        if failed or foreign or copies:
            _complain(_summary(done, failed, foreign, copies))
        if failed:
            raise typer.Exit(_SOME_FAILED)


@app.command(epilog=_EVALUATE_EXAMPLES)
def evaluate(
    corpus: Annotated[
        Path,
        typer.Argument(
            metavar="CORPUS",
            help="PolNeAR as JSON lines (.jsonl, .jsonl.gz), or a folder of brat .txt and .ann "
            "or of dumps (X.txt with X.json).",
            show_default=False,
        ),
    ],
    labels: Annotated[
        Path | None,
        typer.Option(
            "--labels",
            metavar="FILE",
            help="What else is known of the attributions; else the labels beside the corpus.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, not tables.")] = False,
    errors: Annotated[
        int, typer.Option(min=0, metavar="N", help="Also show N differences from the gold.")
    ] = 0,
    threads: Threads = None,
) -> None:
    """Score Sayso against a corpus that people have annotated."""
    with _guarded():
        import json

        from rich.console import Console

        from sayso import evaluating
        from sayso.extracting import Extractor
        from sayso.rendering import progress

        extractor = Extractor.load(threads=threads)
        with progress(0, shown=True) as meter:
            result = evaluating.evaluate(
                corpus, extractor.extract_many, _onto(meter), labels=labels
            )
        shown = evaluating.misses(result.pairs, errors) if errors else []
        if as_json:
            record = result.report.to_dict()
            if errors:
                record["misses"] = [miss.to_dict() for miss in shown]
            typer.echo(json.dumps(record, indent=2))
            return
        console = Console()
        console.print(result.report)
        for miss in shown:
            console.print(miss)


def _onto(meter: Meter) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:  # noqa: ARG001  # the scorer's protocol
        meter.advance()

    return tell


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


def _size(found: Iterable[Input]) -> int | None:
    """Bytes of all inputs together, None where some do not tell."""
    total = 0
    for each in found:
        if each.file is not None or each.is_address:
            return None
        try:
            total += Path(each.name).stat().st_size
        except OSError:  # reading it will say so
            continue
    return total


def _pairs(given: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for each in given:
        name, sign, path = each.partition("=")
        if not (name and sign and path):
            raise UsageError(f"--field {each!r} names no field; write it like --field text=body")
        pairs[name.strip()] = path.strip()
    return pairs


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


@contextmanager
def _guarded() -> Iterator[None]:
    """Every error as one line and an exit code, never a traceback."""
    try:
        yield
    except typer.Exit:
        raise
    except BrokenPipeError:
        from sayso.rendering import abandon_stdout

        abandon_stdout()  # whoever read it has enough
        raise typer.Exit(_BROKEN_PIPE) from None
    except KeyboardInterrupt:
        _complain("stopped")
        raise typer.Exit(_INTERRUPTED) from None
    except SaysoError as error:
        _complain(str(error))
        raise typer.Exit(_SOME_FAILED if isinstance(error, InputError) else _USAGE) from None
    except Exception as error:
        if os.environ.get("SAYSO_DEBUG") == "1":
            traceback.print_exc()
        _complain(
            f"this is a bug in Sayso: {type(error).__name__}: {error}; please report it "
            "with the output of the same command under SAYSO_DEBUG=1"
        )
        raise typer.Exit(_BUG) from None


def _complain(message: str) -> None:
    from sayso.rendering import one_line

    typer.echo(f"sayso: {one_line(message)}", err=True)
