"""``sayso show``, ``verify``, ``correct`` and ``review`` as one meets them on the command line."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import sayso.extracting
from sayso.cli import app
from sayso.extracting import Extraction, Story
from sayso.ledger import Ledger
from tests.made import made_article, rich_article

ARTICLE = made_article(
    [
        ("Ada Quill", "said", "the bridge is safe"),
        ("Tom Reed", "denied", "it was ever safe"),
        ("Ira Moss", "said", "the harbour is dry"),
    ]
)
RICH = rich_article()
QUILL, REED, MOSS = (statement.id for statement in ARTICLE.statements)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.sayso"
    sure = (0.5, 0.2, 0.8)
    statements = tuple(
        replace(each, confidence=number)
        for each, number in zip(ARTICLE.statements, sure, strict=True)
    )
    with Ledger.open(path, write=True) as ledger:
        ledger.add([replace(ARTICLE, statements=statements, origin=None), RICH])
    return path


def run(path: Path, *arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [*arguments, "--ledger", str(path)], input=stdin)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_show_a_statement_without_colours(path: Path) -> None:
    run(path, "correct", QUILL, "--speaker", "Tom Reed", "--by", "ira", "--why", "it says so")
    result = run(path, "show", QUILL[:8])
    assert result.exit_code == 0
    shown = flat(result.stdout)
    assert "[source: Ada Quill] [cue: said] that [content: the bridge is safe]." in shown
    assert "Tom Reed (person, mayor)" in shown
    assert "named at 41-49: “Tom Reed”" in shown
    assert "ira: edit" in shown
    assert "“Ada Quill” (person, mayor) → “Tom Reed”" in shown or "Ada Quill (person" in shown
    assert "because: it says so" in shown
    assert "made by Ledger.add, Sayso" in shown


def test_show_an_article_and_an_interaction(path: Path) -> None:
    shown = flat(run(path, "show", RICH.id).stdout)
    assert RICH.statements[1].id in shown
    assert "saved/pages.zip › a.txt, record 4, 3-150" in shown
    shown = flat(run(path, "show", RICH.interactions[0].id).stdout)
    assert "[actor: Minister Tom Reed] [predicate: met] [recipient: Ada Quill]" in shown
    assert "CONSULT · meet · 040 · happened" in shown


def test_show_as_json(path: Path) -> None:
    record = json.loads(run(path, "show", REED, "--format", "json").stdout)
    assert record["statement"]["id"] == REED
    assert record["provenance"]["@graph"]


def test_show_what_is_not_there(path: Path) -> None:
    result = run(path, "show", "0000000000000000")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is nothing with the id" in result.stderr


def test_correct_and_take_back(path: Path) -> None:
    assert run(path, "correct", REED, "--stance", "denies", "--to", "reporters").exit_code == 0
    assert run(path, "correct", REED, "--accept", "--by", "ira").exit_code == 0
    with Ledger.open(path) as ledger:
        statement = ledger.statement(REED)
        assert (statement.stance, statement.addressees[0].name) == ("denies", "reporters")
        first, second = ledger.history(REED)
        assert first.who
        assert second.who == "ira"
    for _ in range(2):
        assert run(path, "correct", REED, "--undo").exit_code == 0
    with Ledger.open(path) as ledger:
        assert ledger.statement(REED) == replace(ARTICLE.statements[1], confidence=0.2)
    result = run(path, "correct", REED, "--undo")
    assert result.exit_code == 2
    assert "no decision to take back" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "say what is to be done"),
        (("--accept", "--reject"), "say what is to be done"),
        (("--accept", "--stance", "denies"), "say what is to be done"),
        (("--stance", "perhaps"), "stance is affirms"),
        (("--cue", "shouted"), "does not stand in the article"),
        (("--said-on", "2026-02-30"), "is no date"),
        (("--accept", "--by", ""), "say who you are"),
    ],
)
def test_correct_refuses_what_cannot_be(path: Path, options: tuple[str, ...], message: str) -> None:
    result = run(path, "correct", QUILL, *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "command", [("correct", QUILL, "--accept"), ("review",), ("show", QUILL), ("verify",)]
)
def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "none.sayso"
    result = run(path, *command)
    assert result.exit_code == 2
    assert "no such ledger" in result.stderr
    assert not path.exists()


def decided(path: Path) -> dict[str, str]:
    with Ledger.open(path) as ledger:
        return dict(
            ledger.connection.execute("SELECT id, review FROM statement WHERE review IS NOT NULL")
        )


def test_review_goes_from_the_least_certain_on(path: Path) -> None:
    result = run(path, "review", "--by", "ira", stdin="a\nr\ns\nq\n")
    assert result.exit_code == 0
    assert decided(path) == {REED: "accepted", QUILL: "rejected"}
    assert "2 decisions kept, 1 skipped; 3 nobody has decided about" in result.stderr
    assert "[source: Tom Reed] [cue: denied]" in flat(result.stdout)
    result = run(path, "review", "--by", "ira", stdin="")
    assert flat(result.stdout).startswith(f"statement {MOSS}")  # where the last one stopped


def test_review_edits_by_field_and_value(path: Path) -> None:
    keys = "e\nstance\nquestions\ne\nsp\nAda Quill; Tom Reed\na\nq\n"
    assert run(path, "review", "--by", "ira", stdin=keys).exit_code == 0
    with Ledger.open(path) as ledger:
        statement = ledger.statement(REED)
        assert statement.stance == "questions"
        assert [each.name for each in statement.speakers] == ["Ada Quill", "Tom Reed"]
        assert [act.action for act in ledger.history(REED)] == ["edit", "edit", "accept"]


def test_review_undoes_and_looks_again(path: Path) -> None:
    result = run(path, "review", "--by", "ira", stdin="u\nr\nu\na\ns\nq\n")
    assert decided(path) == {REED: "accepted"}
    assert "nothing was decided yet" in result.stdout
    assert "taken back" in result.stdout


def test_review_of_slips_of_the_keys(path: Path) -> None:
    keys = "x\ne\ncolour\ne\ns\ne\nstance\nperhaps\ne\ncue\n\ne\n\ne\ncue\n-\nq\n"
    result = run(path, "review", "--by", "ira", stdin=keys)
    assert result.exit_code == 0
    shown = flat(result.stdout)
    for message in (
        "'x' is no key",
        "'colour' is no field",
        "'s' is more than one field",
        "stance is affirms",
    ):
        assert message in shown
    assert decided(path) == {REED: "edited"}
    with Ledger.open(path) as ledger:
        assert ledger.statement(REED).cue is None


def test_review_of_some_only(path: Path) -> None:
    result = run(path, "review", "--speaker", "moss", "--by", "ira", stdin="a\n")
    assert decided(path) == {MOSS: "accepted"}
    assert "nothing is left to review" in result.stderr
    assert "0 nobody has decided about" in result.stderr
    assert "1 decision kept" in result.stderr


def test_review_of_a_stance_that_there_is_not(path: Path) -> None:
    result = run(path, "review", "--stance", "maybe", "--by", "ira", stdin="")
    assert result.exit_code == 2
    assert "it is one of: affirms, denies, questions, negated" in result.stderr


def test_correct_says_what_was_done(path: Path) -> None:
    def said(*options: str) -> str:
        return run(path, "correct", QUILL, *options, "--by", "ira").stderr.strip()

    assert said("--accept") == f"sayso: accepted by ira: {QUILL}"
    assert said("--stance", "denies") == f"sayso: corrected by ira: {QUILL} (stance)"
    assert said("--undo") == f"sayso: taken back by ira: {QUILL} (stance)"


def test_verify_says_what_is_right_and_what_is_wrong(path: Path) -> None:
    result = run(path, "verify")
    assert result.exit_code == 0
    assert "2 articles, 5 statements and 1 interaction checked" in result.stderr
    assert "1 original not there any more" in result.stderr  # RICH names one
    with Ledger.open(path, write=True) as ledger:
        ledger.connection.execute("UPDATE statement SET cue = 'sang' WHERE id = ?", (QUILL,))
    result = run(path, "verify", "--format", "jsonl", "--no-originals")
    assert result.exit_code == 3
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {
            "verdict": "wrong",
            "place": "statement",
            "name": QUILL,
            "message": "cue is not what stands at 10-14",
        }
    ]
    shown = flat(run(path, "verify").stdout)
    assert "cue is not what stands" in shown
    assert "saved/pages.zip" in shown


class Fake:
    """A model that finds all statements of ARTICLE but the first, and none elsewhere."""

    fingerprint = "feedfeedfeedfeed"

    @classmethod
    def load(cls, *, threads: int | None = None) -> "Fake":  # noqa: ARG003
        return cls()

    def read_many(self, texts: Iterable[str | Story]) -> Iterator[Extraction]:
        for each in texts:
            text = each if isinstance(each, str) else each.text
            statements = [
                replace(each, stance="denies") if each.id == MOSS else each
                for each in (ARTICLE.statements[1:] if text == ARTICLE.text else ())
            ]
            yield Extraction(statements, [])


def test_verify_deep(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sayso.extracting, "Extractor", Fake)
    result = run(path, "verify", "--deep")
    assert result.exit_code == 0
    shown = flat(result.stdout)
    assert f"gone statement {QUILL} the bridge is safe" in shown
    assert f"changed statement {MOSS} the harbour is dry stance: affirms → denies" in shown
    assert "model feedfeedfeedfeed over 2 articles: 4 gone, 0 new, 1 changed" in result.stderr

    result = run(path, "verify", "--deep", "--limit", "1", "--format", "jsonl")
    lines: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line.get("what") for line in lines] == [None, "gone", "changed"]
    assert f"--deep --since {ARTICLE.id}" in result.stderr
    result = run(path, "verify", "--deep", "--since", ARTICLE.id[:6])
    assert "over 1 article: 3 gone" in result.stderr


def test_verify_refuses_what_makes_no_sense(path: Path) -> None:
    result = run(path, "verify", "--limit", "3")
    assert result.exit_code == 2
    assert "are for --deep" in result.stderr
    assert run(path, "verify", "--deep", "--since", "0" * 16).exit_code == 2
