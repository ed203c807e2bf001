"""The files are read again: gone, changed and wrong are told apart."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import reading
from sayso.ledger import Ledger, Verification, options_of

STORY = "The mayor of Haven said on Monday that the bridge over the harbour is safe again.\n"
OTHER = "The minister denied on Tuesday that anybody had ever asked about the old bridge.\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        yield ledger


def add(ledger: Ledger, *files: Path, field: tuple[str, ...] = ()) -> None:
    options = options_of(one_article=False, field=list(field), encoding=None)
    fields = dict(each.split("=") for each in field)
    with ledger.writing("test", options=options) as writer:
        for file in files:
            writer.begin(str(file))
            for article in reading.articles(
                reading.Input(str(file)), reading.Options(fields=fields)
            ):
                writer.add(article)


def counts(result: Verification) -> tuple[int, int, int, int]:
    return result.wrong, result.missing, result.changed, result.otherwise


def test_the_same_text_comes_out_of_the_file(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    add(ledger, file)
    result = ledger.verify()
    assert (result.originals, counts(result)) == (1, (0, 0, 0, 0))
    os.utime(file, (1, 1))  # another time, the same text
    assert counts(ledger.verify()) == (0, 0, 0, 0)


def test_files_that_are_gone_or_changed_are_nothing_wrong(ledger: Ledger, tmp_path: Path) -> None:
    gone, changed = tmp_path / "gone.txt", tmp_path / "changed.txt"
    gone.write_text(STORY)
    changed.write_text(OTHER)
    add(ledger, gone, changed)
    gone.unlink()
    changed.write_text("Something else stands here now, and it is longer than what was there.\n")
    result = ledger.verify()
    assert counts(result) == (0, 1, 1, 0)
    assert {(each.verdict, each.name) for each in result.findings} == {
        ("missing", str(gone)),
        ("changed", str(changed)),
    }
    assert counts(ledger.verify(originals=False)) == (0, 0, 0, 0)
    changed.write_bytes(b"\x00\xff" * 500)  # and one that cannot be read any more
    assert counts(ledger.verify()) == (0, 1, 1, 0)


def test_a_text_that_is_not_in_the_unchanged_file_is_wrong(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    add(ledger, file)
    # Text and id are changed together, so that only the file can tell.
    text = STORY.replace("safe", "shut").strip()
    elsewhere = tmp_path / "forged.txt"
    elsewhere.write_text(text + "\n")
    (article,) = reading.articles(reading.Input(str(elsewhere)))
    ledger.connection.execute("UPDATE article SET text = ?, id = ?", (article.text, article.id))
    result = ledger.verify()
    assert counts(result) == (1, 0, 0, 0)
    assert "has not changed but does not hold 1 of its texts" in result.findings[0].message
    ledger.connection.execute("UPDATE run SET version = '0.0'")
    result = ledger.verify()
    assert counts(result) == (0, 0, 0, 1)
    assert "then 0.0" in result.findings[0].message


def test_files_are_read_as_they_were_read(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "export.jsonl"
    file.write_text("".join(json.dumps({"inner": {"say": each}}) + "\n" for each in (STORY, OTHER)))
    add(ledger, file, field=("text=inner.say",))
    assert ledger.counts().articles == 2
    result = ledger.verify()
    assert (result.originals, counts(result)) == (1, (0, 0, 0, 0))


def test_of_a_file_whose_reading_was_cut_short_nobody_knows_whether_it_changed(
    ledger: Ledger, tmp_path: Path
) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    ledger.add(reading.articles(reading.Input(str(file))))
    assert counts(ledger.verify()) == (0, 0, 0, 0)
    file.write_text(OTHER)
    assert counts(ledger.verify()) == (0, 0, 0, 1)
