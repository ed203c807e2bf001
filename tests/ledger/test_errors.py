"""What can be wrong with a ledger's file: each a clear message, nothing lost."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.errors import LedgerError, UsageError
from sayso.ledger import Ledger, connecting
from tests.made import made_article

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
ARTICLE = made_article([("Ada Quill", "said", "the bridge is safe")])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.sayso"
    with Ledger.open(path, write=True) as ledger:
        ledger.add([ARTICLE])
    return path


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger; make one with: sayso add"):
        Ledger.open(tmp_path / "none.sayso")
    with pytest.raises(LedgerError, match="there is no folder"):
        Ledger.open(tmp_path / "none" / "none.sayso", write=True)
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger.open(tmp_path, write=True)


@pytest.mark.parametrize("write", [False, True])
def test_a_file_that_is_no_ledger(tmp_path: Path, *, write: bool) -> None:
    text = tmp_path / "story.txt"
    text.write_text("The bridge is safe, the mayor said. " * 100)
    with pytest.raises(LedgerError, match="is not a ledger"):
        Ledger.open(text, write=write)
    assert text.read_text().startswith("The bridge")

    other = tmp_path / "other.db"
    connection = apsw.Connection(str(other))
    connection.execute("CREATE TABLE sheep (name)")
    connection.close()
    with pytest.raises(LedgerError, match="not a ledger of Sayso"):
        Ledger.open(other, write=write)

    empty = tmp_path / "empty.sayso"
    empty.touch()
    if not write:
        with pytest.raises(LedgerError, match="is empty"):
            Ledger.open(empty)


def test_a_ledger_that_another_process_writes_to(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "WAIT", 50)
    holder = apsw.Connection(str(path))
    holder.execute("BEGIN IMMEDIATE")
    with (
        Ledger.open(path, write=True) as ledger,
        pytest.raises(LedgerError, match="being written to by another process; try again"),
    ):
        ledger.add([ARTICLE])
    with Ledger.open(path) as reader:  # and can be read all the while
        assert reader.counts().articles == 1
    holder.execute("ROLLBACK")
    holder.close()


def test_a_ledger_with_a_damaged_page(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.add([made_article([("Ada", "said", f"it is {n}")]) for n in range(300)])
        ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connecting.one(
            ledger.connection, "SELECT rootpage FROM sqlite_schema WHERE name = 'article'"
        )
        size = connecting.one(ledger.connection, "PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match=r"is damaged.*restore"):
        list(ledger.articles())


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_ledger_that_may_not_be_written_to(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(LedgerError, match="check the permissions"):
            Ledger.open(path, write=True)
    finally:
        path.parent.chmod(0o755)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", place],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk takes root's rights")
    yield place
    subprocess.run(["mount", "-o", "remount,rw", place], check=False)
    subprocess.run(["umount", "-l", place], check=True)


def test_a_disk_that_is_full_loses_nothing_that_was_written(small_disk: Path) -> None:
    path = small_disk / "news.sayso"
    articles = [
        made_article([("Ada Quill", "said", f"the bridge {n} is {'very ' * 300}safe")])
        for n in range(600)
    ]
    with (
        pytest.raises(LedgerError, match="the disk is full; make room"),
        Ledger.open(path, write=True) as ledger,
    ):
        ledger.add(articles)
    subprocess.run(["mount", "-o", "remount,size=60m", small_disk], check=True)
    with Ledger.open(path, write=True) as ledger:
        assert 0 < ledger.counts().articles < 600
        ledger.add(articles)
        assert ledger.counts().articles == 600
        assert ledger.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_disk_that_is_read_only(small_disk: Path) -> None:
    path = small_disk / "news.sayso"
    with Ledger.open(path, write=True) as ledger:
        ledger.add([ARTICLE])
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(LedgerError, match="check the permissions"):
        Ledger.open(path, write=True)
    with Ledger.open(path) as ledger:
        assert ledger.counts().articles == 1


def test_the_command_says_it_in_one_line_and_exits_with_2(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("“We will appeal,” said Mayor Ada Quill.")
    result = CliRunner().invoke(app, ["add", str(story), "--ledger", str(story)])
    assert result.exit_code == 2
    assert "is not a ledger" in result.stderr
    assert "Traceback" not in result.stderr
    assert story.read_text().startswith("“We will")


def test_text_that_no_ledger_can_hold_is_refused(path: Path) -> None:
    half = "caf\udce9"  # as bytes of a command line come that are no UTF-8
    with Ledger.open(path, write=True) as ledger:
        for refused in (
            lambda: ledger.search(speaker=half),
            lambda: ledger.people(half),
            lambda: ledger.rename("Ada Quill", half, by="ed"),
            lambda: ledger.merge("Ada Quill", "Ada Quill", by=half),
        ):
            with pytest.raises(UsageError):
                refused()
    result = CliRunner().invoke(app, ["people", "show", half, "--ledger", str(path)])
    assert result.exit_code == 2
    assert "no UTF-8" in result.stderr


def test_files_whose_names_are_no_text_are_kept_apart(path: Path) -> None:
    names = ["a\udce9.txt", "a\udce8.txt"]
    with Ledger.open(path, write=True) as ledger:
        for at, name in enumerate(names):
            made = made_article([("Tom Reed", "said", f"it rained {at} times")], path=name)
            with ledger.writing("test") as writer:
                assert not writer.is_done(name)
                writer.begin(name)
                writer.add(made)
        found = [each.origin.path for each in ledger.articles() if each.origin]
    assert found[1:] == ["a\\udce9.txt", "a\\udce8.txt"]
