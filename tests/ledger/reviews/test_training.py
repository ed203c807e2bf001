"""What was corrected can be learned from: the files are those that evaluating reads, too."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.evaluating.corpora import read_corpus
from sayso.ledger import Ledger
from tests.made import made_article, rich_article

PLAIN = made_article(
    [("Ada Quill", "said", "the bridge is safe"), ("Tom Reed", "denied", "it was ever safe")]
)
RICH = rich_article()
OUTER, INNER = RICH.statements


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add([PLAIN, RICH, made_article([("Ira Moss", "said", "nothing")], path="n.txt")])
        yield ledger


def test_only_articles_in_which_something_was_decided(ledger: Ledger) -> None:
    assert list(ledger.training_data()) == []
    ledger.accept(PLAIN.statements[0].id, by="ira")
    (article,) = ledger.training_data()
    assert article["doc"] == PLAIN.id
    assert [each["review"] for each in article["attributions"]] == ["accepted", None]
    assert [label["i"] for label in article["labels"]] == [0]
    assert list(ledger.training_data(complete=True)) == []
    ledger.accept(PLAIN.statements[1].id, by="ira")
    assert [each["doc"] for each in ledger.training_data(complete=True)] == [PLAIN.id]
    ledger.undo_review(PLAIN.statements[0].id, by="ira")
    ledger.undo_review(PLAIN.statements[1].id, by="ira")
    assert list(ledger.training_data()) == []


def test_what_was_rejected_is_left_out_and_what_stood_in_it_moves_up(ledger: Ledger) -> None:
    ledger.accept(INNER.id, by="ira")
    (article,) = ledger.training_data()
    assert len(article["attributions"]) == 1
    assert article["labels"] == []  # nobody has looked at the outer one
    ledger.reject(OUTER.id, by="ira")
    (article,) = ledger.training_data()
    (attribution,) = article["attributions"]
    assert attribution["content"] == [list(span) for span in INNER.content.fragments]
    (label,) = article["labels"]
    assert (label["speaker"], label["hedge"], label["nested"]) == ("The note", "secondhand", [])


def test_the_files_are_read_as_a_corpus(ledger: Ledger, tmp_path: Path) -> None:
    ledger.edit(OUTER.id, by="ira", stance="questions", speaker="Ada Quill", role="Mayor")
    ledger.edit(PLAIN.statements[1].id, by="ira", content="ever safe", hedge="alleged")
    documents, labels = tmp_path / "corrected.jsonl", tmp_path / "labels.jsonl"
    found = list(ledger.training_data())
    documents.write_text("".join(json.dumps(each) + "\n" for each in found))
    labels.write_text("".join(json.dumps(line) + "\n" for each in found for line in each["labels"]))

    plain, rich = read_corpus(documents, labels)
    (outer,) = rich.attributions
    assert rich.article_text == RICH.text
    assert outer.labels is not None
    assert outer.labels.speakers == ("Ada Quill",)
    assert (outer.labels.stance, outer.labels.kind) == ("questions", "person")
    assert outer.labels.addressees == ("reporters",)
    (nested,) = outer.labels.nested
    assert nested.content == INNER.content.fragments
    first, second = plain.attributions
    assert first.labels is None
    start = PLAIN.text.index("ever safe")
    assert second.content == ((start, start + len("ever safe")),)
    assert second.labels is not None
    assert second.labels.hedge == "alleged"


def test_those_who_speak_together_are_joined(ledger: Ledger) -> None:
    ledger.edit(PLAIN.statements[0].id, by="ira", speaker=["Ada Quill", "Tom Reed"])
    ledger.edit(PLAIN.statements[1].id, by="ira", speaker=None)
    (article,) = ledger.training_data()
    assert [label["speaker"] for label in article["labels"]] == ["Ada Quill & Tom Reed", "unknown"]
    assert [label["kind"] for label in article["labels"]] == ["person", "unknown"]


def test_nested_ones_in_fragments_have_their_longest(ledger: Ledger) -> None:
    start = INNER.content.start
    ledger.edit(INNER.id, by="ira", content=[(start, start + 3), (start + 4, start + 10)])
    ledger.accept(OUTER.id, by="ira")
    (article,) = ledger.training_data()
    (nested,) = article["labels"][0]["nested"]
    assert nested["content"] == [start + 4, start + 10]
