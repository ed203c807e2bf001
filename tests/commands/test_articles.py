"""``sayso articles``: what is in a ledger, and what could not be read into it."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import app
from sayso.errors import InputError
from sayso.ledger import Ledger
from tests.ledger.linked import printed

STRIKE = "the harbour will stay closed until the strike ends"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("articles") / "news.sayso"
    articles = [
        printed("Post", "2026-03-02", ("Ada Quill", "said", STRIKE)),
        printed("Bell", "2026-04-03", ("Ada Quill", "said", STRIKE)),
        printed("Évening Star", "2026-05-03", ("Tom Reed", "said", "nothing of that")),
    ]
    with Ledger.open(path, write=True) as book:
        with book.writing("sayso add") as writer:
            for article in articles:
                writer.add(article)
            writer.fail(InputError("odd.pdf", "looks like PDF; save it as text"))
            writer.fail(InputError("news.zip (a.txt)", "is encrypted; unpack it first"))
        book.link()
    return str(path)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["articles", *arguments], env={"COLUMNS": "120"})
    return result.exit_code, result.stdout, result.stderr


def days(*arguments: str) -> list[str]:
    code, out, _ = run(*arguments, "-f", "jsonl")
    assert code == 0
    return [json.loads(line)["day"] for line in out.splitlines()]


def test_the_last_to_come_is_first_and_pages_go_on(ledger: str) -> None:
    code, out, rest = run("-l", ledger, "-f", "jsonl", "--limit", "2")
    first = [json.loads(line) for line in out.splitlines()]
    assert (code, [each["outlet"] for each in first]) == (0, ["Évening Star", "Bell"])
    assert f"--after {first[-1]['id']}" in rest
    assert days("-l", ledger, "--after", first[-1]["id"]) == ["2026-03-02"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--outlet", "evening"], []),
        (["--outlet", "star"], ["2026-05-03"]),
        (["--since", "2026-04"], ["2026-05-03", "2026-04-03"]),
        (["--until", "2026-04"], ["2026-04-03", "2026-03-02"]),
        (["MADE", "tést"], ["2026-05-03", "2026-04-03", "2026-03-02"]),
        (["made", "harbour"], []),
        (["--originals"], ["2026-05-03", "2026-04-03", "2026-03-02"]),
        (["--copies"], []),
    ],
)
def test_filters(ledger: str, options: list[str], expected: list[str]) -> None:
    if options == ["--outlet", "evening"]:
        assert run("-l", ledger, *options)[0] == 2
    else:
        assert days("-l", ledger, *options) == expected


def test_the_table_tells_how_many_there_are(ledger: str) -> None:
    _, out, _ = run("-l", ledger, "-f", "table", "--limit", "1")
    assert "3 articles · 1 shown" in out
    _, out, _ = run("-l", ledger, "-f", "table")
    assert "3 articles" in out
    assert "shown" not in out


def test_failed_inputs_in_every_format(ledger: str) -> None:
    _, out, _ = run("-l", ledger, "--failed", "-f", "table")
    assert "odd.pdf" in out
    assert "looks like PDF; save it as text" in out
    assert "2 inputs could not be read" in out
    _, out, _ = run("-l", ledger, "--failed", "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [each["path"] for each in rows] == ["news.zip (a.txt)", "odd.pdf"]
    _, out, rest = run("-l", ledger, "--failed", "-f", "jsonl", "--limit", "1")
    assert json.loads(out)["command"] == "sayso add"
    assert "2 could not be read; --limit shows more" in rest


def test_bad_input_is_told_in_a_line(ledger: str) -> None:
    for wrong in (["--since", "soon"], ["--after", "none"], ["--outlet", "x"], ["--failed", "x"]):
        code, _, rest = run("-l", ledger, *wrong)
        assert code == 2
        assert "Traceback" not in rest


def test_what_can_be_read_again_is_no_failure(tmp_path: Path) -> None:
    bad, gone = tmp_path / "bad.txt", tmp_path / "worse.zip"
    for file in (bad, gone):
        file.write_text("x")

    def add(book: Ledger, *failing: InputError) -> list[tuple[str, str]]:
        with book.writing("sayso add") as writer:
            for file in (bad, gone):
                writer.begin(str(file))
                for error in failing:
                    if error.path.startswith(str(file)):
                        writer.fail(error)
        return [(each.path, each.reason) for each in book.failures()]

    part = f"{gone} (a.txt)"
    with Ledger.open(tmp_path / "news.sayso", write=True) as book:
        first = add(book, InputError(str(bad), "is odd"), InputError(part, "is encrypted"))
        assert first == [(str(bad), "is odd"), (part, "is encrypted")]
        assert add(book, InputError(str(bad), "is other")) == [(str(bad), "is other")]
        assert add(book) == []


def test_an_export_whose_every_record_fails_is_not_told_a_thousand_times(tmp_path: Path) -> None:
    export = tmp_path / "export.jsonl"
    export.write_text("".join(f'{{"heading": "Story {n}"}}\n' for n in range(1200)))
    given = ["add", str(export), "--ledger", str(tmp_path / "x.sayso")]
    result = CliRunner().invoke(app, given)
    assert result.exit_code == 3
    assert "record 20 has no text" in result.stderr
    assert "record 21 has no text" not in result.stderr
    assert "1,200 could not be read" in result.stderr
    with Ledger.open(tmp_path / "x.sayso") as ledger:
        assert ledger.counts().failures == 1_000
