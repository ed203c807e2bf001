"""A small internet on this machine, a clock that nobody waits for, and a quick extractor."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any, TypeAlias

from sayso.errors import InputError
from sayso.extracting import Extraction, Story
from sayso.ledger import Ledger
from sayso.records import Passage, Statement, digest, statement_id
from sayso.watching import Watch

Answer: TypeAlias = tuple[int, dict[str, str], bytes]


class FakeClock:
    """Time passes only when somebody waits."""

    def __init__(self, at: float = 1_800_000_000.0) -> None:
        self.at = at
        self.waits: list[float] = []

    def now(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        assert seconds >= 0
        self.waits.append(seconds)
        self.at += seconds


class Quick:
    """Takes each paragraph "WHO said that WHAT." for a statement."""

    fingerprint = "quick"

    def read_many(self, texts: Iterable[str | Story]) -> Iterator[Extraction]:
        for given in texts:
            text = given if isinstance(given, str) else given.text
            yield Extraction(list(_statements(text)), [])


def _statements(text: str) -> Iterator[Statement]:
    at = 0
    for line in text.split("\n"):
        who, cue, what = line.partition(" said that ")
        if cue and what:
            start = at + len(who)
            parts = [
                Passage.cut(text, [span])
                for span in (
                    (at, start),
                    (start + 1, start + 5),
                    (start + len(cue), at + len(line.rstrip("."))),
                )
            ]
            name = statement_id(digest(text), *[part.fragments for part in parts])
            yield Statement(name, parts[2], source=parts[0], cue=parts[1], confidence=0.9)
        at += len(line) + 1


class Internet(ThreadingHTTPServer):
    """Answers as it is told to, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Answer | Callable[[Any], Answer]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.posted: list[tuple[dict[str, str], bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Let that path have an answer; what headers are called has _ for -."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, named, data)
        return self.address + path

    def feed(self, path: str, *items: str, **headers: str) -> str:
        """Let that path be a feed of these items."""
        return self.put(path, rss(*items), 200, Content_Type="application/rss+xml", **headers)

    def count(self, path: str) -> int:
        return self.asked.count(path)


class _Handler(BaseHTTPRequestHandler):
    server: Internet

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        self._answer()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posted.append(
            ({name.lower(): value for name, value in self.headers.items()}, body)
        )
        self._answer()

    def _answer(self) -> None:
        found = self.server.pages.get(self.path, (404, {}, b"nothing"))
        status, headers, body = found(self) if callable(found) else found
        tag = headers.get("ETag")
        if tag is not None and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Watcher(Watch):
    """A watch that notes what went wrong."""

    def __init__(
        self, ledger: Ledger, clock: FakeClock, *urls: str, allow_private: bool = True
    ) -> None:
        self.errors: list[str] = []
        super().__init__(
            ledger,
            urls,
            Quick(),  # type: ignore[arg-type]
            every=900.0,
            allow_private=allow_private,
            on_error=self.note,
            clock=clock,
            random=Random(1),
        )

    def note(self, error: InputError) -> None:
        self.errors.append(str(error))


class Make:
    """Makes watches of one ledger, and closes them."""

    def __init__(self, ledger: Ledger, clock: FakeClock) -> None:
        self._ledger, self._clock = ledger, clock
        self.made: list[Watcher] = []

    def __call__(self, *urls: str, allow_private: bool = True) -> Watcher:
        made = Watcher(self._ledger, self._clock, *urls, allow_private=allow_private)
        self.made.append(made)
        return made


@contextmanager
def internet() -> Iterator[Internet]:
    with Internet() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>The Harbour Post</title><link>https://post.example/</link>"
        f"{''.join(items)}</channel></rss>"
    )


def teaser(number: int, link: str) -> str:
    """An entry whose article is on its page."""
    return (
        f"<item><guid>n{number}</guid><title>News {number}</title><link>{link}</link>"
        "<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>"
        "<description>In short.</description></item>"
    )


def whole(number: int) -> str:
    """An entry that has its article with it."""
    body = "".join(f"<p>{line}</p>" for line in story(number))
    return (
        f"<item><guid>w{number}</guid><title>Whole {number}</title>"
        f"<link>https://post.example/whole/{number}</link>"
        "<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


def page(number: int) -> str:
    body = "".join(f"<p>{line}</p>" for line in story(number))
    return (
        f"<html><head><title>News {number}</title></head>"
        f"<body><article><h1>News {number}</h1>{body}</article></body></html>"
    )


def story(number: int) -> list[str]:
    return [
        f"Mayor Ada Quill said that the bridge number {number} will be closed before the summer.",
        "The council of Larkhaven met on Monday for several hours, and many people of the town"
        " came to hear what would become of the bridge over the river and of the road to it.",
        f"Engineer Tom Reed said that the repair of bridge {number} would take at least two years.",
    ]
