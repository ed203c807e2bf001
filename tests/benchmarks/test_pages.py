from pathlib import Path

import pytest

from benchmarks.pages import fill, update
from benchmarks.tables import Table
from sayso.errors import UsageError

PAGE = "Before.\n<!-- bench:speed -->\nold\n<!-- /bench:speed -->\nAfter.\n"
TABLE = Table("T", ("a",), (("1",),))


def test_only_what_stands_between_the_markers_changes() -> None:
    filled = fill(PAGE, "speed", "new")
    assert filled == PAGE.replace("old", "new")


def test_filling_twice_changes_nothing() -> None:
    once = fill(PAGE, "speed", r"a \1 b")
    assert once is not None
    assert r"a \1 b" in once
    assert fill(once, "speed", r"a \1 b") == once


def test_a_page_without_the_block_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(PAGE)
    assert update(path, {"accuracy": [TABLE]}) == []
    assert path.read_text() == PAGE


def test_all_tables_of_a_block_are_written(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(PAGE)
    assert update(path, {"speed": [TABLE, TABLE], "accuracy": [TABLE]}) == ["speed"]
    assert path.read_text().count(TABLE.markdown()) == 2


@pytest.mark.parametrize("marker", ["<!-- bench:speed -->", "<!-- /bench:speed -->"])
def test_a_lone_marker_is_an_error(marker: str) -> None:
    with pytest.raises(UsageError, match="put in the missing one"):
        fill(f"text\n{marker}\n", "speed", "new")


def test_the_documentation_has_a_place_for_every_block() -> None:
    page = (Path(__file__).parents[2] / "docs/accuracy.md").read_text(encoding="utf-8")
    for name in ("accuracy", "accuracy-detail", "speed", "identity"):
        assert fill(page, name, "x") is not None
