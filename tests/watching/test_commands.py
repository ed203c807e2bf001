"""``sayso watch`` and ``sayso searches``, as they are called."""

import json
import os
import signal
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import sayso.extracting
from sayso.cli import app
from sayso.ledger import Ledger
from sayso.watching import alone
from tests.watching.support import Internet, Quick, rss, whole


class Loaded(Quick):
    @classmethod
    def load(cls, threads: int | None = None) -> "Loaded":
        assert threads is None
        return cls()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sayso.extracting, "Extractor", Loaded)
    return tmp_path / "news.sayso"


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--ledger", str(path)], env={"COLUMNS": "120"})


def watch(path: Path, *arguments: str) -> Result:
    return run(path, "watch", *arguments, "--allow-private")


def test_one_round(web: Internet, path: Path, tmp_path: Path) -> None:
    url = web.feed("/feed", whole(1), ETag='"a"')
    listed = tmp_path / "feeds.opml"
    listed.write_text(f'<opml><body><outline xmlUrl="{url}"/></body></opml>')
    result = watch(path, str(listed), "--once")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == "sayso: 1 feed asked; 1 new article with 2 statements\n"
    assert result.stdout == ""
    with Ledger.open(path) as ledger:
        assert ledger.counts().articles == 1


def test_what_fails_is_told_and_the_rest_is_read(web: Internet, path: Path) -> None:
    result = watch(path, web.put("/bad", "<rss>"), web.feed("/feed", whole(1)), "--once")
    assert result.exit_code == 3
    assert "/bad: is not well-formed XML" in result.stderr
    assert "2 feeds asked; 1 new article with 2 statements; 1 failed" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["https://x.example/", "--every", "often"], 2, "write 15m"),
        (["none.opml"], 3, "no such file"),
        ([], 2, "Missing argument"),
    ],
)
def test_what_cannot_be_watched(
    path: Path, arguments: list[str], code: int, complaint: str
) -> None:
    result = watch(path, *arguments)
    assert result.exit_code == code
    assert complaint in result.stderr
    assert not path.exists()


def test_a_second_watch_is_told_so(web: Internet, path: Path) -> None:
    url = web.feed("/feed", whole(1))
    with alone(path):
        result = watch(path, url, "--once")
    assert result.exit_code == 2
    assert "another sayso watch is at work" in result.stderr
    assert web.asked == []
    assert watch(path, url, "--once").exit_code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it(web: Internet, path: Path, number: int) -> None:
    def stop(_: object) -> tuple[int, dict[str, str], bytes]:
        threading.Timer(0.5, os.kill, (os.getpid(), number)).start()
        return 200, {}, rss(whole(1)).encode()

    web.pages["/feed"] = stop
    before = signal.getsignal(signal.SIGTERM)
    # Jobs in the background of a shell are started deaf to Ctrl-C.
    interrupted = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        result = watch(path, web.address + "/feed")
    finally:
        signal.signal(signal.SIGINT, interrupted)
    assert result.exit_code == 0, result.stderr
    assert "watching 1 feed every 15m" in result.stderr
    assert "stopped" in result.stderr
    assert "Traceback" not in result.stderr
    assert signal.getsignal(signal.SIGTERM) is before
    with alone(path), Ledger.open(path) as ledger:
        assert ledger.counts().articles <= 1


def test_searches(web: Internet, path: Path) -> None:
    assert run(path, "searches", "list").exit_code == 2  # there is no ledger yet
    url = web.feed("/feed", whole(1))
    hook = web.put("/hook")
    with Ledger.open(path, write=True):
        pass
    added = run(path, "searches", "add", "repairs", "repair", "years", "--webhook", hook)
    assert added.exit_code == 0, added.stderr
    assert len(added.stdout.strip()) == 64
    assert "/feeds/searches/repairs.atom" in added.stderr
    plain = run(path, "searches", "add", "quill", "--stance", "affirms", "--outermost")
    assert (plain.exit_code, plain.stdout) == (0, "")

    told = watch(path, url, "--once")
    assert "1 statement sent to webhooks" in told.stderr
    ((headers, body),) = web.posted
    assert headers["sayso-search"] == "repairs"
    assert "repair of bridge 1" in json.loads(body)["hits"][0]["statement"]["content"]["text"]

    first, second = map(json.loads, run(path, "searches", "list").stdout.splitlines())
    assert first["filters"] == {"nested": False, "stance": ["affirms"]}
    assert (second["name"], second["query"], second["webhook"]) == ("repairs", "repair years", hook)
    assert "secret" not in second

    assert run(path, "searches", "add", "quill").exit_code == 2
    wrong = run(path, "searches", "add", "open", "(bridge")
    assert wrong.exit_code == 2
    assert "never closed" in wrong.stderr
    assert run(path, "searches", "remove", "quill").exit_code == 0
    gone = run(path, "searches", "remove", "quill")
    assert (gone.exit_code, "no saved search" in gone.stderr) == (2, True)
