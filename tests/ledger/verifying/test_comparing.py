"""What a model says otherwise: gone, new, changed, paired by where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sayso.errors import UnknownError
from sayso.extracting import Extraction, Story
from sayso.ledger import Difference, Ledger
from sayso.records import Interaction, Passage, Speaker, Statement, statement_id
from tests.made import made_article, rich_article

ARTICLE = made_article(
    [
        ("Ada Quill", "said", "the bridge is safe"),
        ("Tom Reed", "denied", "it was ever safe"),
        ("Ira Moss", "said", "the harbour is dry"),
    ]
)
RICH = rich_article()
FIRST, SECOND, THIRD = ARTICLE.statements


class Says:
    """A model that says of each text what it is told to."""

    def __init__(
        self, told: dict[str, tuple[Statement, ...]], acts: tuple[Interaction, ...] = ()
    ) -> None:
        self._told, self._acts = told, acts

    def read_many(self, texts: Iterable[str | Story]) -> Iterator[Extraction]:
        ahead = list(texts)  # as a real one reads ahead
        for each in ahead:
            text, published, _ = Story(each) if isinstance(each, str) else each
            assert published == date(2026, 3, 2)
            acts = self._acts if text == RICH.text else ()
            yield Extraction(list(self._told[text]), list(acts))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add([ARTICLE, RICH, replace(LATE, language="fr"), LATER])
        yield ledger


LATE = made_article([("Ada", "dit", "rien")], path="fr.txt")
LATER = made_article([("Ada", "said", "nothing")], path="en.txt")
SAME = {each.text: each.statements for each in (ARTICLE, RICH, LATER)}


def compared(ledger: Ledger, statements: Iterable[Statement]) -> list[Difference]:
    told = SAME | {ARTICLE.text: tuple(statements)}
    found = dict(ledger.compare(Says(told, RICH.interactions)))
    assert found[LATER.id] == []
    return found[ARTICLE.id]


def moved(statement: Statement, start: int) -> Statement:
    """The same with a content that begins elsewhere, and so under another id."""
    content = Passage.cut(ARTICLE.text, [(start, statement.content.end)])
    assert statement.source
    assert statement.cue
    spans = [part.fragments for part in (statement.source, statement.cue, content)]
    return replace(statement, content=content, id=statement_id(ARTICLE.id, *spans))


def test_a_model_that_says_the_same(ledger: Ledger) -> None:
    assert compared(ledger, ARTICLE.statements) == []
    sure = [replace(each, confidence=0.1) for each in ARTICLE.statements]
    assert compared(ledger, sure) == []  # how sure it is makes no difference


def test_what_is_gone_new_and_changed(ledger: Ledger) -> None:
    other = replace(THIRD, stance="denies", speaker=None, speakers=())
    apart = Passage.cut(ARTICLE.text, [(SECOND.content.start, SECOND.content.start + 2)])
    new = replace(SECOND, id="f" * 16, content=apart)
    ledger.reject(SECOND.id, by="ira")
    found = compared(ledger, [FIRST, other, new])
    assert [(each.what, each.id, each.review) for each in found] == [
        ("gone", SECOND.id, "rejected"),
        ("changed", THIRD.id, None),
        ("new", "f" * 16, None),
    ]
    assert found[1].fields == {
        "stance": ("affirms", "denies"),
        "speakers": ([{"name": "Ira Moss", "kind": "person", "role": "mayor"}], []),
    }


def test_a_statement_with_other_edges_is_the_same_one(ledger: Ledger) -> None:
    found = compared(ledger, [moved(FIRST, FIRST.content.start + 4), SECOND, THIRD])
    (only,) = found
    assert (only.what, only.id) == ("changed", FIRST.id)
    assert [pair["text"] for pair in only.fields["content"]] == [
        "the bridge is safe",
        "bridge is safe",
    ]
    assert only.to_dict()["fields"]["content"][1]["text"] == "bridge is safe"


def test_what_a_person_corrected_is_what_is_compared(ledger: Ledger) -> None:
    ledger.edit(FIRST.id, by="ira", speaker="Tom Reed")
    (only,) = compared(ledger, ARTICLE.statements)
    assert (only.what, only.review) == ("changed", "edited")
    said = replace(FIRST, speaker=None, speakers=(Speaker("Tom Reed", "person", "mayor"),))
    assert compared(ledger, [said, SECOND, THIRD]) == []


def test_nested_ones_keep_their_parent_under_its_new_id(ledger: Ledger) -> None:
    outer, inner = RICH.statements
    renamed = replace(outer, id="e" * 16)
    told = SAME | {RICH.text: (renamed, replace(inner, parent="e" * 16))}
    assert dict(ledger.compare(Says(told, RICH.interactions)))[RICH.id] == []
    told = SAME | {RICH.text: (outer, replace(inner, parent=None))}
    (only,) = dict(ledger.compare(Says(told, RICH.interactions)))[RICH.id]
    assert only.fields == {"parent": (outer.id, None)}


def test_a_part_at_a_time(ledger: Ledger) -> None:
    seen: list[int] = []

    def watch(name: str, done: int, total: int) -> None:
        assert (name, done <= total) == ("articles", True)
        seen.append(total)

    says = Says(SAME, RICH.interactions)
    first = [each for each, _ in ledger.compare(says, watch, limit=2)]
    rest = [each for each, _ in ledger.compare(says, watch, since=first[-1])]
    assert first + rest == [ARTICLE.id, RICH.id, LATER.id]  # none that is not in English
    assert set(seen) == {2, 1}
    assert list(ledger.compare(says, since=LATER.id)) == []
    with pytest.raises(UnknownError):
        next(ledger.compare(says, since="0" * 16))


def test_interactions_are_compared_by_what_is_done(ledger: Ledger) -> None:
    (met,) = RICH.interactions
    others = replace(met, id="d" * 16, recipients=(), status="planned")
    (only,) = dict(ledger.compare(Says(SAME, (others,))))[RICH.id]
    assert (only.record, only.what, only.id, only.text) == ("interaction", "changed", met.id, "met")
    assert only.fields == {
        "recipients": ([{"name": "Ada Quill", "kind": "person", "role": None}], []),
        "status": ("happened", "planned"),
    }
    apart = replace(others, predicate=Passage.cut(RICH.text, [(0, 5)]))
    found = dict(ledger.compare(Says(SAME, (apart,))))[RICH.id]
    assert [(each.what, each.id) for each in found] == [("gone", met.id), ("new", "d" * 16)]
