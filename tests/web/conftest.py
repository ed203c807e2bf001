"""A small ledger that has something for every page, and the site over it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("fastapi")

import uvicorn
from fastapi.testclient import TestClient

from sayso.ledger import Ledger
from sayso.records import Article
from sayso.web import Settings, create_app
from sayso.web.serving import listen
from tests.ledger.linked import printed
from tests.made import made_article, rich_article

Open = Callable[..., TestClient]


def articles() -> list[Article]:
    """Two outlets that print the same, a denial, an article of every field, and months apart."""
    safe = "the old harbour bridge over the river Lorn is safe for lorries of forty tonnes"
    found = [
        printed("The Harbour Post", "2026-01-05", ("Ada Quill", "said", safe)),
        printed("Lorn Gazette", "2026-01-06", ("Ada Quill", "said", safe + " and buses")),
        printed(
            "Lorn Gazette",
            "2026-02-07",
            ("Tom Reed", "denied", safe),
            ("Tom Reed", "added", "Ada Quill had read no report on the harbour bridge"),
            stances={"denied": "denies"},
        ),
        printed(
            "The Harbour Post",
            "2026-03-08",
            (
                "Ira Moss",
                "alleged",
                "Mayor Quill took bribes from the builders of the Haven bridge",
            ),
            ("Ada Quill", "denied", "she took bribes from the builders of the bridge"),
            stances={"denied": "denies"},
        ),
        printed("The Harbour Post", "2026-03-09", ("An official", "warned", "ferries would stop")),
        replace(rich_article(), duplicate_of=None, similarity=None),
    ]
    return found


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "harbour.sayso"
    with Ledger.open(path, write=True) as ledger:
        ledger.add(articles())
    return path


@pytest.fixture
def path(kept: Path, tmp_path: Path) -> Path:
    """A ledger that a test may change."""
    return Path(shutil.copy(kept, tmp_path / "harbour.sayso"))


@pytest.fixture
def open_site() -> Iterator[Open]:
    """A client for a site with these settings; it follows no redirects."""
    clients: list[TestClient] = []

    def opened(ledger: Path | None = None, **more: object) -> TestClient:
        app = create_app(Settings(ledger, **more))  # type: ignore[arg-type]
        client = TestClient(
            app,
            base_url="http://127.0.0.1:8765",
            follow_redirects=False,
            raise_server_exceptions=False,
        )
        client.__enter__()
        clients.append(client)
        return client

    yield opened
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def client(path: Path, open_site: Open) -> TestClient:
    return open_site(path)


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of a site that really answers."""
    sockets = listen("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings), log_level="warning", ws="none", access_log=False)
    )
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    sockets[0].close()


def hostile_article() -> Article:
    """An article that tries to be more than text."""
    evil = "<script>alert(1)</script>\u202eevil\u2066\x00 <img src=x onerror=alert(2)>"
    return made_article(
        [(f"Eve {evil}", "said", f"{evil} {'x' * 5_000} </textarea></style>")],
        path=evil.replace("\x00", ""),
        title=evil,
        outlet=f"{evil} Daily",
        byline=evil,
        url="javascript:alert(3)",
        section=evil,
    )
