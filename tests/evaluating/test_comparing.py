from dataclasses import replace
from typing import Any

import pytest

from sayso.evaluating import Comparison, GoldAttribution, Labels, as_statement
from sayso.evaluating.comparing import compare
from sayso.records import Speaker, Statement, When

TEXT = "Ada Marlow said on Monday rain was near. She denied it."
LABELS = Labels(
    speakers=("Ada Marlow",),
    type="assertion",
    stance="affirms",
    hedge="none",
    kind="person",
    addressees=(),
)
SAID = GoldAttribution(((0, 10),), ((11, 15),), ((26, 39),), labels=LABELS)
MONDAY = When("Monday", "2031-05-05", "2031-05-05", "day")
MAY = When("May", "2031-05-01", "2031-05-31", "month")


def ask(
    attribute: str, labels: dict[str, Any], found: dict[str, Any], gold: GoldAttribution = SAID
) -> Comparison:
    """One attribute, where both sides differ so from a statement by Ada Marlow."""
    statement = replace(as_statement(TEXT, SAID), **found)
    labelled = replace(gold, labels=replace(LABELS, **labels))
    (comparison,) = (c for c in compare(TEXT, labelled, statement) if c.attribute == attribute)
    return comparison


def speak(*speakers: Speaker) -> dict[str, Any]:
    return {"speaker": speakers[0] if speakers else None, "speakers": speakers}


def test_perfect_statement_is_right_in_everything() -> None:
    gold = replace(SAID, labels=replace(LABELS, addressees=("Bo Quill",), said_on=(MONDAY,)))
    comparisons = list(compare(TEXT, gold, as_statement(TEXT, gold)))
    assert all(each.right for each in comparisons)
    names = [each.attribute for each in comparisons]
    assert names == ["speaker", "kind", "type", "stance", "hedge", "addressee", "date"]


def test_what_the_gold_does_not_label_is_not_asked() -> None:
    assert list(compare(TEXT, replace(SAID, labels=None), as_statement(TEXT, SAID))) == []
    nested = replace(SAID, labels=replace(LABELS, kind=None, addressees=None))
    asked = [each.attribute for each in compare(TEXT, nested, as_statement(TEXT, nested))]
    assert asked == ["speaker", "type", "stance", "hedge"]


def test_speaker_alone_counts_where_speakers_are_not_given() -> None:
    alone = {"speaker": Speaker("Ada Marlow"), "speakers": ()}
    assert ask("speaker", {}, alone).right
    wrong = ask("speaker", {}, speak())
    assert (wrong.right, wrong.gold, wrong.found) == (False, "Ada Marlow", "")


@pytest.mark.parametrize(
    ("speakers", "source", "hard"),
    [
        (("Ada Marlow",), ((0, 10),), False),
        (("Ada Marlow",), ((41, 44),), True),
        (("Ada Marlow",), (), True),
        (("Ada Jo Marlow", "Marlow"), ((0, 10),), False),
        (("Ada Jo Marlow",), ((0, 10),), True),
        (("unknown",), (), False),
        (("forecaster", "unknown"), (), False),
    ],
)
def test_hard_is_a_name_that_no_reading_of_the_source_gives(
    speakers: tuple[str, ...], source: tuple[tuple[int, int], ...], hard: bool
) -> None:
    gold = replace(SAID, source=source)
    assert ask("speaker", {"speakers": speakers}, {}, gold).rare == hard


def test_kind() -> None:
    assert ask("kind", {"kind": "unknown"}, speak()).right
    assert not ask("kind", {"kind": "person"}, speak()).right
    assert not ask("kind", {"kind": "country"}, speak(Speaker("Ada", "person"))).right
    assert ask("kind", {"kind": "country"}, {}).rare
    assert not ask("kind", {}, {}).rare


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ("group", ("person", "person"), True),
        ("person", ("person", "person"), True),
        ("country", ("country", "country"), True),
        ("group", ("organization", "organization"), True),
        ("country", ("person", "person"), False),
        ("person", ("group",), True),
        ("country", ("group",), False),
    ],
)
def test_kind_of_several(gold: str, found: tuple[Any, ...], right: bool) -> None:
    speakers = speak(*(Speaker("somebody", kind) for kind in found))
    assert ask("kind", {"kind": gold, "speakers": ("A & B",)}, speakers).right == right


@pytest.mark.parametrize(
    ("attribute", "common", "other"),
    [
        ("type", "assertion", "belief"),
        ("stance", "affirms", "denies"),
        ("hedge", "none", "alleged"),
    ],
)
def test_values(attribute: str, common: str, other: str) -> None:
    assert ask(attribute, {attribute: common}, {attribute: common}).right
    wrong = ask(attribute, {attribute: other}, {attribute: common})
    assert (wrong.right, wrong.rare, wrong.gold, wrong.found) == (False, True, other, common)
    assert not ask(attribute, {attribute: common}, {attribute: other}).rare


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ((), (), True),
        ((), ("Bo Quill",), False),
        (("Bo Quill",), (), False),
        (("Bo Quill",), ("Quill",), True),
        (("Bo Quill",), ("Di Foss", "Bo Quill"), True),
        (("Bo Quill",), ("Di Foss",), False),
        (("crowd of reporters", "reporters"), ("the reporters",), True),
    ],
)
def test_addressee(gold: tuple[str, ...], found: tuple[str, ...], right: bool) -> None:
    addressees = tuple(Speaker(name) for name in found)
    comparison = ask("addressee", {"addressees": gold}, {"addressees": addressees})
    assert (comparison.right, comparison.rare) == (right, bool(gold))


def test_date() -> None:
    assert ask("date", {"said_on": (MONDAY,)}, {"said_on": MONDAY}).right
    missing = ask("date", {"said_on": (MAY,)}, {"said_on": None})
    assert (missing.right, missing.rare, missing.found) == (False, True, "")
    assert missing.gold == "May (2031-05-01 to 2031-05-31)"
    unresolved = When("Monday", None, None, "unresolved")
    assert ask("date", {"said_on": (MONDAY,)}, {"said_on": unresolved}).found == (
        "Monday (unresolved)"
    )


def test_found_statement_may_be_bare() -> None:
    bare = Statement("id", as_statement(TEXT, SAID).content)
    assert [c.attribute for c in compare(TEXT, SAID, bare) if not c.right] == ["speaker", "kind"]
