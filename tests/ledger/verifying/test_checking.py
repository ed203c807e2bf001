"""Whatever is changed behind the ledger's back, verifying names the record and what is wrong."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import Ledger, connecting
from sayso.records import Origin
from tests.made import made_article, rich_article

ARTICLE = made_article(
    [("Ada Quill", "said", "the bridge is safe"), ("Tom Reed", "denied", "it was ever safe")]
)
RICH = rich_article()
FIRST = ARTICLE.statements[0].id
OUTER, INNER = (statement.id for statement in RICH.statements)
(MET,) = (interaction.id for interaction in RICH.interactions)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add([replace(ARTICLE, origin=None), replace(RICH, origin=None)])
        yield ledger


def told(ledger: Ledger) -> set[tuple[str, str, str]]:
    result = ledger.verify()
    assert result.wrong == len(result.findings)
    return {(each.place, each.name, each.message) for each in result.findings}


def test_a_ledger_as_it_was_written_is_right(ledger: Ledger) -> None:
    result = ledger.verify()
    assert result.findings == []
    assert (result.articles, result.statements, result.interactions) == (2, 4, 1)
    assert result.to_dict()["wrong"] == 0


def test_one_opened_for_reading_can_be_verified(ledger: Ledger) -> None:
    with Ledger.open(ledger.path) as reader:
        assert reader.verify().findings == []


def test_progress_is_told_by_steps(ledger: Ledger) -> None:
    seen: list[tuple[str, int, int]] = []
    ledger.verify(lambda name, done, total: seen.append((name, done, total)))
    assert {name for name, _, _ in seen} == {"file", "records", "search index", "originals"}
    assert all(done <= total for _, done, total in seen)
    assert ("records", 2, 2) in seen


@pytest.mark.parametrize(
    ("sql", "place", "name", "message"),
    [
        (
            "UPDATE article SET text = replace(text, 'safe', 'gone') WHERE id = :article",
            "article",
            ARTICLE.id,
            "its text is not the one its id was made of",
        ),
        (
            "UPDATE statement SET content = 'the bridge is down' WHERE id = :first",
            "statement",
            FIRST,
            "content is not what stands at 20-38",
        ),
        (
            "UPDATE statement SET source_spans = '[[0,9000]]' WHERE id = :first",
            "statement",
            FIRST,
            "source: 0-9000 cut nothing out of the text",
        ),
        (
            "UPDATE statement SET cue_spans = '[]' WHERE id = :first",
            "statement",
            FIRST,
            "cue: no offsets cut nothing out of the text",
        ),
        (
            "UPDATE statement SET cue = 'said t', cue_spans = '[[10,16]]' WHERE id = :first",
            "statement",
            FIRST,
            "its id is not the one of its first spans",
        ),
        (
            "UPDATE statement SET said_text = 'on Tuesday' WHERE id = :outer",
            "statement",
            OUTER,
            "said_on is not what stands at",
        ),
        (
            "UPDATE statement SET depth = 3 WHERE id = :inner",
            "statement",
            INNER,
            "its place among the statements around it is wrong",
        ),
        (
            "UPDATE statement SET day = '1999-01-01' WHERE id = :inner",
            "statement",
            INNER,
            "its day is 1999-01-01",
        ),
        (
            "UPDATE voice SET mention_text = 'Ada', mention_start = 1, mention_end = 4"
            " WHERE statement = (SELECT key FROM statement WHERE id = :first)",
            "statement",
            FIRST,
            "the mention of 'Ada Quill' is not what stands at 1-4",
        ),
        (
            "UPDATE statement SET stance = 'perhaps' WHERE id = :first",
            "statement",
            FIRST,
            "stance is 'perhaps', which is no value of it",
        ),
        (
            "UPDATE interaction SET act = 'greet' WHERE id = :met",
            "interaction",
            MET,
            "its columns and its record do not agree",
        ),
        (
            "UPDATE interaction SET record = 'no JSON' WHERE id = :met",
            "article",
            RICH.id,
            "cannot be read",
        ),
    ],
)
def test_what_is_wrong_is_named(
    ledger: Ledger, sql: str, place: str, name: str, message: str
) -> None:
    ids = {"article": ARTICLE.id, "first": FIRST, "outer": OUTER, "inner": INNER, "met": MET}
    ledger.connection.execute(sql, {key: ids[key] for key in ids if f":{key}" in sql})
    found = told(ledger)
    assert any(
        (each[0], each[1]) == (place, name) and each[2].startswith(message) for each in found
    ), found


def test_offsets_in_the_record_of_an_interaction(ledger: Ledger) -> None:
    ((stored,),) = ledger.connection.execute("SELECT record FROM interaction").fetchall()
    record = json.loads(str(stored))
    record["actors"][0]["passage"]["text"] = "Minister Ada Reed"
    record["only"] = {"text": "only", "fragments": [[0, 4]]}
    ledger.connection.execute("UPDATE interaction SET record = ?", (json.dumps(record),))
    assert {message for _, _, message in told(ledger)} == {
        "the passage of 'Minister Tom Reed' is not what stands at 105-122",
        "only is not what stands at 0-4",
    }


def test_a_correction_that_its_history_does_not_know(ledger: Ledger) -> None:
    ledger.edit(FIRST, by="ira", stance="denies", content="bridge is safe")
    assert told(ledger) == set()
    ledger.connection.execute("UPDATE statement SET stance = 'questions' WHERE id = ?", (FIRST,))
    assert told(ledger) == {
        ("statement", FIRST, "stance is not what the last decision made it"),
    }


def test_rows_that_point_nowhere(ledger: Ledger) -> None:
    ledger.connection.execute("PRAGMA foreign_keys = off")
    ledger.connection.execute("UPDATE voice SET statement = 999 WHERE key = 1")
    assert any("points to no row of statement" in message for _, _, message in told(ledger))


def test_a_search_index_that_lacks_an_entry_or_has_other_words(ledger: Ledger) -> None:
    entry = "SELECT entry FROM statement_entry ORDER BY key LIMIT 1"
    ledger.connection.execute(f"DELETE FROM statement_index WHERE rowid = ({entry})")
    assert any("is missing" in message for _, _, message in told(ledger))
    ledger.connection.execute(
        "INSERT INTO statement_index (rowid, content, speaker, addressee, outlet, tags)"
        " SELECT entry, 'the bridge is wet', speaker, addressee, outlet, tags"
        f" FROM statement_entry WHERE entry = ({entry})"
    )
    messages = {message for _, _, message in told(ledger)}
    assert messages == {
        "content has 'wet' more or less often than it is",
        "content has 'safe' more or less often than it is",
    }


def test_a_damaged_page_is_something_wrong_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "damaged.sayso"
    with Ledger.open(path, write=True) as ledger:
        ledger.add([made_article([("Ada", "said", f"it is {n}")]) for n in range(300)])
        ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connecting.one(
            ledger.connection, "SELECT rootpage FROM sqlite_schema WHERE name = 'statement'"
        )
        size = connecting.one(ledger.connection, "PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    with Ledger.open(path) as ledger:
        result = ledger.verify()
    assert result.wrong
    assert any(each.place == "ledger" for each in result.findings)


def test_findings_are_counted_but_not_all_kept(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "many.sayso", write=True) as ledger:
        ledger.add([made_article([(f"Ada {n}", "said", f"it is {n}") for n in range(1_100)])])
        ledger.connection.execute("UPDATE statement SET depth = 1")
        result = ledger.verify()
    assert result.wrong >= 1_100
    assert len(result.findings) == 1_000


def test_where_it_was_found_may_be_no_file(ledger: Ledger) -> None:
    for path in ("<stdin>", "https://harbour.example/bridge"):
        ledger.add([replace(ARTICLE, origin=Origin(path, 0, 9))])
    result = ledger.verify()
    assert (result.findings, result.originals) == ([], 0)
