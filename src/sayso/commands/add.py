"""``sayso add``: articles and what is said in them, into a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.commands.grouping import grouped
from sayso.commands.inputs import How, Inputs, is_long, size_of
from sayso.commands.inputs import found as find_inputs
from sayso.commands.metering import Tally, read_metered
from sayso.commands.shared import SOME_FAILED, LedgerPath, complain, guarded, stand_back

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
It stands back behind other work of the machine, such as sayso serve.

\b
Exit codes: 0 all was read, 2 the command cannot be carried out,
3 some inputs could not be read (the others are in the ledger; sayso articles
--failed lists them)."""


@grouped
def add(
    inputs: Inputs,
    ledger: LedgerPath,
    again: Annotated[
        bool,
        typer.Option("--again", help="Also open files that were read to their end before."),
    ] = False,
    *,
    how: How,
) -> None:
    """Read articles and keep them, with who said what in them, in a ledger."""
    with guarded():
        from sayso.extracting import Extractor
        from sayso.ledger import Ledger, options_of
        from sayso.rendering import linking, progress

        stand_back()
        options, tally = how.options(), Tally()
        found = find_inputs(inputs, tally.fail)
        if not found:
            raise typer.Exit(SOME_FAILED)
        extractor = Extractor.load(threads=how.threads)
        kept = options_of(
            one_article=how.one_article, field=sorted(how.field or ()), encoding=how.encoding
        )
        with Ledger.open(ledger, write=True) as book:
            try:
                with book.writing("sayso add", model=extractor.fingerprint, options=kept) as writer:
                    done = [] if again else [each for each in found if writer.is_done(each.name)]
                    names = {each.name for each in done}
                    rest = [each for each in found if each.name not in names]
                    size = size_of(rest)
                    with progress(len(rest), size or 0, shown=is_long(size)) as meter:
                        for article in read_metered(rest, extractor, options, tally, meter, writer):
                            writer.add(article)
            except KeyboardInterrupt:
                raise KeyboardInterrupt(
                    f"after {_many(tally.articles, 'article')}; what was read is in the ledger,"
                    " and the same command goes on from there"
                ) from None
            with linking(shown=is_long(size)) as watch:
                book.link(watch)
            _tell(writer.added, len(done), tally)
        if tally.failed:
            raise typer.Exit(SOME_FAILED)


def _tell(added: Added, done: int, tally: Tally) -> None:
    parts = [
        f"{_many(added.articles, 'new article')} with {_many(added.statements, 'statement')}"
        f" and {_many(added.interactions, 'interaction')}"
    ]
    if added.known:
        parts.append(f"{added.known:,} were in the ledger already")
    if done:
        parts.append(f"{_many(done, 'file')} unchanged since the last time, not opened")
    complain("; ".join([*parts, *tally.trouble()]))


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
