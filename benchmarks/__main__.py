"""``python -m benchmarks``: measures, prints tables, writes them down."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console

from benchmarks import accuracy, identity, ledger, pages, peers, reading, speed
from benchmarks.tables import Table
from sayso import __version__
from sayso.errors import SaysoError, UsageError
from sayso.evaluating import GoldArticle, read_corpus

_CORPUS: Final = peers.ROOT.parent / "shared/data/attribution/polnear-dev.jsonl.gz"
_PAGES: Final = tuple(
    peers.ROOT / name
    for name in ("docs/accuracy.md", "docs/ledger.md", "docs/reading.md", "README.md")
)
_STATEMENTS: Final = 1_000_000
_WIDTH: Final = 120
"""Columns where the output is no terminal."""


class What(StrEnum):
    """What to measure."""

    ACCURACY = "accuracy"
    SPEED = "speed"
    IDENTITY = "identity"
    READING = "reading"
    LEDGER = "ledger"
    ALL = "all"
    """Of what reads text: all but the ledger, which takes long and needs no corpus."""


def main(
    what: Annotated[What, typer.Argument(help="What to measure.")] = What.ALL,
    corpus: Annotated[Path, typer.Option(help="PolNeAR's dev split as JSON lines.")] = _CORPUS,
    model: Annotated[
        Path | None, typer.Option(help="Folder of another model than the one that ships.")
    ] = None,
    articles: Annotated[
        int | None, typer.Option(min=1, help="Only the first so many, to try things out.")
    ] = None,
    turns: Annotated[int, typer.Option(min=1, help="Timed runs of each side.")] = 5,
    statements: Annotated[
        int, typer.Option(min=1, help="How many the made ledger holds.")
    ] = _STATEMENTS,
    json_path: Annotated[
        Path | None, typer.Option("--json", help="Also write everything to this file.")
    ] = None,
    write_docs: Annotated[
        bool, typer.Option("--write-docs", help="Put the tables into the pages that show them.")
    ] = False,
) -> None:
    """Accuracy and speed of Sayso, side by side with its peers."""
    try:
        if write_docs and (articles or model or statements != _STATEMENTS):
            raise UsageError(
                "the documentation shows the model that ships on the whole corpus: leave out "
                "--write-docs, or else --articles, --model and --statements"
            )
        if json_path and not json_path.absolute().parent.is_dir():
            raise UsageError(f"there is no folder for {json_path}: make it, or name another file")
        if what is What.LEDGER:
            measured = ledger.measure(statements, _tell)
            results: dict[str, Any] = {"ledger": measured.to_dict()}
            blocks = {"ledger-load": [measured.load()], "ledger-search": [measured.search()]}
        elif what is What.READING:
            timed = reading.measure(turns, _tell)
            results = {"reading": timed.to_dict()}
            blocks = {"reading": [timed.table()]}
        else:
            gold = _corpus(corpus)[:articles]
            if what is not What.IDENTITY:
                peers.require()
            results, blocks = _measure(what, corpus, gold, model, turns)
        results["environment"] = _environment()
        _print(blocks)
        if json_path:
            _write(json_path, results)
        if write_docs:
            _document(blocks)
    except SaysoError as error:
        _tell(f"Error: {error}")
        raise typer.Exit(2) from None


def _measure(
    what: What, corpus: Path, gold: Sequence[GoldArticle], model: Path | None, turns: int
) -> tuple[dict[str, Any], dict[str, list[Table]]]:
    """Results as JSON, and the tables of each block of the documentation."""
    texts = [article.article_text for article in gold]
    results: dict[str, Any] = {}
    blocks: dict[str, list[Table]] = {}
    if what in (What.ACCURACY, What.ALL):
        scored = accuracy.measure(corpus, gold, model, _tell)
        results["accuracy"] = scored.to_dict()
        blocks["accuracy"] = [scored.side_by_side()]
        blocks["accuracy-detail"] = [scored.detail()]
    if what in (What.SPEED, What.ALL):
        timed = speed.measure(texts, model, turns, _tell)
        results["speed"] = timed.to_dict()
        blocks["speed"] = [timed.throughput(), timed.costs()]
    if what is What.ALL:
        read = reading.measure(turns, _tell)
        results["reading"] = read.to_dict()
        blocks["reading"] = [read.table()]
    if what in (What.IDENTITY, What.ALL):
        compared = identity.measure(texts, model, _tell)
        results["identity"] = compared.to_dict()
        blocks["identity"] = [compared.table()]
    return results, blocks


def _corpus(path: Path) -> list[GoldArticle]:
    if not path.is_file():
        raise UsageError(
            f"the corpus is not at {path}: PolNeAR does not come with Sayso, name its dev split "
            "with --corpus polnear-dev.jsonl.gz"
        )
    if not path.name.endswith((".jsonl", ".jsonl.gz")):
        raise UsageError(f"{path} is not what is measured here: PolNeAR as .jsonl or .jsonl.gz")
    return read_corpus(path)


def _environment() -> dict[str, Any]:
    return {
        "sayso": __version__,
        "python": platform.python_version(),
        "onnxruntime": version("onnxruntime"),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _print(blocks: dict[str, list[Table]]) -> None:
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    for tables in blocks.values():
        for table in tables:
            console.print(table)


def _write(path: Path, results: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}): name another") from error
    _tell(f"wrote {path}")


def _document(blocks: dict[str, list[Table]]) -> None:
    for page in _PAGES:
        if page.is_file() and (names := pages.update(page, blocks)):
            _tell(f"updated {', '.join(names)} in {page.relative_to(peers.ROOT)}")


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(main)
    app(prog_name="python -m benchmarks")
