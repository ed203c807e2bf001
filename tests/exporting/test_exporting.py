"""A ledger in the forms that other tools read."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso.cli import app
from sayso.contract import from_dict
from sayso.errors import UsageError
from sayso.exporting import TABLES, Format, Selection, safe, stream, write
from sayso.ledger import Ledger
from sayso.records import Article
from tests.made import made_article, rich_article

CLAIMS = [("Ada Quill", "said", "the bridge is safe"), ("Tom Reed", "denied", "it ever was")]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.open(tmp_path / "news.sayso", write=True)
    ledger.add([rich_article(), made_article(CLAIMS, published="2026-04-09")])
    return ledger


def lines(ledger: Ledger, form: Format, selection: Selection | None = None) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in stream(ledger, form, selection)]


def test_json_lines_hold_everything(ledger: Ledger) -> None:
    assert [from_dict(Article, each) for each in lines(ledger, Format.JSONL)] == list(
        ledger.articles()
    )


def test_days_and_outlets_choose(ledger: Ledger) -> None:
    def titles(selection: Selection) -> list[str]:
        return [each["title"] for each in lines(ledger, Format.JSONL, selection)]

    assert titles(Selection(since="2026-04-01")) == ["Made for a test"]
    assert titles(Selection(until="2026-03-02")) == ["A bridge"]
    assert titles(Selection(outlet="the harbour post")) == ["A bridge", "Made for a test"]
    assert titles(Selection(outlet="nobody")) == []


def test_what_was_rejected_is_left_out_with_what_points_at_it(ledger: Ledger) -> None:
    outer, inner = rich_article().statements
    ledger.connection.execute("UPDATE statement SET review = 'rejected' WHERE id = ?", (outer.id,))
    first = lines(ledger, Format.JSONL)[0]
    assert [(each["id"], each["parent"]) for each in first["statements"]] == [(inner.id, None)]
    assert len(lines(ledger, Format.JSONL, Selection(rejected=True))[0]["statements"]) == 2


def test_certainty_chooses_but_not_against_a_person(ledger: Ledger) -> None:
    sure = Selection(min_confidence=0.95)
    assert not lines(ledger, Format.JSONL, sure)[1]["statements"]
    ledger.connection.execute("UPDATE statement SET review = 'accepted'")
    assert len(lines(ledger, Format.JSONL, sure)[1]["statements"]) == 2


def test_csv_is_one_file_a_table(ledger: Ledger, tmp_path: Path) -> None:
    write(ledger, Format.CSV, tmp_path / "out")
    found = {
        path.stem: list(csv.DictReader(io.StringIO(path.read_text())))
        for path in (tmp_path / "out").iterdir()
    }
    assert {name: len(rows) for name, rows in found.items()} == {
        "articles": 2,
        "statements": 4,
        "voices": 6,
        "interactions": 1,
        "parties": 2,
    }
    statement = found["statements"][0]
    assert statement["speaker"] == "Ada Quill"
    assert statement["addressees"] == "reporters"
    start, end = map(int, statement["content_spans"].split(":"))
    assert rich_article().text[start:end] == statement["content"]
    one = "".join(stream(ledger, Format.CSV, table="statements"))
    assert list(csv.DictReader(io.StringIO(one))) == found["statements"]


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe(text).endswith(text)


def test_parquet_is_typed(ledger: Ledger, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    write(ledger, Format.PARQUET, tmp_path / "out")
    for table in TABLES:
        read = pq.read_table(tmp_path / "out" / f"{table.name}.parquet")
        assert read.column_names == [name for name, _ in table.columns]
    statements = pq.read_table(tmp_path / "out" / "statements.parquet").to_pylist()
    assert statements[0]["said_start"].isoformat() == "2026-03-02"
    span = statements[0]["content_spans"][0]
    assert rich_article().text[span["start"] : span["end"]] == statements[0]["content"]


def test_parquet_by_month_reads_as_one_table(ledger: Ledger, tmp_path: Path) -> None:
    dataset = pytest.importorskip("pyarrow.dataset")
    ledger.add([Article.of("No date and no statement.")])
    write(ledger, Format.PARQUET, tmp_path / "out", by_month=True)
    articles = dataset.dataset(tmp_path / "out" / "articles", partitioning="hive").to_table()
    assert sorted(articles["month"].to_pylist()) == ["2026-03", "2026-04", "unknown"]


def test_an_empty_ledger_is_exported_as_empty_tables(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    with Ledger.open(tmp_path / "empty.sayso", write=True) as empty:
        write(empty, Format.PARQUET, tmp_path / "out")
        assert list(stream(empty, Format.JSONL)) == []
    assert pq.read_table(tmp_path / "out" / "statements.parquet").num_rows == 0


def test_web_annotations_point_at_the_very_characters(ledger: Ledger) -> None:
    allowed = {"@context", "id", "type", "motivation", "generator", "body", "target"}
    texts = {article.id: article.text for article in ledger.articles()}
    found = lines(ledger, Format.ANNOTATION)
    assert len(found) == 4
    for annotation in found:
        assert set(annotation) == allowed
        assert annotation["type"] == "Annotation"
        for target in annotation["target"]:
            assert set(target) == {"type", "source", "scope", "styleClass", "selector"}
            text = texts[target["scope"].removeprefix("urn:sayso:article:")]
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_quotations_are_told_from_claims(ledger: Ledger) -> None:
    found = lines(ledger, Format.SCHEMA_ORG)
    assert [each["@type"] for each in found] == ["Quotation", "Claim", "Claim", "Claim"]
    assert [who["name"] for who in found[0]["creator"]] == ["Ada Quill", "Tom Reed"]
    assert found[0]["isPartOf"]["url"] == "https://harbour.example/bridge"
    assert found[1]["isBasedOn"] == {"@id": found[0]["@id"]}


def test_money_followers_get_each_name_once(ledger: Ledger) -> None:
    found = lines(ledger, Format.FTM)
    by_schema: dict[str, list[str]] = {}
    for entity in found:
        names = entity["properties"].get("name") or entity["properties"]["title"]
        by_schema.setdefault(entity["schema"], []).extend(names)
    assert sorted(by_schema["Person"]) == ["Ada Quill", "Minister Tom Reed", "The note", "Tom Reed"]
    assert by_schema["LegalEntity"] == ["reporters"]
    assert len(by_schema["Article"]) == 2
    ids = {entity["id"] for entity in found}
    for entity in found:
        assert set(entity["properties"].get("resolved", [])) <= ids


def test_events_are_a_row_a_pair(ledger: Ledger) -> None:
    (row,) = csv.DictReader(io.StringIO("".join(stream(ledger, Format.EVENTS))))
    assert (row["source_name"], row["event_type"], row["target_name"]) == (
        "Minister Tom Reed",
        "CONSULT",
        "Ada Quill",
    )
    assert row["source_sector"] == "GOV"
    assert row["sentence"] == "Minister Tom Reed met Ada Quill in Haven."
    (record,) = lines(ledger, Format.PLOVER)
    assert record["event"][0]["eventtype"] == "CONSULT"
    assert record["actor"][0]["code"] == "GOV"


@pytest.mark.parametrize("form", [Format.CSV, Format.PARQUET, Format.BRAT])
def test_a_folder_with_something_in_it_is_left_alone(
    ledger: Ledger, tmp_path: Path, form: Format
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        write(ledger, form, tmp_path / "out")
    assert [path.name for path in tmp_path.glob("out*")] == ["out"]


def test_a_failure_in_the_middle_leaves_nothing(ledger: Ledger, tmp_path: Path) -> None:
    def stop(_article: Article) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(ledger, Format.CSV, tmp_path / "out", watch=stop)
    assert list(tmp_path.glob("out*")) == []


def test_one_stream_and_a_folder_are_not_mixed_up(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--output"):
        stream(ledger, Format.BRAT)
    with pytest.raises(UsageError, match="--table"):
        stream(ledger, Format.CSV, table="sheep")
    with pytest.raises(UsageError, match="one file"):
        write(ledger, Format.FTM, tmp_path / "out")


def test_a_person_named_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    article = made_article([("=cmd()", "said", "the bridge is safe")])
    with Ledger.open(tmp_path / "hostile.sayso", write=True) as ledger:
        ledger.add([replace(article, title="+1")])
        rows = list(
            csv.DictReader(io.StringIO("".join(stream(ledger, Format.CSV, table="statements"))))
        )
    assert rows[0]["speaker"] == "'=cmd()"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--table", "statements"), "--table is for csv, not for jsonl"),
        (("--format", "csv", "--by-month", "--output", "x"), "--by-month is for parquet"),
        (("--since", "2027", "--until", "2026"), "exchange them"),
        (("--since", "soon"), "since 'soon' is no date"),
        (("--output", "x.csv"), "say which table with --table"),
    ],
)
def test_options_that_do_not_go_together(
    tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    with Ledger.open(tmp_path / "a.sayso", write=True) as ledger:
        ledger.add([rich_article()])
    result = CliRunner().invoke(app, ["export", "--ledger", str(tmp_path / "a.sayso"), *options])
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_suffix_says_the_format(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.sayso", write=True) as ledger:
        ledger.add([rich_article()])
    base = ["export", "--ledger", str(tmp_path / "a.sayso"), "--output"]
    table = tmp_path / "voices.csv"
    assert CliRunner().invoke(app, [*base, str(table), "--table", "voices"]).exit_code == 0
    assert table.read_text(encoding="utf-8").startswith("statement,")
    lines = tmp_path / "all"
    assert CliRunner().invoke(app, [*base, str(lines)]).exit_code == 0
    assert json.loads(lines.read_text(encoding="utf-8")) == rich_article().to_dict()
