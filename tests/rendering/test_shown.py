"""One record on a screen: the rows of what is said elsewhere, and of what is denied."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from sayso.ledger import Appearance, Dispute, Echo, Ledger, Reference, ShownStatement
from sayso.rendering import shown
from tests.made import made_article

ARTICLE = made_article([("Ada Quill", "said", "the bridge is safe")], outlet="Post")
OWN = Reference(
    ARTICLE.statements[0].id, ARTICLE.id, None, "Post", "2026-03-02", "Ada Quill", "Ada Quill",
    "said", "the bridge is safe", "affirms", "none",
)  # fmt: skip


def other(number: int, **more: str) -> Reference:
    """What another outlet printed."""
    return replace(
        OWN,
        statement=f"{number:016x}",
        outlet=f"Bell {number}",
        content="the old bridge is safe",
        **more,
    )


@pytest.fixture
def record(tmp_path: Path) -> ShownStatement:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        with ledger.writing("test") as writer:
            writer.add(ARTICLE)
        record = ledger.show(OWN.statement)
    assert isinstance(record, ShownStatement)
    return record


def told(record: ShownStatement) -> str:
    """What is on the screen, its lines joined."""
    console = Console(file=io.StringIO(), width=400)
    with console.capture() as capture:
        console.print(shown(record, colours=False))
    return "\n".join(re.sub(r"\s+", " ", line).strip() for line in capture.get().splitlines())


def echo(*appearances: Appearance) -> Echo:
    return Echo("e" * 16, appearances)


def test_where_it_was_said_first_and_where_again(record: ShownStatement) -> None:
    first = Appearance(other(1), 1.0, "", False, ())
    own = Appearance(OWN, 0.9, "4 of 4 words", False, ())
    bent = Appearance(other(2, speaker="Tom Reed"), 0.8, "3 of 4 words", True, ())
    lines = told(replace(record, echo=echo(first, own, bent))).splitlines()
    assert (
        "first in 0000000000000001 Ada Quill: the old bridge is safe (Bell 1 2026-03-02)" in lines
    )
    assert (
        "also in 0000000000000002 Tom Reed: the old bridge is safe (Bell 2 2026-03-02)"
        " attributed to somebody else, 3 of 4 words, 0.80" in lines
    )
    assert not any(OWN.statement in line for line in lines[1:])


def test_of_many_places_the_rest_is_counted_without_the_own(record: ShownStatement) -> None:
    own = Appearance(OWN, 1.0, "", False, ())
    others = [Appearance(other(at), 0.9, "alike", False, ()) for at in range(1, 9)]
    assert "and in 3 more" in told(replace(record, echo=echo(own, *others)))
    assert "more" not in told(replace(record, echo=echo(own, *others[:5])))


def test_what_it_denies_and_who_denies_it(record: ShownStatement) -> None:
    claim = other(1, speaker="Ira \x1b[31mMoss")
    denies = Dispute("d" * 16, OWN, claim, 0.91, "denied by “said”")
    denied = Dispute("c" * 16, other(2, speaker="Tom Reed"), OWN, 0.7, "said not so")
    lines = told(replace(record, disputes=(denies, denied))).splitlines()
    assert (
        "denies 0000000000000001 Ira [31mMoss: the old bridge is safe (Bell 1 2026-03-02)"
        " denied by “said”, 0.91" in lines
    )
    assert (
        "denied in 0000000000000002 Tom Reed: the old bridge is safe (Bell 2 2026-03-02)"
        " said not so, 0.70" in lines
    )
    many = tuple(replace(denied, id=f"{at:016x}") for at in range(7))
    assert "and 2 more; see sayso disputes" in told(replace(record, disputes=many))


def test_without_links_there_are_no_rows(record: ShownStatement) -> None:
    text = told(record)
    for row in ("first in", "also in", "denies", "denied in"):
        assert row not in text
