"""A ledger in numbers: counted right, and shown without harm."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from sayso.cli import app
from sayso.ledger import Ledger
from sayso.records import Article, Speaker
from sayso.reporting import Scope, disputes, report_page, report_table, sources
from tests.made import made_article

HOSTILE = "<script>alert(1)</script>\u202e"


def spoken(article: Article, *speakers: Speaker | None, **more: str) -> Article:
    """The article with other speakers behind its statements, in order."""
    return replace(
        article,
        statements=tuple(
            replace(each, speaker=who, speakers=(who,) if who else (), **more)  # type: ignore[arg-type]
            for each, who in zip(article.statements, speakers, strict=True)
        ),
    )


ADA = Speaker("Ada Quill", "person", "Mayor")
SOMEBODY = Speaker("law enforcement official", "person")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.sayso"
    first = made_article(
        [("Mayor Quill", "said", "the bridge is safe"), ("An official", "said", "it is not")]
    )
    second = made_article([("Quill", "denied", "that it is unsafe")], outlet=HOSTILE)
    third = made_article(
        [("Nobody", "said", "the same")], published="2026-04-01", duplicate_of=first.id
    )
    with Ledger.open(path, write=True) as ledger:
        ledger.add(
            [
                spoken(first, ADA, SOMEBODY, form="direct"),
                spoken(second, ADA, stance="denies"),
                spoken(third, None),
            ]
        )
    return path


def test_sources_are_counted(path: Path) -> None:
    with Ledger.open(path) as ledger:
        report = sources(ledger)
    assert dict(report.facts) == {
        "articles": 2,
        "statements": 3,
        "named speakers": 1,
        "of statements unnamed": "33 %",
        "of statements direct quotes": "67 %",
    }
    speakers = report.panel("speakers")
    assert speakers is not None
    (row,) = [dict(zip(speakers.columns, row, strict=True)) for row in speakers.rows]
    assert (row["speaker"], row["statements"], row["outlets"], row["denials"]) == (
        "Ada Quill",
        2,
        2,
        1,
    )
    assert row["words"] == 4 + 4
    unnamed = report.panel("unnamed")
    assert unnamed is not None
    assert unnamed.rows[0][:2] == ("law enforcement official", 1)


def test_a_scope_narrows_down(path: Path) -> None:
    with Ledger.open(path) as ledger:
        assert dict(sources(ledger, Scope(copies=True)).facts)["statements"] == 4
        later = sources(ledger, Scope(since="2026-03-31", copies=True))
        assert dict(later.facts)["statements"] == 1
        assert later.scope == "from 2026-03-31, with near-copies"
        outlet = sources(ledger, Scope(outlet="the harbour post"))
        assert dict(outlet.facts)["statements"] == 2
        nothing = sources(ledger, Scope(until="1999-12-31"))
        assert dict(nothing.facts)["of statements unnamed"] == "–"


def test_what_was_rejected_does_not_count(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.connection.execute("UPDATE statement SET review = 'rejected'")
        assert dict(sources(ledger).facts)["statements"] == 0


def test_a_page_escapes_what_articles_say_and_allows_no_script(path: Path) -> None:
    with Ledger.open(path) as ledger:
        page = "".join(report_page(sources(ledger)))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    assert "<svg" in page


def test_an_empty_ledger_has_a_report(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.sayso", write=True) as ledger:
        for report in (sources(ledger), disputes(ledger)):
            assert "None." in "".join(report_page(report))
            report_table(report, Console(file=io.StringIO()))


def test_the_command_prints_tables_csv_and_pages(path: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    base = ["report", "sources", "--ledger", str(path)]
    table = run(app, base)
    assert table.exit_code == 0
    assert "Ada Quill" in table.stdout
    listed = run(app, [*base, "--format", "csv", "--table", "outlets"])
    rows = list(csv.DictReader(io.StringIO(listed.stdout)))
    assert [(row["outlet"], row["statements"]) for row in rows] == [
        ("The Harbour Post", "2"),
        (HOSTILE, "1"),
    ]
    page = run(app, [*base, "--output", str(tmp_path / "audit.html")])
    assert page.exit_code == 0
    assert (tmp_path / "audit.html").read_text().startswith("<!DOCTYPE html>")
    wrong = run(app, [*base, "--format", "csv", "--table", "sheep"])
    assert wrong.exit_code == 2
    assert "there are: speakers" in wrong.stderr
    assert run(app, [*base, "--since", "someday"]).exit_code == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--table", "outlets"), "--table is for csv"),
        (("--since", "2027", "--until", "2026"), "exchange them"),
        (("--until", "2026-02-30"), "until '2026-02-30' is no date"),
    ],
)
def test_options_that_do_not_go_together(
    path: Path, options: tuple[str, ...], message: str
) -> None:
    result = CliRunner().invoke(app, ["report", "sources", "--ledger", str(path), *options])
    assert result.exit_code == 2
    assert message in result.stderr
