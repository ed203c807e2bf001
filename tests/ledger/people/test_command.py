from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.cli import app
from tests.ledger.people.support import make


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    with make(
        tmp_path, [("Ada Quill", "mayor")], ["Ada Wren"], [("Ada Quill", "[red]coach")]
    ) as made:
        return made.path


def people(ledger: Path, *words: str) -> Result:
    return CliRunner().invoke(
        app, ["people", *words, "--ledger", str(ledger)], env={"COLUMNS": "160"}
    )


def test_a_list_for_people_and_for_programs(ledger: Path) -> None:
    table = people(ledger, "list", "--format", "table")
    assert table.exit_code == 0
    assert "ada-quill" in table.stdout
    assert "[red]coach" in table.stdout
    lines = people(ledger, "list", "quill").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["ada-quill"]


def test_corrections_say_how_to_take_them_back(ledger: Path) -> None:
    merged = people(ledger, "merge", "Ada Quill", "Ada Wren", "--why", "she married", "--by", "ed")
    assert merged.exit_code == 0
    number = re.search(r"sayso people undo (\d+)", merged.stderr)
    assert number
    shown = people(ledger, "show", "ada wren", "--format", "table").stdout
    assert "she married" in shown
    assert "ed" in shown
    assert people(ledger, "undo", number[1]).exit_code == 0
    record = json.loads(people(ledger, "show", "Ada Wren").stdout)
    assert record["id"] == "ada-wren"
    assert record["decisions"][0]["undone"]


def test_split_rename_and_import(ledger: Path, tmp_path: Path) -> None:
    assert (
        people(ledger, "split", "Ada Quill", "--role", "coach", "--as", "The Coach").exit_code == 0
    )
    assert people(ledger, "rename", "the-coach", "Coach Quill").exit_code == 0
    table = tmp_path / "table.csv"
    table.write_text("name,office\nAda Wren,Minister\nTom Reed,\n")
    imported = people(ledger, "import", str(table))
    assert imported.exit_code == 0
    assert "2 entries: 1 for somebody in the ledger; 1 for somebody new" in imported.stderr
    record = json.loads(people(ledger, "show", "Ada Wren").stdout)
    assert record["offices"] == [{"title": "Minister", "start": None, "end": None}]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("show", "Ada Quilt"), 2, "did you mean Ada Quill"),
        (("merge", "Ada Quill", "Nobody Known"), 2, "nobody is called"),
        (("split", "Ada Quill"), 2, "what to split off"),
        (("undo", "77"), 2, "no decision 77"),
        (("import", "missing.csv"), 3, "cannot be read"),
        (("list", "--kind", "dog"), 2, "dog"),
    ],
)
def test_errors_are_one_line(ledger: Path, words: tuple[str, ...], code: int, message: str) -> None:
    result = people(ledger, *words)
    assert result.exit_code == code
    assert message in result.stderr


def test_a_ledger_that_is_not_there_is_not_made_by_a_correction(tmp_path: Path) -> None:
    path = tmp_path / "typo.sayso"
    table = tmp_path / "a.csv"
    table.write_text("name\nAda Quill\n")
    for words in (
        ("merge", "a", "b"),
        ("split", "a", "b"),
        ("rename", "a", "b"),
        ("undo", "1"),
        ("import", str(table)),
    ):
        result = people(path, *words)
        assert result.exit_code == 2
        assert "there is no such ledger" in result.stderr
    assert not path.exists()


def test_the_command_that_takes_a_decision_back_can_be_pasted(ledger: Path) -> None:
    renamed = people(ledger, "rename", "ada-wren", "Ada Jane Wren")
    words = shlex.split(renamed.stderr.partition("with: sayso ")[2])
    assert CliRunner().invoke(app, words).exit_code == 0
    assert json.loads(people(ledger, "show", "ada-wren").stdout)["name"] == "Ada Wren"


def test_a_list_as_a_table_for_a_spreadsheet_says_when_there_are_more(
    ledger: Path, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    result = people(ledger, "list", "--limit", "1", "--output", str(path))
    assert "more than 1" in result.stderr
    with path.open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["kind"], row["statements"]) == ("ada-quill", "person", "2")
    assert people(ledger, "list", "--limit", "9").stderr == ""


def test_a_narrow_terminal_shows_ids_and_kinds_whole(ledger: Path) -> None:
    result = CliRunner().invoke(
        app,
        ["people", "list", "--format", "table", "--ledger", str(ledger)],
        env={"COLUMNS": "80"},
    )
    for word in ("ada-quill", "ada-wren", "person", "mayor", "articles"):
        assert word in result.stdout
    assert "…" not in result.stdout
