"""``sayso search`` and ``sayso interactions``, as they are called."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from sayso.cli import app
from sayso.ledger import ActHit, ActResults, Ledger
from sayso.ledger.searching.hits import Around
from sayso.rendering import found_acts
from tests.made import made_article, rich_article

HOSTILE = "=HYPERLINK(0) \x1b[31mred\u202e [bold]"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "made.sayso"
    hostile = made_article([("Ira Moss", "said", HOSTILE)], path="b.txt")
    hostile = replace(hostile, title="=1+1", outlet="[red]@Post\x07")
    with Ledger.open(path, write=True) as opened, opened.writing("test") as writer:
        writer.add(
            made_article(
                [("Ada Quill", "said", "the bridge is safe"), ("Tom Reed", "said", "no bridge")]
            )
        )
        writer.add(hostile)
        writer.add(rich_article())
    return path


def run(ledger: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--ledger", str(ledger)], env={"COLUMNS": "100"})


def test_json_lines_hold_the_whole_hit(ledger: Path) -> None:
    result = run(
        ledger, "search", "bridge", "--speaker", "quill", "--outermost", "--form", "indirect"
    )
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    hit = json.loads(line)
    assert hit["statement"]["speaker"]["name"] == "Ada Quill"
    assert hit["highlights"] == [[4, 10]]


def test_a_table_escapes_what_articles_hold(ledger: Path) -> None:
    result = run(ledger, "search", "--speaker", "moss", "--format", "table")
    assert result.exit_code == 0
    assert "[bold]" in result.stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout)
    assert "1 statement\n" in result.stdout


def test_csv_is_safe_in_a_spreadsheet(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert run(ledger, "search", "--speaker", "moss", "--output", str(path)).exit_code == 0
    with path.open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["content"] == "'" + HOSTILE
    assert row["title"] == "'=1+1"


def test_pages_go_on(ledger: Path) -> None:
    whole = run(ledger, "search", "bridge").stdout.splitlines()
    first = run(ledger, "search", "bridge", "--limit", "3")
    token = first.stderr.rsplit(maxsplit=1)[-1]
    rest = run(ledger, "search", "bridge", "--after", token)
    assert [*first.stdout.splitlines(), *rest.stdout.splitlines()] == whole
    assert "--after" not in rest.stderr


def test_nothing_found_is_said(ledger: Path) -> None:
    assert "No statement is so." in run(ledger, "search", "ferry", "--format", "table").stdout


def test_a_malformed_query_is_pointed_at(ledger: Path) -> None:
    result = run(ledger, "search", "bridge (safe")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "sayso: this bracket is never closed",
        "  bridge (safe",
        "         ^",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("search", "--stance", "maybe"), "affirms, denies"),
        (("search", "--since", "soon"), "is no date"),
        (("search", "--since", ""), "--since is empty"),
        (("search", "--article", ""), "--article is empty"),
        (("search", "--about", "", "--format", "csv"), "--about is empty"),
        (("search", "--speaker", "?", "--format", "csv"), "is no name"),
        (("search", "--article", "zz"), "is no id"),
        (("search", "--after", "zz"), "is no place"),
        (("interactions", "--type", "HUG"), "AGREE, CONSULT"),
    ],
)
def test_bad_options_are_explained(ledger: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(ledger, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_no_ledger(tmp_path: Path) -> None:
    result = run(tmp_path / "gone.sayso", "search", "bridge")
    assert result.exit_code == 2
    assert "there is no such ledger" in result.stderr


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_interactions_in_every_form(ledger: Path, form: str) -> None:
    result = run(ledger, "interactions", "--actor", "reed", "--format", form)
    assert result.exit_code == 0
    assert "CONSULT" in result.stdout
    assert "Ada Quill" in result.stdout


def test_only_the_marks_of_an_interaction_have_a_style() -> None:
    (act,) = rich_article().interactions
    around = Around("Minister Tom Reed met Ada Quill in Haven.", 0)
    hit = ActHit(act, "0" * 16, None, None, None, None, None, around)
    console = Console(width=100, force_terminal=True, color_system="standard")
    (table, _) = found_acts(ActResults((hit,), 1, True, None), console)
    assert "Minister Tom Reed met Ada Quill in Haven." in table.replace(" " * 20, "")
    assert "\x1b[1;34mMinister" not in table
