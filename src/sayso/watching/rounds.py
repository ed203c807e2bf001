"""Round after round: ask every feed that is due, read what is new, keep it, tell who waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Final

import apsw

from sayso.errors import InputError, LedgerError
from sayso.ledger import Ledger
from sayso.reading import articles_at, articles_of, entries_in
from sayso.watching.asking import RefusedError, ask, host_of
from sayso.watching.delivering import Deliverer
from sayso.watching.intake import Intake
from sayso.watching.keeping import Feed, Feeds, Page
from sayso.watching.pacing import Agenda, Pacer
from sayso.watching.timing import DAY, Clock, SystemClock, backoff, jittered

if TYPE_CHECKING:
    from sayso.extracting import Extractor
    from sayso.reading.feeds import Entry
    from sayso.reading.web import Answer, Fetcher

_MOST: Final = 500
"""Entries of one feed that are looked at; the first ones are the latest."""
_REVIVED: Final = 30 * DAY
"""Seconds after which a feed that is gone for good is asked once more."""
_REMEMBERED: Final = DAY
"""Seconds for which it is remembered what a site's robots.txt allows."""


@dataclass(slots=True)
class Round:
    """What one round has brought."""

    asked: int = 0
    """Feeds."""
    unchanged: int = 0
    """Feeds that had nothing newer."""
    articles: int = 0
    statements: int = 0
    sent: int = 0
    """Statements that were sent to webhooks."""
    failed: int = 0
    """Feeds, pages and webhooks that did not do as they should."""


class Watch:
    """Watches feeds for one ledger, which it alone uses meanwhile."""

    def __init__(
        self,
        ledger: Ledger,
        feeds: Sequence[str],
        extractor: Extractor,
        *,
        every: float,
        allow_private: bool = False,
        on_error: Callable[[InputError], object],
        clock: Clock | None = None,
        random: Random | None = None,
    ) -> None:
        """A watch that has not begun.

        Args:
            ledger: open for writing.
            feeds: their addresses.
            extractor: finds the statements.
            every: seconds between two rounds.
            allow_private: also fetch from, and send to, addresses that are not public.
            on_error: told what could not be fetched, read or sent.
            clock: what time it is; else the one on the wall.
            random: what waits differ by.
        """
        self._ledger = ledger
        self._urls = feeds
        self._extractor = extractor
        self._every = every
        self._allow_private = allow_private
        self._on_error = on_error
        self._clock = clock or SystemClock()
        self._random = random or Random()  # nothing secret hangs on it
        self._feeds = Feeds(ledger)
        self._pacer = Pacer(self._clock)
        self._fetcher: Fetcher | None = None
        self._renew_at = 0.0

    def run(self, told: Callable[[Round], object]) -> None:
        """Go on until somebody stops it.

        Args:
            told: what each round has brought, at its end.

        Raises:
            LedgerError: the ledger cannot be written to, not only just now.
        """
        while True:
            try:
                told(self.round())
            except LedgerError as error:
                if not isinstance(error.__context__, apsw.BusyError):
                    raise
                # A large load holds the ledger for long; what was missed is still to be read.
                self._on_error(
                    InputError(
                        str(self._ledger.path),
                        "is being written to by another process; the round was cut short",
                    )
                )
            self._clock.wait(jittered(self._every, self._random))

    def close(self) -> None:
        """Let the connections go."""
        if self._fetcher is not None:
            self._fetcher.close()
            self._fetcher = None

    def round(self) -> Round:
        """Ask every feed that is due, read what is new, and send it to who waits for it.

        Raises:
            LedgerError: the ledger cannot be written to.
        """
        done = Round()
        fetcher = self._renewed()
        self._pacer.forget()
        now = self._clock.now()
        agenda: Agenda[Feed | Page] = Agenda(self._pacer)
        due = self._feeds.due(self._urls, now)
        self._random.shuffle(due)
        jobs: list[Feed | Page] = [*due, *self._feeds.waiting(self._urls, now)]
        for job in jobs:
            agenda.add(host_of(job.url), job)
        with Intake(self._ledger, self._extractor, self._clock) as intake:
            for host, job in agenda:
                try:
                    if isinstance(job, Feed):
                        done.asked += 1
                        self._poll(job, fetcher, agenda, intake, done)
                    else:
                        self._visit(job, fetcher, intake)
                except InputError as error:
                    self._failed(job, error, intake, done)
                    if isinstance(error, RefusedError) and error.wait is not None:
                        agenda.drop(host)
                self._pacer.touch(host, fetcher.delay(job.url) if host else 0.0)
                intake.store_if_time()
            intake.store()
            done.articles, done.statements = intake.added.articles, intake.added.statements
        sender = Deliverer(self._ledger, fetcher, self._clock, self._random)
        done.sent, failures = sender.deliver()
        for failure in failures:
            done.failed += 1
            self._on_error(failure)
        return done

    def _poll(
        self, feed: Feed, fetcher: Fetcher, agenda: Agenda[Feed | Page], intake: Intake, done: Round
    ) -> None:
        """Ask for a feed: what it has in full is taken, what it has not goes on the agenda."""
        known = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
        headers = {name: value for name, value in known.items() if value}
        answer = ask(fetcher, feed.url, headers, self._clock)
        now = self._clock.now()
        if answer is None:
            done.unchanged += 1
            self._feeds.answered(feed, now, feed.problem if not feed.failures else None)
            return
        entries, broken = _read(feed.url, answer)
        news = self._feeds.news(feed, entries, now)
        for key, raw in news.whole:
            for article in articles_of(raw):
                intake.take(article)
            intake.afterwards(lambda key=key: self._feeds.read([key]))  # type: ignore[misc]
        for page in news.pages:
            agenda.add(host_of(page.url), page)
        if broken is not None and not entries:
            raise broken
        self._feeds.answered(feed, now, broken.reason if broken else None)
        if broken is not None and broken.reason != feed.problem:
            # Many a feed is never well-formed, and yet read: that is told once.
            done.failed += 1
            self._note(InputError(feed.url, broken.reason), intake)
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        intake.afterwards(lambda: self._feeds.settle(feed, etag, modified))

    def _visit(self, page: Page, fetcher: Fetcher, intake: Intake) -> None:
        """Read the page of an entry."""
        answer = ask(fetcher, page.url, {}, self._clock)
        assert answer is not None, "without validators nothing is unchanged"
        found = list(articles_at(page.url, answer, page.known))
        articles = [each for each in found if not isinstance(each, InputError)]
        if not articles:
            raise _UnreadableError.of(page.url, found)
        for article in articles:
            intake.take(article)
        intake.afterwards(lambda: self._feeds.read([page.key]))

    def _failed(self, job: Feed | Page, error: InputError, intake: Intake, done: Round) -> None:
        done.failed += 1
        now = self._clock.now()
        asked = error.wait if isinstance(error, RefusedError) else None
        if isinstance(job, Feed):
            wait = max(asked or 0.0, backoff(self._every, job.failures + 1, self._random))
            if isinstance(error, RefusedError) and error.is_gone:
                wait = _REVIVED
                error = InputError(error.path, "is gone for good, says the server: take it off")
            self._feeds.failed(job, error.reason, now + wait)
        else:
            wait = max(asked or 0.0, backoff(self._every, job.tries + 1, self._random))
            for_good = isinstance(error, _UnreadableError) or (
                isinstance(error, RefusedError) and error.is_final
            )
            self._feeds.missed(job, None if for_good else now + wait)
        # Under the address that was asked for: when it is read at last, that is found again.
        self._note(InputError(job.url, error.reason), intake)

    def _note(self, error: InputError, intake: Intake) -> None:
        intake.fail(error)
        self._on_error(error)

    def _renewed(self) -> Fetcher:
        from sayso.reading.web import Fetcher

        now = self._clock.now()
        if self._fetcher is None or now >= self._renew_at:
            self.close()
            self._fetcher = Fetcher(allow_private=self._allow_private, pace=self._pacer.wait)
            self._renew_at = now + _REMEMBERED
        return self._fetcher


class _UnreadableError(InputError):
    """A page that is there, but has no article."""

    @classmethod
    def of(cls, url: str, found: Sequence[object]) -> _UnreadableError:
        first = next((each for each in found if isinstance(each, InputError)), None)
        return cls(url, first.reason if first else "has no article")


def _read(url: str, answer: Answer) -> tuple[list[Entry], InputError | None]:
    """The entries of a feed, and what is wrong with it, if anything is.

    Raises:
        InputError: nothing of it can be read.
    """
    found: list[Entry] = []
    broken: InputError | None = None
    for each in islice(entries_in(url, answer), _MOST):
        if isinstance(each, InputError):
            broken = each
        else:
            found.append(each)
    return found, broken
