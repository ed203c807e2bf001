"""One question to one server, and what its answer means for who wants to come again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sayso.errors import InputError
from sayso.reading.web import told
from sayso.watching.timing import Clock, retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.reading.web import Answer, Fetcher

_GONE: Final = 410
_FOR_GOOD: Final = frozenset([401, 403, 404, 410, 451])
"""Answers that will be the same in an hour."""


class RefusedError(InputError):
    """A server did not give what was asked for."""

    def __init__(self, url: str, status: int, wait: float | None) -> None:
        super().__init__(url, f"cannot be fetched: the server answers {told(status)}")
        self.wait = wait
        """Seconds for which it asks to be left alone, None if it says nothing."""
        self.is_gone = status == _GONE
        """Whether it says that there will never be anything again."""
        self.is_final = status in _FOR_GOOD
        """Whether it makes no sense to ask again soon."""


def ask(fetcher: Fetcher, url: str, headers: Mapping[str, str], clock: Clock) -> Answer | None:
    """What a server has at that address; None if that is not newer than the validators.

    Raises:
        RefusedError: it answers that it has nothing.
        InputError: it may not be asked, or does not answer.
    """
    answer = fetcher.ask(url, headers)
    if answer.status == 304 and headers:
        return None
    if answer.status != 200:
        wait = retry_after(answer.headers.get("retry-after"), clock.now())
        raise RefusedError(url, answer.status, wait)
    return answer


def host_of(url: str) -> str:
    """The host of an address, as the fetcher names it; nothing if there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
