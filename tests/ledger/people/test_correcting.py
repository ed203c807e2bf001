from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import LedgerError, UnknownError, UsageError
from sayso.ledger import Ledger
from tests.ledger.people.support import articles, make, speakers


def test_a_merge_holds_for_what_is_added_later(tmp_path: Path) -> None:
    with make(tmp_path, ["Ada Quill"], ["Ada Wren"]) as ledger:
        ledger.merge("Ada Quill", "Ada Wren", by="ed", why="she married")
        ledger.add(articles(["Ada Wren"], ["Ada Quill"], start=100))
        assert set(speakers(ledger)) == {"ada-quill"}
        person = ledger.person("Ada Wren")
        assert (person.name, person.statements) == ("Ada Quill", 4)
        assert set(person.aliases) == {"Ada Quill", "Ada Wren"}
        [decision] = ledger.decisions("Ada Quill")
    assert (decision.act, decision.who, decision.reason) == ("merge", "ed", "she married")


def test_a_merge_taken_back_leaves_things_as_they_were(tmp_path: Path) -> None:
    with make(tmp_path, ["Ada Quill"], ["Ada Wren"], ["Ada Wren"]) as ledger:
        before = speakers(ledger), [each.to_dict() for each in ledger.people()]
        key = ledger.merge("Ada Quill", "Ada Wren", by="ed")
        ledger.undo(key, by="eve")
        assert (speakers(ledger), [each.to_dict() for each in ledger.people()]) == before
        [decision] = ledger.decisions("Ada Wren")
        assert (decision.undone_by, decision.act) == ("eve", "merge")
        with pytest.raises(UsageError, match="already"):
            ledger.undo(key, by="eve")


def test_a_surname_merged_is_not_taken_away_by_somebody_new(tmp_path: Path) -> None:
    with make(tmp_path, *[["Falkenrath"]] * 3, ["Tom Reed"]) as ledger:
        ledger.merge("Tom Reed", "Falkenrath", by="ed")
        ledger.add(articles(["Ines Falkenrath"], ["Falkenrath"], start=100))
        assert speakers(ledger) == ["tom-reed"] * 4 + ["ines-falkenrath", "tom-reed"]


def test_a_split_by_name_holds_for_what_is_added_later(tmp_path: Path) -> None:
    with make(tmp_path, ["George Marsh"], ["George W. Marsh"], ["George W. Marsh"]) as ledger:
        assert len(set(speakers(ledger))) == 1
        ledger.split("George Marsh", aliases=["George Marsh"], by="ed", why="his father")
        ledger.add(articles(["George Marsh"], ["George W. Marsh"], start=100))
        first, second, third, fourth, fifth = speakers(ledger)
        assert first == fourth != second == third == fifth


def test_a_split_by_role_tells_later_ones_by_their_roles(tmp_path: Path) -> None:
    with make(
        tmp_path, [("Michael Brown", "sheriff")], [("Michael Brown", "coach")], ["Michael Brown"]
    ) as ledger:
        assert len(set(speakers(ledger))) == 1
        ledger.split("Michael Brown", roles=["coach"], called=" Mike the  Coach", by="ed")
        assert ledger.person("mike-the-coach").name == "Mike the Coach"
        ledger.add(articles([("Michael Brown", "coach")], [("Michael Brown", "sheriff")], start=9))
        first, second, _, fourth, fifth = speakers(ledger)
        assert second == fourth == "mike-the-coach"
        assert first == fifth == "michael-brown"


def test_a_split_by_article_taken_back(tmp_path: Path) -> None:
    with make(tmp_path, ["Ada Quill"], ["Ada Quill"], ["Ada Quill"]) as ledger:
        before = [each.to_dict() for each in ledger.people()]
        chosen = next(iter(ledger.articles())).id
        key = ledger.split("Ada Quill", articles=[chosen], by="ed")
        assert speakers(ledger) == ["ada-quill-2", "ada-quill", "ada-quill"]
        ledger.undo(key, by="ed")
        assert [each.to_dict() for each in ledger.people()] == before
        assert ledger.person("ada-quill-2").id == "ada-quill"
        assert ledger.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_merge_split_and_undo_in_any_order(tmp_path: Path) -> None:
    with make(tmp_path, ["Ada Quill"], ["Ada Wren"], ["Tom Reed"], ["Ada Wren"]) as ledger:
        before = speakers(ledger)
        one = ledger.merge("Ada Quill", "Ada Wren", by="ed")
        two = ledger.merge("Tom Reed", "Ada Quill", by="ed")
        three = ledger.split("Tom Reed", aliases=["Ada Quill"], by="ed")
        ledger.undo(one, by="ed")
        assert speakers(ledger)[1] == "ada-wren"
        ledger.undo(three, by="ed")
        ledger.undo(two, by="ed")
        assert speakers(ledger) == before


def test_a_name_that_was_given_stays(tmp_path: Path) -> None:
    with make(tmp_path, ["Ada Quill"]) as ledger:
        key = ledger.rename("Ada Quill", "Dame Ada Quill OBE", by="ed")
        ledger.add(articles(*[["Ada M. Quill"]] * 5, start=100))
        assert ledger.person("Ada Quill").name == "Dame Ada Quill OBE"
        assert ledger.person("Dame Ada Quill OBE").id == "ada-quill"
        ledger.undo(key, by="ed")
        assert ledger.person("Ada Quill").name == "Ada M. Quill"
        assert "Dame Ada Quill OBE" not in ledger.person("Ada Quill").aliases


def test_what_cannot_be_done_says_why(tmp_path: Path) -> None:
    with make(
        tmp_path, ["Ada Quill", ("Harrow Mills", None, "organization")], ["Bill Marsh"],
        ["Hillary Marsh"],
    ) as ledger:  # fmt: skip
        with pytest.raises(UnknownError, match="did you mean Ada Quill"):
            ledger.person("Ada Quil1")
        with pytest.raises(UnknownError, match="bill-marsh, hillary-marsh"):
            ledger.person("Marsh")
        with pytest.raises(UsageError, match="one already"):
            ledger.merge("Ada Quill", "A. Quill", by="ed")
        with pytest.raises(UsageError, match="only like can be merged"):
            ledger.merge("Ada Quill", "Harrow Mills", by="ed")
        with pytest.raises(UsageError, match="nothing of Ada Quill"):
            ledger.split("Ada Quill", aliases=["Tom Reed"], by="ed")
        with pytest.raises(UsageError, match="all of Ada Quill"):
            ledger.split("Ada Quill", aliases=["Ada Quill"], by="ed")
        with pytest.raises(UsageError, match="what to split off"):
            ledger.split("Ada Quill", by="ed")
        with pytest.raises(UsageError, match="1 to 200"):
            ledger.split("Ada Quill", articles=["0" * 16], called="x" * 300, by="ed")
        with pytest.raises(UsageError, match="1 to 200"):
            ledger.rename("Ada Quill", " ", by="ed")
        with pytest.raises(UsageError, match="no kind"):
            ledger.people(kind="dog")
        with pytest.raises(UnknownError, match="no decision 99"):
            ledger.undo(99, by="ed")
    with (
        Ledger.open(tmp_path / "made.sayso") as ledger,
        pytest.raises(LedgerError, match="opened for reading"),
    ):
        ledger.merge("Ada Quill", "Bill Marsh", by="ed")


def test_the_name_of_a_split_goes_when_it_is_taken_back(tmp_path: Path) -> None:
    with make(tmp_path, ["Ada Quill"], ["Ada Quill"]) as ledger:
        before = [each.to_dict() for each in ledger.people()]
        chosen = next(iter(ledger.articles())).id
        key = ledger.split("Ada Quill", articles=[chosen], called="Ada Quill junior", by="ed")
        assert {each.name for each in ledger.people()} == {"Ada Quill", "Ada Quill junior"}
        ledger.undo(key, by="ed")
        assert [each.to_dict() for each in ledger.people()] == before


def test_a_name_given_twice_stays_until_both_are_taken_back(tmp_path: Path) -> None:
    with make(tmp_path, ["Ada Quill"]) as ledger:
        first = ledger.rename("Ada Quill", "Dame Ada", by="ed")
        second = ledger.rename("Dame Ada", "Dame Ada Q.", by="ed")
        ledger.undo(second, by="ed")
        assert ledger.person("Dame Ada").name == "Dame Ada"
        ledger.undo(first, by="ed")
        assert ledger.person("ada-quill").aliases == ("Ada Quill",)
