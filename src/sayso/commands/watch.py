"""``sayso watch``: feeds, polled again and again, into a ledger."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from sayso.commands.inputs import AllowPrivate
from sayso.commands.shared import SOME_FAILED, LedgerPath, Threads, complain, guarded, stand_back
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.watching import Round

EXAMPLES: Final = """\b
Examples:
  sayso watch feeds.opml --ledger politics.sayso
  sayso watch https://example.org/feed.xml https://example.com/rss --every 1h
  sayso watch feeds.opml --once

\b
What is new appears at once on a site over the same ledger (sayso serve). Searches
that are kept under a name (sayso searches add) are told of it by a webhook.

\b
Exit codes: 0 stopped by Ctrl-C or a signal, or with --once everything was read,
2 the command cannot be carried out, 3 with --once some things could not be read."""


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEEDS…",
            help="Addresses of feeds (RSS, Atom), and OPML files that list some.",
            show_default=False,
        ),
    ],
    ledger: LedgerPath,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="Between two rounds: 15m, 1h30m, 1d.")
    ] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round, then stop.")] = False,
    allow_private: AllowPrivate = False,
    threads: Threads = None,
) -> None:
    """Read what is new in feeds, again and again, into a ledger."""
    with guarded():
        from sayso.extracting import Extractor
        from sayso.ledger import Ledger
        from sayso.watching import Watch, alone, interval
        from sayso.watching import feeds as listed

        stand_back()
        pause, urls = interval(every), listed(feeds)
        extractor = Extractor.load(threads=threads)
        with Ledger.open(ledger, write=True) as book, alone(ledger):
            watching = Watch(
                book, urls, extractor, every=pause, allow_private=allow_private, on_error=_report
            )
            with closing(watching):
                if once:
                    done = watching.round()
                    complain(_told(done))
                    if done.failed:
                        raise typer.Exit(SOME_FAILED)
                    return
                complain(f"watching {_many(len(urls), 'feed')} every {every} (stop with Ctrl+C)")
                try:
                    with _stoppable():
                        watching.run(_tell)
                except KeyboardInterrupt:
                    complain("stopped; what was read is in the ledger")


@contextmanager
def _stoppable() -> Iterator[None]:
    """The signal that services are stopped with does what Ctrl-C does."""

    def stop(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _report(error: InputError) -> None:
    complain(str(error))


def _tell(done: Round) -> None:
    # In the log of a service only what has happened is of interest.
    if sys.stderr.isatty():
        complain(f"{time.strftime('%H:%M')} {_told(done)}")
    elif done.articles or done.sent:
        complain(_told(done))


def _told(done: Round) -> str:
    asked = f"{_many(done.asked, 'feed')} asked" if done.asked else "no feed is due yet"
    if done.unchanged:
        asked += f" ({done.unchanged:,} unchanged)"
    parts = [
        asked,
        f"{_many(done.articles, 'new article')} with {_many(done.statements, 'statement')}",
    ]
    if done.sent:
        parts.append(f"{_many(done.sent, 'statement')} sent to webhooks")
    if done.failed:
        parts.append(f"{done.failed:,} failed (see above)")
    return "; ".join(parts)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
