"""Everything about a record, and where it comes from in the terms of W3C PROV."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import UnknownError
from sayso.ledger import Ledger, ShownArticle, ShownInteraction, ShownStatement
from sayso.records import Origin, Stance
from tests.ledger.linked import printed
from tests.made import rich_article

ARTICLE = rich_article()
OUTER, INNER = ARTICLE.statements
(MET,) = ARTICLE.interactions
DENIED: dict[str, Stance] = {"denied": "denies"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add([ARTICLE], model="0123456789abcdef")
        yield ledger


def nodes(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    provenance = record["provenance"]
    names = set(provenance["@context"]) | {"@id", "@type"}
    for node in provenance["@graph"]:
        assert node.keys() <= names  # nothing that the context does not explain
    return {node["@id"]: node for node in provenance["@graph"]}


def test_a_statement_with_what_is_around_it(ledger: Ledger) -> None:
    shown = ledger.show(OUTER.id[:7])
    assert isinstance(shown, ShownStatement)
    assert (shown.statement, shown.article, shown.review) == (OUTER, ARTICLE, None)
    assert shown.nested == (INNER,)
    assert shown.parent is None
    assert [person and person.name for person in shown.people] == ["Ada Quill", "Tom Reed"]
    start, end = shown.paragraph
    assert ARTICLE.text[start:end].startswith("HAVEN")
    assert ARTICLE.text[start:end].endswith("on Monday.")
    inner = ledger.show(INNER.id)
    assert isinstance(inner, ShownStatement)
    assert inner.parent == OUTER


def test_an_article_and_an_interaction(ledger: Ledger) -> None:
    ledger.accept(INNER.id, by="ira")
    article = ledger.show(ARTICLE.id)
    assert isinstance(article, ShownArticle)
    assert (article.article, article.reviews) == (ARTICLE, {INNER.id: "accepted"})
    interaction = ledger.show(MET.id)
    assert isinstance(interaction, ShownInteraction)
    assert interaction.interaction == MET
    assert interaction.to_dict()["paragraph"]["text"] == "Minister Tom Reed met Ada Quill in Haven."


def test_a_beginning_that_more_than_one_id_has(ledger: Ledger) -> None:
    ledger.connection.execute("UPDATE statement SET id = 'abcd000000000001' WHERE depth = 0")
    ledger.connection.execute("UPDATE article SET id = 'abcd000000000002'")
    with pytest.raises(UnknownError, match="statement abcd000000000001, article abcd000000000002"):
        ledger.show("abcd")
    with pytest.raises(UnknownError, match="nothing with the id"):
        ledger.show("0" * 16)
    with pytest.raises(UnknownError, match="is no id"):
        ledger.show("news")


def test_provenance_leads_from_the_statement_to_the_file(ledger: Ledger) -> None:
    graph = nodes(ledger.show(INNER.id).to_dict())
    statement = graph[f"sayso:statement:{INNER.id}"]
    article = graph[statement["wasDerivedFrom"]]
    assert statement["@type"] == article["@type"] == "prov:Entity"
    (place,) = article["wasDerivedFrom"]
    assert graph[place]["label"] == "saved/pages.zip!a.txt"
    assert place == "sayso:file:saved/pages.zip%21a.txt#record=4&char=3,150"
    run = graph[statement["wasGeneratedBy"]]
    assert run["@type"] == "prov:Activity"
    assert run["label"] == "Ledger.add"
    assert run["startedAtTime"] <= run["endedAtTime"]
    agents = [graph[each] for each in run["wasAssociatedWith"]]
    assert {each["@type"] for each in agents} == {"prov:SoftwareAgent"}
    assert agents[1]["label"] == "model 0123456789abcdef"


def test_provenance_has_every_decision(ledger: Ledger) -> None:
    ledger.edit(INNER.id, by="ira moss", why="by the headline", stance="denies")
    ledger.undo_review(INNER.id, by="tom")
    graph = nodes(ledger.show(INNER.id).to_dict())
    now = graph[f"sayso:statement:{INNER.id}"]
    edited = graph[now["wasRevisionOf"]]
    first = graph[edited["wasRevisionOf"]]
    assert "wasDerivedFrom" in first
    assert edited["value"] == {"stance": "denies", "review": "edited"}
    assert now["value"] == {"stance": "affirms", "review": None}
    edit = graph[edited["wasGeneratedBy"]]
    assert edit["label"] == "edit: by the headline"
    assert graph[edit["wasAssociatedWith"]]["label"] == "ira moss"
    assert graph[edit["wasAssociatedWith"]]["@type"] == "prov:Person"
    assert edit["wasAssociatedWith"] == "sayso:person:ira%20moss"


def test_all_places_of_a_text_are_named(ledger: Ledger) -> None:
    ledger.add([replace(ARTICLE, origin=Origin("https://harbour.example/b", 0, 9))])
    graph = nodes(ledger.show(ARTICLE.id).to_dict())
    places = graph[f"sayso:article:{ARTICLE.id}"]["wasDerivedFrom"]
    assert places[1] == "https://harbour.example/b#char=0,9"


def test_what_others_print_and_deny_is_shown_with_a_statement(tmp_path: Path) -> None:
    charge = "Mayor Quill took bribes from the builders of the Haven bridge"
    no = "that she took bribes from the builders of the Haven bridge"
    with Ledger.open(tmp_path / "links.sayso", write=True) as ledger:
        ledger.add(
            [
                printed("Post", "2026-03-02", ("Ira Moss", "alleged", charge)),
                printed("Echo", "2026-03-03", ("Ira Moss", "alleged", charge)),
                printed("Bell", "2026-03-04", ("Ada Quill", "denied", no), stances=DENIED),
            ]
        )
        first, again, denial = (each.statements[0].id for each in ledger.articles())
        shown, denied = ledger.show(first), ledger.show(denial)
    assert isinstance(shown, ShownStatement)
    assert isinstance(denied, ShownStatement)
    assert shown.echo
    assert [each.said.statement for each in shown.echo.appearances] == [first, again]
    record = shown.to_dict()
    assert record["echo"]["size"] == 2
    assert {each["denial"]["statement"] for each in record["disputes"]} == {denial}
    assert denied.echo is None
    assert first in {each.claim.statement for each in denied.disputes}
