"""New hits of saved searches, sent to who waits for them.

At least once: the mark of a search moves only after its webhook has taken what was sent,
so a stop in between sends the same again. ``Sayso-Delivery`` is the same then, too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, Final

from sayso._version import __version__
from sayso.errors import InputError, LedgerError, UsageError
from sayso.ledger import Arrivals, Ledger
from sayso.reading.web import told
from sayso.watching import saved
from sayso.watching.saved import SavedSearch
from sayso.watching.timing import MINUTE, Clock, backoff, retry_after

if TYPE_CHECKING:
    from sayso.reading.web import Fetcher

MOST: Final = 100
"""Hits in one request."""
_REQUESTS: Final = 20
"""To one webhook in one round; what is left comes in the next."""
_TRIES: Final = 3
_FIRST_WAIT: Final = 2.0
"""Seconds before the second try; the third comes after twice as many."""
_PATIENCE: Final = 10.0
"""Seconds that a server may ask to wait for within a round."""


class _UndeliveredError(Exception):
    def __init__(self, error: InputError, wait: float) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait
        """Seconds for which the server asks to be left alone."""


class Deliverer:
    """Sends what is new to webhooks."""

    def __init__(self, ledger: Ledger, fetcher: Fetcher, clock: Clock, random: Random) -> None:
        self._ledger = ledger
        self._fetcher = fetcher
        self._clock = clock
        self._random = random

    def deliver(self) -> tuple[int, list[InputError]]:
        """Send to all that may be called now.

        Returns:
            How many hits were taken, and what went wrong.
        """
        count = 0
        failures: list[InputError] = []
        for search in saved.waiting(self._ledger, self._clock.now()):
            try:
                for new in self._batches(search):
                    self._send(search, new)
                    saved.sent(self._ledger, search, new.last)
                    count += len(new.hits)
            except _UndeliveredError as error:
                wait = max(error.wait, backoff(MINUTE, search.failures + 1, self._random))
                self._failed(search, error.error, self._clock.now() + wait, failures)
            except LedgerError:
                raise
            except UsageError as error:  # an article or a person that it names is there no more
                problem = InputError(f"search {search.name}", str(error))
                due = self._clock.now() + backoff(MINUTE, search.failures + 1, self._random)
                self._failed(search, problem, due, failures)
        return count, failures

    def _failed(
        self, search: SavedSearch, error: InputError, due: float, failures: list[InputError]
    ) -> None:
        saved.failed(self._ledger, search, error.reason, due)
        failures.append(InputError(f"search {search.name}", error.reason))

    def _batches(self, search: SavedSearch) -> Iterator[Arrivals]:
        """What is new, so much at a time as is sent at once."""
        after = search.sent
        for _ in range(_REQUESTS):
            new = self._ledger.arrived(search.query, after=after, limit=MOST, **search.filters)
            if new.last > after:
                yield new
            if new.complete:
                return
            after = new.last

    def _send(self, search: SavedSearch, new: Arrivals) -> None:
        """Send, again if need be.

        Raises:
            _UndeliveredError: it was not taken.
        """
        if not new.hits:
            return
        assert search.webhook is not None
        body = json.dumps(payload(search, new), ensure_ascii=False).encode("utf-8", "replace")
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"sayso/{__version__} (webhook)",
            "Sayso-Search": search.name,
            "Sayso-Delivery": hashlib.blake2b(body, digest_size=12).hexdigest(),
            "Sayso-Signature": signature(search.secret or "", body),
        }
        for attempt in range(1, _TRIES + 1):
            asked: float | None = None
            try:
                answer = self._fetcher.post(search.webhook, body, headers)
            except InputError as error:
                problem = InputError(error.path, f"its webhook {search.webhook} {error.reason}")
            else:
                if 200 <= answer.status < 300:
                    return
                asked = retry_after(answer.headers.get("retry-after"), self._clock.now())
                problem = InputError(
                    search.webhook, f"its webhook {search.webhook} answers {told(answer.status)}"
                )
            if attempt == _TRIES or (asked or 0.0) > _PATIENCE:
                raise _UndeliveredError(problem, asked or 0.0)
            again = backoff(_FIRST_WAIT, attempt, self._random)
            self._clock.wait(max(again, asked or 0.0))


def payload(search: SavedSearch, new: Arrivals) -> dict[str, object]:
    """What is sent: the search, and its new hits in the shape that the API has."""
    return {
        "search": search.name,
        "query": search.query,
        "filters": dict(search.filters),
        "hits": [hit.to_dict() for hit in new.hits],
    }


def signature(secret: str, body: bytes) -> str:
    """What ``Sayso-Signature`` holds: only who has the secret can make it."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
