"""``sayso add``: articles and what is said in them, into a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso._api import read_inputs
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
from sayso.commands.shared import SOME_FAILED, LedgerPath, Threads, complain, guarded
from sayso.errors import InputError
from sayso.reading import Input, Options, check

if TYPE_CHECKING:
    from sayso.ledger import Added

EXAMPLES: Final = """\b
Examples:
  sayso add news/ --ledger politics.sayso
  sayso add "saved/**/*.html" CC-NEWS-20240101.warc.gz --ledger politics.sayso
  export SAYSO_LEDGER=politics.sayso; sayso add https://example.org/feed.xml

\b
The same command again goes on where it stopped: texts that are in the ledger
are not read twice, files that were read to their end are not opened.

\b
Exit codes: 0 all was read, 2 the command cannot be carried out,
3 some inputs could not be read (the others are in the ledger)."""


def add(
    inputs: Inputs,
    ledger: LedgerPath,
    again: Annotated[
        bool,
        typer.Option("--again", help="Also open files that were read to their end before."),
    ] = False,
    one_article: OneArticle = False,
    field: Fields = None,
    encoding: Encoding = None,
    allow_private: AllowPrivate = False,
    threads: Threads = None,
) -> None:
    """Read articles and keep them, with who said what in them, in a ledger."""
    with guarded():
        from sayso.extracting import Extractor
        from sayso.ledger import Ledger, options_of
        from sayso.rendering import linking, progress

        options = check(Options(one_article, pairs(field or ()), encoding, allow_private))
        failed = 0

        def report(error: InputError) -> None:
            nonlocal failed
            failed += 1
            complain(str(error))

        found = find_inputs(inputs, report)
        if not found:
            raise typer.Exit(SOME_FAILED)
        extractor = Extractor.load(threads=threads)
        kept = options_of(one_article=one_article, field=sorted(field or ()), encoding=encoding)
        foreign: Counter[str] = Counter()
        with Ledger.open(ledger, write=True) as book:
            with book.writing("sayso add", model=extractor.fingerprint, options=kept) as writer:
                done = [] if again else [each for each in found if writer.is_done(each.name)]
                names = {each.name for each in done}
                rest = [each for each in found if each.name not in names]
                size = size_of(rest)
                shown = size is None or size >= LONG
                with progress(len(rest), size or 0, shown=shown) as meter:

                    def begun() -> Iterator[Input]:
                        for each in rest:
                            meter.begin()
                            writer.begin(each.name)
                            yield each

                    def go_on(error: InputError) -> None:
                        meter.clear()
                        report(error)
                        meter.fail()
                        writer.fail(error)

                    for article in read_inputs(
                        begun(), extractor, options, go_on, meter.take, writer.has
                    ):
                        writer.add(article)
                        foreign.update([article.language] if article.language != "en" else [])
                        meter.advance(len(article.text.split()), len(article.statements))
            with linking(shown=shown) as watch:
                book.link(watch)
            _tell(writer.added, len(done), failed, foreign)
        if failed:
            raise typer.Exit(SOME_FAILED)


def _tell(added: Added, done: int, failed: int, foreign: Counter[str]) -> None:
    parts = [
        f"{_many(added.articles, 'new article')} with {_many(added.statements, 'statement')}"
        f" and {_many(added.interactions, 'interaction')}"
    ]
    if added.known:
        parts.append(f"{added.known:,} were in the ledger already")
    if done:
        parts.append(f"{_many(done, 'file')} unchanged since the last time, not opened")
    if failed:
        parts.append(f"{failed:,} could not be read (see above)")
    if foreign:
        each = ", ".join(f"{count:,} {language}" for language, count in foreign.most_common(5))
        parts.append(f"{foreign.total():,} not in English and not extracted from ({each})")
    complain("; ".join(parts))


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
