import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.reading import Options, addresses, articles, find, web
from sayso.reading.addresses import is_public, resolve
from sayso.records import Article

DATA = Path(__file__).parent.parent / "data" / "reading"


class Site(BaseHTTPRequestHandler):
    """A small site; what it was asked for is noted."""

    asked: list[tuple[str, dict[str, str]]] = []  # noqa: RUF012  # emptied for each test
    robots = b""
    robots_status = 200

    def do_GET(self) -> None:
        self.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
        page = (DATA / "page.html").read_bytes()
        headers = {"Content-Type": "text/html; charset=utf-8"}
        match self.path.split("?")[0]:
            case "/robots.txt":
                self.answer(self.robots_status, self.robots, {"Content-Type": "text/plain"})
            case "/page" if self.headers.get("If-None-Match") == '"v1"':
                self.answer(304, b"", {"ETag": '"v1"'})
            case "/page":
                self.answer(200, page, {**headers, "ETag": '"v1"'})
            case "/packed":
                self.answer(200, gzip.compress(page), {**headers, "Content-Encoding": "gzip"})
            case "/bomb":
                bomb = gzip.compress(bytes(60_000_000))
                self.answer(200, bomb, {**headers, "Content-Encoding": "gzip"})
            case "/feed":
                self.answer(200, (DATA / "feed.rss").read_bytes(), {"Content-Type": "text/xml"})
            case "/moved":
                self.answer(301, b"", {"Location": "/page"})
            case "/round":
                self.answer(302, b"", {"Location": "/round"})
            case "/file":
                self.answer(302, b"", {"Location": "file:///etc/passwd"})
            case "/away":
                self.answer(302, b"", {"Location": "http://10.0.0.1/"})
            case "/windows":
                text = (
                    "<html><body><p>" + "“Café,” said Quill. " * 20 + "</p><p>x</p></body></html>"
                )
                self.answer(
                    200, text.encode("cp1252"), {"Content-Type": "text/html; charset=windows-1252"}
                )
            case _:
                self.answer(404, b"nothing", headers)

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Site, "asked", [])
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def read(*urls: str, allow_private: bool = True) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    options = Options(allow_private=allow_private)
    return list(articles(find(urls), options, errors.append)), [str(error) for error in errors]


def test_a_page(site: str) -> None:
    (article,), errors = read(f"{site}/page")
    assert article.text.startswith("The council of Larkhaven voted")
    assert article.origin
    assert article.origin.path == f"{site}/page"
    assert not errors
    paths = [path for path, _ in Site.asked]
    assert paths == ["/robots.txt", "/page"]
    assert all(headers["user-agent"].startswith("sayso/") for _, headers in Site.asked)
    assert all(headers["host"] == site.removeprefix("http://") for _, headers in Site.asked)


def test_a_packed_page_and_one_in_another_encoding(site: str) -> None:
    found, errors = read(f"{site}/packed", f"{site}/windows")
    assert not errors
    assert "council of Larkhaven" in found[0].text
    assert "“Café,” said Quill." in found[1].text


def test_a_feed(site: str) -> None:
    found, _ = read(f"{site}/feed")
    assert [each.title for each in found] == ["School roof leaks again", "Bridge to open in June"]


def test_a_redirect_is_followed_a_few_times(site: str) -> None:
    (article,), _ = read(f"{site}/moved")
    assert "council of Larkhaven" in article.text
    _, (error,) = read(f"{site}/round")
    assert error == f"{site}/round: cannot be fetched: more than 5 redirects"


def test_a_page_is_asked_for_again_only_if_it_has_changed(site: str) -> None:
    found, errors = read(f"{site}/page", f"{site}/page")
    assert len(found) == 2
    assert found[1].duplicate_of == found[0].id
    assert not errors
    assert [path for path, _ in Site.asked] == ["/robots.txt", "/page", "/page"]
    assert Site.asked[2][1]["if-none-match"] == '"v1"'


def test_robots_are_obeyed(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Site, "robots", b"User-agent: *\nDisallow: /page\n")
    found, (error,) = read(f"{site}/page", f"{site}/packed")
    assert len(found) == 1
    assert "robots.txt asks programs not to" in error
    monkeypatch.setattr(Site, "robots_status", 503)
    assert "its robots.txt answers 503" in read(f"{site}/page")[1][0]
    monkeypatch.setattr(Site, "robots_status", 404)
    assert not read(f"{site}/page")[1]


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/nothing", "the server answers 404 (not found)"),
        ("/bomb", "is larger than 20 MB"),
        ("/file", "no web address"),
    ],
)
def test_what_cannot_be_fetched(site: str, path: str, complaint: str) -> None:
    found, (error,) = read(f"{site}{path}")
    assert not found
    assert error.startswith(f"{site}{path}: ")
    assert complaint in error


def test_private_addresses_are_refused_without_a_request(site: str) -> None:
    found, (error,) = read(f"{site}/page", allow_private=False)
    assert not found
    assert "leads to 127.0.0.1, which is not a public address; --allow-private" in error
    assert Site.asked == []


def test_a_redirect_to_a_private_address_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        addresses, "is_public", lambda address: address == "127.0.0.1" or is_public(address)
    )
    _, (error,) = read(f"{site}/away", allow_private=False)
    assert "leads to 10.0.0.1" in error


def test_a_name_that_changes_its_mind_leads_nowhere_else(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look-up is used as it was checked: there is no second one to answer otherwise."""
    port = int(site.rpartition(":")[2])
    asked: list[str] = []

    def look_up(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    connected: list[str] = []
    connect = socket.create_connection

    def note(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
        connected.append(address[0])
        return connect(address, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", note)
    (article,), errors = read(f"http://news.example:{port}/page")
    assert article.text
    assert not errors
    assert set(connected) == {"127.0.0.1"}
    assert Site.asked[1][1]["host"] == f"news.example:{port}"


def test_one_private_address_among_many_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "192.168.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(InputError, match=r"192\.168\.0\.1"):
        resolve("http://x/", "x", 80, allow_private=False)
    assert resolve("http://x/", "x", 80, allow_private=True) == "93.184.216.34"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url", ["http://", "https://[", "http://a b/", "http://x:99999999/", "http://\u2603.invalid/"]
)
def test_what_is_no_address(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    found, (error,) = read(url)
    assert not found
    assert error.startswith(url)


def test_a_server_that_is_slow_is_given_up(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_ALTOGETHER", -1.0)
    assert "it took more than" in read(f"{site}/page")[1][0]


def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    assert "cannot be fetched" in read(url)[1][0]
