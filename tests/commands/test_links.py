"""``sayso echoes`` and ``sayso disputes``."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.ledger import Ledger
from tests.ledger.linked import printed

PORT = "we will rebuild the northern port of Haven before the autumn storms return"
HOPE = "the council will open three new clinics in the eastern districts by December"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("links") / "news.sayso"
    with Ledger.open(path, write=True) as book:
        book.add(
            [
                printed("Post", "2026-03-02", ("Ada Quill", "said", PORT)),
                printed("Bell", "2026-03-03", ("Ada Quill", "said", PORT.replace("will", "shall"))),
                printed("Star", "2026-03-03", ("Ada Quill", "said", PORT)),
                printed("Post", "2026-04-02", ("Tom Reed", "said", HOPE)),
                printed("Bell", "2026-04-03", ("Tom Reed", "said", HOPE)),
                printed(
                    "Sun",
                    "2026-05-01",
                    ("Ira Moss", "alleged", "Carl Vane sold stolen paintings in Basel"),
                    ("Carl Vane", "denied", "the allegation that he sold stolen paintings"),
                    stances={"denied": "denies"},
                ),
            ]
        )
    return str(path)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "120"})
    return result.exit_code, result.stdout, result.stderr


def test_echoes_as_json_lines_go_on_after_a_page(ledger: str) -> None:
    code, out, rest = run("echoes", "-l", ledger, "--limit", "1", "-f", "jsonl")
    first = json.loads(out)
    assert (code, first["size"]) == (0, 3)
    assert f"--after {first['id']}" in rest
    code, out, rest = run("echoes", "-l", ledger, "-f", "jsonl", "--after", first["id"])
    assert [json.loads(line)["size"] for line in out.splitlines()] == [2]
    assert not rest


def test_the_table_shows_what_was_changed(ledger: str) -> None:
    code, out, _ = run("echoes", "-l", ledger, "-f", "table")
    assert code == 0
    assert "[-will-]" in out
    assert "{+shall+}" in out
    assert "word for word" in out
    assert "2 echoes" in out


def test_echoes_of_a_statement_and_of_a_speaker(ledger: str) -> None:
    _, out, _ = run("echoes", "-l", ledger, "-f", "jsonl", "--speaker", "Reed")
    (echo,) = [json.loads(line) for line in out.splitlines()]
    _, out, _ = run("echoes", "-l", ledger, "-f", "jsonl", "--of", echo["first"])
    assert json.loads(out) == echo


def test_of_takes_a_name_as_well(ledger: str) -> None:
    for command, name in (("echoes", "Reed"), ("disputes", "Carl Vane")):
        _, named, _ = run(command, "-l", ledger, "-f", "jsonl", "--of", name)
        _, said, _ = run(command, "-l", ledger, "-f", "jsonl", "--speaker", name)
        assert named == said
        assert len(named.splitlines()) == 1
        code, _, rest = run(command, "-l", ledger, "--of", "Nobody At All")
        assert code == 2
        assert "neither the id of a statement nor the name" in rest
        code, _, rest = run(command, "-l", ledger, "--of", name, "--speaker", "Quill")
        assert code == 2
        assert "give one of them" in rest


def test_a_table_that_is_cut_tells_how_many_there_are(ledger: str) -> None:
    _, out, _ = run("echoes", "-l", ledger, "-f", "table", "--limit", "1")
    assert "2 echoes · 1 shown" in out
    _, out, _ = run("echoes", "-l", ledger, "-f", "table", "--limit", "1", "--min-size", "3")
    assert "shown" not in out
    _, out, _ = run("disputes", "-l", ledger, "-f", "table", "--limit", "1")
    assert "shown" not in out


def test_a_correction_is_followed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "news.sayso"
    with Ledger.open(path, write=True) as book:
        press = [
            printed(name, "2026-03-02", ("Ada Quill", "said", PORT)) for name in ("Post", "Bell")
        ]
        book.add(press)
    statement = press[0].statements[0].id
    code, _, _ = run("correct", statement, "--reject", "--by", "ira", "-l", str(path))
    assert code == 0
    with Ledger.open(path) as book:
        assert book.connection.execute("SELECT 1 FROM echo").fetchall() == []
    run("correct", statement, "--undo", "--by", "ira", "-l", str(path))
    with Ledger.open(path) as book:
        assert len(book.echoes()) == book.count_echoes() == 1


def test_disputes_in_every_format(ledger: str) -> None:
    code, out, _ = run("disputes", "-l", ledger, "-f", "table")
    assert code == 0
    assert "DENIAL" in out
    assert "1 dispute" in out
    _, out, _ = run("disputes", "-l", ledger, "-f", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["claim_speaker"], row["denial_speaker"]) == ("Ira Moss", "Carl Vane")
    _, out, _ = run("disputes", "-l", ledger, "-f", "jsonl", "--of", row["claim"])
    assert json.loads(out)["id"] == row["dispute"]


@pytest.mark.parametrize("command", ["echoes", "disputes"])
def test_bad_input_is_told_in_a_line(ledger: str, command: str) -> None:
    for wrong in (["--since", "soon"], ["--after", "none"], ["--of", "zz"], ["--limit", "0"]):
        code, _, rest = run(command, "-l", ledger, *wrong)
        assert code == 2
        assert "Traceback" not in rest
    code, _, rest = run(command, "-l", ledger + ".none")
    assert code == 2
    assert "no such ledger" in rest
