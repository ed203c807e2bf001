"""Addresses of pages and feeds → their bytes, politely and within bounds."""

from __future__ import annotations

import re
import ssl
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.robotparser import RobotFileParser

from sayso._version import __version__
from sayso.errors import InputError
from sayso.reading.addresses import resolve
from sayso.reading.bounds import Budget
from sayso.reading.inputs import Opened, Stream

if TYPE_CHECKING:
    import httpx

AGENT: Final = f"sayso/{__version__} (reads news articles; one page at a time)"
_ROBOT: Final = "sayso"
_LARGEST: Final = 20_000_000
"""Bytes of one page or feed, unpacked."""
_ROBOTS_LARGEST: Final = 500_000
_CONNECT, _READ, _ALTOGETHER = 10.0, 20.0, 60.0
"""Seconds."""
_REDIRECTS: Final = 5
_KEPT: Final = 16
"""Answers that are kept for asking again with their validator."""
_ODD: Final = re.compile(
    r"\s*(?:crawl-delay|request-rate)\s*:(?!\s*\d{1,9}(?:\s*/\s*\d{1,9})?\s*(?:#.*)?\Z)",
    re.ASCII | re.IGNORECASE,
)
"""Lines of a robots.txt that its parser falls over."""
_MOVED: Final = frozenset([301, 302, 303, 307, 308])


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; of an answer to ``post`` the body is not read."""

    status: int
    url: str
    """Where it came from, after all redirects."""
    body: bytes
    headers: httpx.Headers


class Fetcher:
    """Fetches for one run: remembers what sites allow, and pages it may be asked for again."""

    def __init__(
        self, *, allow_private: bool = False, pace: Callable[[str], object] | None = None
    ) -> None:
        """A fetcher that has asked nobody yet.

        Args:
            allow_private: also fetch from addresses that are not public.
            pace: told the host before each request, to wait as long as that needs.
        """
        self._allow_private = allow_private
        self._pace = pace
        self._robots: dict[str, RobotFileParser] = {}
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._client: httpx.Client | None = None

    def close(self) -> None:
        """Let the connections go."""
        if self._client is not None:
            self._client.close()
            self._client = None

    @contextmanager
    def opened(self, url: str) -> Iterator[Opened]:
        """The bytes at that address.

        Raises:
            InputError: it may not or cannot be fetched.
        """
        answer = self._fetch(url, lambda address: _validators(self._kept.get(address)))
        if answer.status == 304 and answer.url in self._kept:
            answer = self._kept[answer.url]
        elif answer.status == 200:
            self._keep(answer.url, answer)
        else:
            raise InputError(url, f"cannot be fetched: the server answers {told(answer.status)}")
        yield opened_answer(url, answer)

    def ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Whatever the server answers, redirects followed; for who keeps validators himself.

        Raises:
            InputError: it may not be fetched, or there is no answer.
        """
        return self._fetch(url, lambda _: headers)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """What the server answers to what is sent to it; redirects are not followed.

        Raises:
            InputError: it may not be sent there, or there is no answer.
        """
        with self._answering(url, url, headers, body) as answer:
            return Answer(answer.status_code, url, b"", answer.headers)

    def delay(self, url: str) -> float:
        """Seconds between two requests that the site's robots.txt asks for, 0 if none."""
        import httpx

        try:
            parts = httpx.URL(url)
        except httpx.InvalidURL:
            return 0.0
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc.decode('ascii')}")
        return float(rules.crawl_delay(_ROBOT) or 0) if rules is not None else 0.0

    def _fetch(self, url: str, known: Callable[[str], Mapping[str, str]]) -> Answer:
        deadline = time.monotonic() + _ALTOGETHER
        address = url
        for _ in range(_REDIRECTS + 1):
            self._ask_leave(url, address, deadline)
            answer = self._get(url, address, deadline, _LARGEST, known(address))
            if answer.status not in _MOVED or "location" not in answer.headers:
                return answer
            address = _joined(address, answer.headers["location"])
        raise InputError(url, f"cannot be fetched: more than {_REDIRECTS} redirects")

    def _keep(self, address: str, answer: Answer) -> None:
        if answer.status == 200 and _validators(answer):
            self._kept[address] = answer
            self._kept.move_to_end(address)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def _ask_leave(self, url: str, address: str, deadline: float) -> None:
        import httpx

        try:
            parts = httpx.URL(address)
        except httpx.InvalidURL as error:
            raise InputError(url, f"is not an address: {str(error).lower()}") from error
        site = f"{parts.scheme}://{parts.netloc.decode('ascii')}"
        rules = self._robots.get(site)
        if rules is None:
            rules = self._robots[site] = self._rules(url, f"{site}/robots.txt", deadline)
        if not rules.can_fetch(_ROBOT, address):
            raise InputError(
                url,
                "may not be fetched: the site's robots.txt asks programs not to; save the page"
                " with a browser and read the file",
            )

    def _rules(self, url: str, address: str, deadline: float) -> RobotFileParser:
        rules = RobotFileParser(address)
        answer = self._get(url, address, deadline, _ROBOTS_LARGEST, {})
        for _ in range(_REDIRECTS):
            if answer.status not in _MOVED or "location" not in answer.headers:
                break
            target = _joined(address, answer.headers["location"])
            answer = self._get(url, target, deadline, _ROBOTS_LARGEST, {})
        if answer.status >= 500:  # RFC 9309: a site that cannot say what it allows allows nothing
            raise InputError(
                url, f"was not fetched: its robots.txt answers {told(answer.status)}; try later"
            )
        text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
        rules.parse(line for line in text.splitlines() if not _ODD.match(line))
        return rules

    def _get(
        self, url: str, address: str, deadline: float, largest: int, headers: Mapping[str, str]
    ) -> Answer:
        """One answer to one request, redirects not followed."""
        with self._answering(url, address, headers) as answer:
            body = bytearray()
            for piece in answer.iter_bytes(1 << 16):
                body += piece
                if len(body) > largest:
                    raise InputError(
                        url, f"is larger than {largest / 1e6:.3g} MB; no page or feed needs that"
                    )
                if time.monotonic() > deadline:
                    raise InputError(
                        url, f"cannot be fetched: it took more than {_ALTOGETHER:.0f} seconds"
                    )
            return Answer(answer.status_code, address, bytes(body), answer.headers)

    @contextmanager
    def _answering(
        self, url: str, address: str, headers: Mapping[str, str], content: bytes | None = None
    ) -> Iterator[httpx.Response]:
        """The answer to one request, its body not read yet; with content, that is posted.

        The request goes to the very network address that was looked at, under
        the name of the host: a second look-up could give another.
        """
        import httpx

        try:
            target = httpx.URL(address)
            if target.scheme not in ("http", "https") or not target.host:
                raise InputError(url, f"cannot be fetched: it leads to {address}, no web address")
            port = target.port or (443 if target.scheme == "https" else 80)
            ip = resolve(url, target.host, port, allow_private=self._allow_private)
            if self._pace is not None:
                self._pace(target.host)
            request = self._open_client().build_request(
                "GET" if content is None else "POST",
                target.copy_with(host=ip, username=None, password=None),
                content=content,
                headers={**headers, "Host": target.netloc.decode("ascii")},
                extensions={"sni_hostname": target.host},
            )
            answer = self._open_client().send(request, stream=True)
            try:
                yield answer
            finally:
                answer.close()
        except httpx.TimeoutException as error:
            raise InputError(
                url, "cannot be fetched: the server does not answer; try later"
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, ValueError) as error:
            raise InputError(
                url, f"cannot be fetched: {str(error).lower() or type(error).__name__}"
            ) from error

    def _open_client(self) -> httpx.Client:
        import httpx

        if self._client is None:
            # A proxy from the environment would look up hosts itself, unchecked.
            self._client = httpx.Client(
                headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
                timeout=httpx.Timeout(_READ, connect=_CONNECT),
                follow_redirects=False,
                trust_env=False,
            )
        return self._client


def opened_answer(url: str, answer: Answer) -> Opened:
    """What was answered to a request for ``url``, to be read."""
    body = memoryview(answer.body)
    position = 0

    def pull(size: int) -> bytes:
        nonlocal position
        piece = bytes(body[position : position + size])
        position += len(piece)
        budget.read += len(piece)
        return piece

    budget = Budget(url)
    charset = _charset(answer.headers.get("content-type", ""))
    return Opened(url, Stream(pull), budget, charset=charset, url=answer.url)


def _joined(address: str, location: str) -> str:
    import httpx

    try:
        return str(httpx.URL(address).join(location))
    except (httpx.InvalidURL, ValueError):
        raise InputError(address, "cannot be fetched: it is redirected to no address") from None


def _validators(answer: Answer | None) -> dict[str, str]:
    """What to ask with whether a page is still the one we have."""
    if answer is None:
        return {}
    found = {
        "If-None-Match": answer.headers.get("etag"),
        "If-Modified-Since": answer.headers.get("last-modified"),
    }
    return {name: value for name, value in found.items() if value}


def _charset(content_type: str) -> str | None:
    _, _, rest = content_type.lower().partition("charset=")
    return rest.split(";")[0].strip(" \"'") or None


def told(status: int) -> str:
    """A status with its name: ``404 (not found)``."""
    from http import HTTPStatus

    try:
        return f"{status} ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return str(status)
