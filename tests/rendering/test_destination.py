import os
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.rendering import destination


def test_a_file_gets_its_name_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with destination(path) as write:
        write("“Né”\n")
        assert not path.exists()
        write("\ud800\n")
    assert path.read_text("utf-8") == "“Né”\n?\n"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("earlier")

    def fail() -> None:
        with destination(path) as write:
            write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    with destination(link) as write:
        write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with destination(Path(os.devnull)) as write:
        write("gone")
    assert not Path(os.devnull).is_file()


def test_a_long_name_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250)
    with destination(path) as write:
        write("x")
    assert path.read_text() == "x"


@pytest.mark.parametrize("name", ["", "missing/out.jsonl", "x" * 300])
def test_places_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError), destination(tmp_path / name):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_a_usage_error() -> None:
    def fill() -> None:
        with destination(Path("/dev/full")) as write:
            write("x")

    with pytest.raises(UsageError, match="no space left"):
        fill()
