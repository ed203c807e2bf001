"""Articles of one round into the ledger, a few at a time, so that others see them soon."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from sayso._api import extracted
from sayso.errors import InputError
from sayso.ledger import Added, Ledger, Writer, options_of
from sayso.records import Article
from sayso.watching.timing import Clock

if TYPE_CHECKING:
    from sayso.extracting import Extractor

_BATCH: Final = 16
"""Articles that are read and written together."""
_PATIENCE: Final = 10.0
"""Seconds after which what has come is written, however little."""


class Intake:
    """Takes the articles of one round. What it was told to do after them, it does after them."""

    def __init__(self, ledger: Ledger, extractor: Extractor, clock: Clock) -> None:
        self._ledger = ledger
        self._extractor = extractor
        self._clock = clock
        self._stack = ExitStack()
        self._opened: Writer | None = None
        self._articles: list[Article] = []
        self._afterwards: list[Callable[[], object]] = []
        self._since = 0.0

    @property
    def added(self) -> Added:
        """What has come into the ledger so far."""
        return self._opened.added if self._opened else Added()

    def take(self, article: Article) -> None:
        """One more article, to be written soon."""
        if not self._articles:
            self._since = self._clock.now()
        self._articles.append(article)

    def afterwards(self, act: Callable[[], object]) -> None:
        """Something to do when all that was taken so far is in the ledger."""
        self._afterwards.append(act)

    def fail(self, error: InputError) -> None:
        """Note what could not be read."""
        self._writer().fail(error)

    def store_if_time(self) -> None:
        """Write what was taken if it is enough or has waited for long."""
        waited = self._clock.now() - self._since
        if len(self._articles) >= _BATCH or (self._articles and waited > _PATIENCE):
            self.store()

    def store(self) -> None:
        """Write all that was taken."""
        articles = iter(self._articles)
        while batch := list(islice(articles, _BATCH)):
            writer = self._writer()
            for article in extracted(iter(batch), self._extractor, writer.has):
                writer.add(article)
            writer.flush()
            self._ledger.link()
        self._articles = []
        acts, self._afterwards = self._afterwards, []
        for act in acts:
            act()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def _writer(self) -> Writer:
        if self._opened is None:  # most rounds bring nothing, and leave no trace
            options = options_of()
            model = self._extractor.fingerprint
            self._opened = self._stack.enter_context(
                self._ledger.writing("sayso watch", model=model, options=options)
            )
        return self._opened
