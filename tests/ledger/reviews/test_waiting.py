from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import Ledger, Waiting
from tests.made import made_article

ARTICLE = made_article(
    [
        ("Ada Quill", "said", "the bridge is safe"),
        ("Tom Reed", "denied", "the bridge was ever safe"),
        ("Ira Moss", "said", "the harbour is dry"),
    ]
)
SURE = [0.9, 0.2, 0.5]
OTHER = made_article([("Ada Quill", "wrote", "nothing")], path="o.txt", outlet="The Evening Bell")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    statements = tuple(
        replace(each, confidence=sure, stance="denies" if sure == 0.2 else "affirms")
        for each, sure in zip(ARTICLE.statements, SURE, strict=True)
    )
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add([replace(ARTICLE, statements=statements), OTHER])
        yield ledger


def names(ledger: Ledger, wanted: Waiting) -> list[str]:
    found = [ledger.statement(each).speakers[0].name for each in ledger.waiting(wanted)]
    assert ledger.count_waiting(wanted) == len(found)
    return found


def test_the_least_certain_come_first(ledger: Ledger) -> None:
    assert names(ledger, Waiting()) == ["Tom Reed", "Ira Moss", "Ada Quill", "Ada Quill"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Waiting(speaker="quill"), ["Ada Quill", "Ada Quill"]),
        (Waiting(outlet="the evening bell"), ["Ada Quill"]),
        (Waiting(article=ARTICLE.id[:8], below=0.5), ["Tom Reed", "Ira Moss"]),
        (Waiting(stance="denies"), ["Tom Reed"]),
        (Waiting(speaker="%"), []),
    ],
)
def test_only_those_that_are_wanted(ledger: Ledger, wanted: Waiting, expected: list[str]) -> None:
    assert names(ledger, wanted) == expected


def test_what_is_decided_is_not_offered_again(ledger: Ledger) -> None:
    waiting = ledger.waiting()
    first = next(waiting)
    with Ledger.open(ledger.path, write=True) as another:
        another.accept(ARTICLE.statements[2].id, by="tom")
    ledger.reject(first, by="ira")
    assert [ledger.statement(each).confidence for each in waiting] == [0.9, 0.9]
    assert first not in list(ledger.waiting())
    ledger.undo_review(first, by="ira")
    assert first in list(ledger.waiting())
