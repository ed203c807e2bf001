"""``sayso verify``: is everything in a ledger as the texts and files have it?"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.commands.shared import SOME_FAILED, LedgerPath, Threads, complain, guarded

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from sayso.ledger import Difference, Ledger, Verification

EXAMPLES: Final = """\b
Examples:
  sayso verify --ledger politics.sayso
  sayso verify --ledger politics.sayso --format jsonl > findings.jsonl
  sayso verify --ledger politics.sayso --deep --limit 500

\b
Every offset is cut out of the stored text again, every id is made again, the
search index is held against a fresh one, and the files that articles were read
from are read again where they are still there. --deep also runs the model over
every text and lists what it says otherwise than the ledger.

\b
Exit codes: 0 nothing is wrong (files may be gone or changed, and a model may
say otherwise), 2 the command cannot be carried out, 3 something is wrong."""


class Format(StrEnum):
    """How findings are printed."""

    TABLE = "table"
    JSONL = "jsonl"


def verify(
    ledger: LedgerPath,
    deep: Annotated[
        bool, typer.Option("--deep", help="Also extract anew, and list what is otherwise.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="With --deep: begin after this article, as a run that was cut short tells.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="With --deep: so many articles at most."),
    ] = None,
    originals: Annotated[
        bool, typer.Option(help="Read the original files again, where they are still there.")
    ] = True,
    form: Annotated[Format, typer.Option("--format", "-f")] = Format.TABLE,
    threads: Threads = None,
) -> None:
    """Prove that a ledger holds what its texts and files say."""
    with guarded():
        from rich.console import Console

        from sayso.errors import UsageError
        from sayso.ledger import Ledger
        from sayso.rendering import linking

        if not deep and (since is not None or limit is not None):
            raise UsageError("--since and --limit are for --deep; give that, too")
        console = Console()
        with Ledger.open(ledger) as book:
            if since is not None:
                book.article(since)  # a wrong id is better told before the work than after
            with linking(shown=True) as watch:
                result = book.verify(watch, originals=originals)
            _tell_findings(result, form, console)
            if deep:
                _compare(book, ledger, since, limit, form, console, threads)
        if result.wrong:
            raise typer.Exit(SOME_FAILED)


def _tell_findings(result: Verification, form: Format, console: Console) -> None:
    from sayso.rendering import count, findings

    if form is Format.JSONL:
        for each in result.findings:
            typer.echo(json.dumps(each.to_dict(), ensure_ascii=False))
    elif result.findings:
        console.print(findings(result.findings))
    told = result.wrong + result.missing + result.changed + result.otherwise
    if told > len(result.findings):
        complain(f"{told - len(result.findings):,} more are not listed")
    complain(
        f"{count(result.articles, 'article')}, {count(result.statements, 'statement')} and"
        f" {count(result.interactions, 'interaction')} checked, {count(result.originals, 'file')}"
        f" read again: {result.wrong:,} wrong"
    )
    for number, what in (
        (result.missing, "not there any more"),
        (result.changed, "changed since the ledger was made"),
        (result.otherwise, "read otherwise by this version"),
    ):
        if number:
            complain(f"{count(number, 'original')} {what}")


def _compare(
    book: Ledger,
    path: Path,
    since: str | None,
    limit: int | None,
    form: Format,
    console: Console,
    threads: int | None,
) -> None:
    from sayso.extracting import Extractor
    from sayso.rendering import count, linking

    extractor = Extractor.load(threads=threads)
    articles, numbers, at = 0, {"gone": 0, "new": 0, "changed": 0}, since
    with linking(shown=True) as watch:
        try:
            for at, found in book.compare(extractor, watch, since=since, limit=limit):  # noqa: B007
                articles += 1
                for each in found:
                    numbers[each.what] += 1
                _tell_differences(found, form, console)
        except KeyboardInterrupt:
            if at is not None:
                complain(_go_on(path, at))
            raise
    told = ", ".join(f"{number:,} {what}" for what, number in numbers.items())
    complain(f"model {extractor.fingerprint} over {count(articles, 'article')}: {told}")
    if limit is not None and articles == limit and at is not None:
        complain(_go_on(path, at))


def _go_on(path: Path, at: str) -> str:
    return f"go on with: sayso verify --ledger {path} --deep --since {at}"


def _tell_differences(found: list[Difference], form: Format, console: Console) -> None:
    from sayso.rendering import differences

    if form is Format.JSONL:
        for each in found:
            typer.echo(json.dumps(each.to_dict(), ensure_ascii=False))
    elif found:
        console.print(differences(found))
