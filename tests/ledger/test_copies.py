"""A text that repeats one of an earlier run is known as its copy."""

from dataclasses import replace
from pathlib import Path

from sayso.ledger import Ledger
from sayso.records import Article, digest

STORY = " ".join(
    f"Paragraph {number}: the mayor of Haven opened bridge number {number * 7} and spoke of"
    f" ferry {number * 3}, the storm of {1900 + number} and the price of bread."
    for number in range(12)
)


def article(text: str, **more: str) -> Article:
    return replace(Article.of(text), **more)  # type: ignore[arg-type]


def test_a_reprint_in_a_later_run_leads_to_the_first(tmp_path: Path) -> None:
    first = article(STORY)
    reprint = article(f"{STORY} Additional reporting by the desk.")
    again = article(f"HAVEN: {STORY}")
    other = article(STORY.replace("bridge", "school").replace("ferry", "train")[:400])
    for each in (first, reprint, again, other):
        with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
            ledger.add([each])
    with Ledger.open(tmp_path / "news.sayso") as ledger:
        found = {each.id: each.duplicate_of for each in ledger.articles()}
        assert found == {first.id: None, reprint.id: first.id, again.id: first.id, other.id: None}
        assert (ledger.article(reprint.id).similarity or 0) > 0.8


def test_a_copy_of_the_same_run_leads_to_the_earlier_run(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add([article(STORY)])
        second, third = article(f"{STORY} More."), article(f"{STORY} And more.")
        ledger.add([second, replace(third, duplicate_of=second.id, similarity=0.99)])
        assert ledger.article(third.id).duplicate_of == digest(STORY)


def test_short_texts_are_left_alone(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add([article("The bridge is open."), article("The bridge is open!")])
        assert all(each.duplicate_of is None for each in ledger.articles())
