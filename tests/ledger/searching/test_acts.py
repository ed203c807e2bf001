from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.ledger import ActResults, Ledger
from sayso.records import Article, Interaction, Party, Passage, digest, interaction_id
from tests.made import made_article


def meeting(number: int, actor: str, verb: str, recipient: str, **more: object) -> Article:
    text = f"It is told.\n\n{actor} {verb} {recipient} ({number})."
    start = text.index(actor)
    spans = []
    for words in (actor, verb, recipient):
        begin = text.index(words, start)
        spans.append((begin, begin + len(words)))
        start = begin + len(words)
    sides = [Passage.cut(text, [span]) for span in spans]
    key = digest(text)
    act = Interaction(
        interaction_id(key, [spans[1]], [[spans[0]]], [[spans[2]]]),
        "CONSULT",
        sides[1],
        "meet",
        actors=(Party(actor, sides[0], "person", country="LTU"),),
        recipients=(Party(recipient, sides[2], "person"),),
        confidence=0.9,
    )
    made = made_article((), path=f"{number}.txt", id=key, text=text, published=f"202{number}-05-01")
    return replace(made, interactions=(replace(act, **more),))  # type: ignore[arg-type]


def add(ledger: Ledger, *articles: Article) -> None:
    with ledger.writing("test") as writer:
        for each in articles:
            writer.add(each)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "made.sayso", write=True) as opened:
        add(
            opened,
            *[
                meeting(1, "Ada Quill", "met", "Tom Reed"),
                meeting(
                    2, "Tom Reed", "voiced support for", "Ira Moss", type="SUPPORT", act="praise"
                ),
                meeting(3, "Ira Moss", "will meet", "Ada Quill", status="planned", confidence=0.4),
            ],
        )
        yield opened


def actors(found: ActResults) -> list[str]:
    return [hit.interaction.actors[0].name for hit in found.hits]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["Ira Moss", "Tom Reed", "Ada Quill"]),
        ({"sort": "oldest"}, ["Ada Quill", "Tom Reed", "Ira Moss"]),
        ({"actor": "reed"}, ["Tom Reed"]),
        ({"recipient": "Reed"}, ["Ada Quill"]),
        ({"type": ["support", "ACCUSE"]}, ["Tom Reed"]),
        ({"act": "meet"}, ["Ira Moss", "Ada Quill"]),
        ({"act": "voiced support"}, ["Tom Reed"]),
        ({"status": "planned"}, ["Ira Moss"]),
        ({"country": "ltu", "until": "2021"}, ["Ada Quill"]),
        ({"country": "RUS"}, []),
        ({"since": "2022-05-01", "min_confidence": 0.5}, ["Tom Reed"]),
        ({"outlet": "harbour", "actor": "quill"}, ["Ada Quill"]),
    ],
)
def test_filters(ledger: Ledger, filters: dict[str, Any], expected: list[str]) -> None:
    found = ledger.interactions(**filters)
    assert actors(found) == expected
    assert (found.total, found.exact, found.next) == (len(expected), True, None)


def test_a_hit_shows_where_it_stands(ledger: Ledger) -> None:
    (hit,) = ledger.interactions(actor="quill").hits
    assert hit.around.text == "Ada Quill met Tom Reed (1)."
    assert ledger.article(hit.article).interactions == (hit.interaction,)
    assert hit.day == "2021-05-01"


def test_pages_join(ledger: Ledger) -> None:
    first = ledger.interactions(limit=2)
    add(ledger, meeting(4, "Lena Orr", "met", "Tom Reed"))
    assert actors(ledger.interactions(limit=2, after=first.next)) == ["Ada Quill"]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"type": "HUG"}, "AGREE, CONSULT"),
        ({"status": "done"}, "happened, planned"),
        ({"country": "Russia"}, "three letters"),
        ({"sort": "best"}, "newest or oldest"),
        ({"after": "nowhere"}, "no place"),
    ],
)
def test_what_cannot_be_is_said_clearly(
    ledger: Ledger, filters: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        ledger.interactions(**filters)
