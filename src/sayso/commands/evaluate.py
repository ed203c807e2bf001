"""``sayso evaluate``: how well it does, by what people have annotated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.commands.shared import Threads, guarded

if TYPE_CHECKING:
    from sayso.rendering import Meter

EXAMPLES: Final = """\b
Examples:
  sayso evaluate polnear-dev.jsonl.gz
  sayso evaluate annotated/ --errors 20
  sayso evaluate polnear-dev.jsonl.gz --json > scores.json
  sayso evaluate plv-dev.jsonl --interactions"""


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
    interactions: Annotated[
        bool,
        typer.Option(
            "--interactions",
            help="Score who did what to whom: JSON lines of sentences with text, type and marked, "
            "or a folder of dumps.",
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, not tables.")] = False,
    errors: Annotated[
        int, typer.Option(min=0, metavar="N", help="Also show N differences from the gold.")
    ] = 0,
    threads: Threads = None,
) -> None:
    """Score Sayso against a corpus that people have annotated."""
    with guarded():
        import json

        from rich.console import Console

        from sayso import evaluating
        from sayso.extracting import Extractor
        from sayso.interactions import likeliest
        from sayso.rendering import progress

        extractor = Extractor.load(threads=threads)
        if interactions:
            outcome = evaluating.evaluate_interactions(
                corpus,
                lambda texts: (found.interactions for found in extractor.read_many(texts)),
                lambda text, actor, recipient: likeliest(extractor.pair(text, actor, recipient)),
            )
            if as_json:
                typer.echo(json.dumps(outcome.to_dict(), indent=2))
            else:
                Console().print(outcome)
            return
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
