"""What came after a place, and what came last, whatever the day it was said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Hit, Ledger
from sayso.ledger.searching import arriving
from tests.made import made_article


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "made.sayso"
    with Ledger.open(path, write=True) as opened, opened.writing("test") as writer:
        for number in range(30):
            day = ["2026-03-02", "1999-01-01", None, "2026-03-03", "no day"][number % 5]
            who = "Ada Quill" if number % 2 else "Tom Reed"
            writer.add(made_article([(who, "said", f"case {number} is open")], published=day))
    with Ledger.open(path) as opened:
        yield opened


def numbers(hits: tuple[Hit, ...]) -> list[int]:
    return [int(each.statement.content.text.split()[1]) for each in hits]


@pytest.mark.parametrize("piece", [1, 7, 5000])
@pytest.mark.parametrize("limit", [1, 4, 100])
def test_page_after_page_in_the_order_of_arrival(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, piece: int, limit: int
) -> None:
    monkeypatch.setattr(arriving, "_PIECE", piece)
    found, after = [], 0
    for _ in range(60):
        new = ledger.arrived("open", after=after, limit=limit, speaker="Quill")
        assert len(new.hits) <= limit
        found += numbers(new.hits)
        after = new.last
        if new.complete:
            break
    assert found == list(range(1, 30, 2))
    assert after == 30
    assert ledger.arrived("open", after=after).hits == ()
    assert ledger.arrived("open", after=10_000).last == 10_000


def test_days_narrow_it_down(ledger: Ledger) -> None:
    assert numbers(ledger.arrived(after=10, since="2026", until="2026-03-02").hits) == [
        10,
        15,
        20,
        25,
    ]


def test_the_last_that_came(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert numbers(ledger.latest("open", limit=5)) == [29, 28, 27, 26, 25]
    assert numbers(ledger.latest(limit=3, speaker="Reed")) == [28, 26, 24]
    monkeypatch.setattr(arriving, "_SORTED", 14)
    monkeypatch.setattr(arriving, "_PIECE", 4)
    assert numbers(ledger.latest("open", limit=5)) == [29, 28, 27, 26, 25]
    # Too far back to be looked for: the latest days stand for them.
    monkeypatch.setattr(arriving, "_PIECE", 1)
    found = numbers(ledger.latest("open", limit=10))
    assert found[:4] == [29, 28, 27, 26]
    assert len(set(found)) == 10
