from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.ledger.people import person_keys
from tests.ledger.people.support import Who, article, articles, make, names_of, speakers
from tests.made import rich_article


def test_one_identity_for_all_forms_of_a_name(tmp_path: Path) -> None:
    with make(
        tmp_path,
        ["Putin"],
        ["Vladimir Putin"],
        [("President Vladimir Putin", "Russian President")],
        ["Vladimir V. Putin"],
        ["Putin"],
    ) as ledger:
        assert speakers(ledger) == ["vladimir-putin"] * 5
        person = ledger.person("putin")
    assert person.name in ("Vladimir Putin", "Vladimir V. Putin")
    assert set(person.aliases) == {"Putin", "Vladimir Putin", "Vladimir V. Putin"}
    assert person.statements == person.articles == 5
    assert person.countries == ("RUS",)


@pytest.mark.parametrize(
    "forms",
    [
        ["Zelensky", "Volodymyr Zelensky", "Volodymyr Zelenskyy", "Zelenskiy"],
        ["Xi Jinping", "Jinping Xi", "Xi"],
        ["Ban Ki-moon", "Ban Ki Moon", "Ban"],
        ["Bashar al-Assad", "Bashar Assad", "al-Assad"],
        ["Ada Lövgren", "Ada Lovgren", "A. Lovgren"],
    ],
)
def test_spellings_are_one(tmp_path: Path, forms: list[str]) -> None:
    for number, order in enumerate((forms, forms[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        with make(folder, *([form] for form in order)) as ledger:
            assert len(set(speakers(ledger))) == 1, speakers(ledger)


def test_families_stay_apart(tmp_path: Path) -> None:
    with make(
        tmp_path,
        [("George W. Bush", "President")],
        [("George H. W. Bush", "President")],
        ["Hillary Clinton"],
        ["Bill Clinton"],
        ["Donald Trump"],
        ["Donald Trump Jr."],
    ) as ledger:
        assert len(set(speakers(ledger))) == 6


def test_two_of_one_name_with_other_roles_and_places_are_two(tmp_path: Path) -> None:
    with make(
        tmp_path,
        [("Michael Brown", "Ohio sheriff"), ("Ada Quill", "Ohio Gov.")],
        [("Michael Brown", "Leeds striker"), ("Tom Reed", "Leeds coach")],
        [("Michael Brown", "Ohio sheriff")],
        [("Michael Brown", "striker"), ("Tom Reed", "coach")],
    ) as ledger:
        said = [each for each in speakers(ledger) if each and each.startswith("michael")]
        assert said == ["michael-brown", "michael-brown-2", "michael-brown", "michael-brown-2"]
        [about] = [each for each in ledger.decisions("michael-brown-2") if each.act == "auto"]
        assert "differ" in about.reason
        assert about.score is not None


def test_another_role_alone_makes_nobody_else(tmp_path: Path) -> None:
    with make(
        tmp_path, [("Ada Quill", "surgeon")], [("Ada Quill", "senator")], [("Ada Quill", "author")]
    ) as ledger:
        assert set(speakers(ledger)) == {"ada-quill"}


def test_a_surname_follows_the_full_name_in_its_article(tmp_path: Path) -> None:
    with make(tmp_path, *[["Hillary Marsh"]] * 20, ["Bill Marsh", "Marsh"]) as ledger:
        assert speakers(ledger)[-2:] == ["bill-marsh", "bill-marsh"]


def test_a_surname_alone_is_the_ones_who_is_most_in_the_news(tmp_path: Path) -> None:
    with make(tmp_path, *[["Hillary Marsh"]] * 20, ["Bill Marsh"], ["Marsh"]) as ledger:
        assert speakers(ledger)[-1] == "hillary-marsh"


def test_a_surname_alone_of_equals_is_nobodys(tmp_path: Path) -> None:
    with make(tmp_path, ["Hillary Marsh"], ["Bill Marsh"], ["Marsh"]) as ledger:
        assert speakers(ledger)[-1] == "marsh"
        assert ledger.person("marsh").confidence < 0.5


def test_a_surname_that_many_have_needs_more_than_itself(tmp_path: Path) -> None:
    with make(tmp_path, ["John Smith"], ["Smith"]) as ledger:
        assert speakers(ledger) == ["john-smith", "smith"]


def test_company_tells_whom_a_surname_means(tmp_path: Path) -> None:
    with make(
        tmp_path,
        ["Hillary Marsh", "Tom Reed", "Ines Falk"],
        ["Bill Marsh", "Olga Brandt", "Piet Aalders"],
        ["Marsh", "Olga Brandt", "Piet Aalders"],
    ) as ledger:
        assert speakers(ledger)[6] == "bill-marsh"


def test_a_later_full_name_takes_the_surname_along(tmp_path: Path) -> None:
    with make(tmp_path, *[["Falkenrath"]] * 3) as ledger:
        assert set(speakers(ledger)) == {"falkenrath"}
        ledger.add(articles(["Ines Falkenrath"], start=100))
        assert set(speakers(ledger)) == {"ines-falkenrath"}
        assert names_of(ledger) == {"Ines Falkenrath"}


def test_a_name_that_turns_out_to_be_two_peoples_is_decided_again(tmp_path: Path) -> None:
    with make(
        tmp_path,
        [("George Marsh", "Ohio senator"), "Tom Reed"],
        ["George W. Marsh", "Piet Aalders"],
    ) as ledger:
        assert len({each for each in speakers(ledger) if each and "marsh" in each}) == 1
        ledger.add(articles([("George H. Marsh", "Ohio senator"), "Tom Reed"], start=100))
        first, _, second, _, third, _ = speakers(ledger)
        assert first == third != second


def test_who_is_described_has_no_identity(tmp_path: Path) -> None:
    with make(
        tmp_path,
        ["a law enforcement official", ("aides", None, "group"), ("Police", None, "organization")],
        ["a law enforcement official", ("aides", None, "group")],
    ) as ledger:
        assert speakers(ledger) == [None] * 5
        assert ledger.people() == []


def test_organizations_and_countries_have_identities(tmp_path: Path) -> None:
    with make(
        tmp_path,
        [("FBI", None, "organization"), ("US", None, "country")],
        [("Federal Bureau of Investigation", None, "organization"), ("America", None, "country")],
        [("NRTE", None, "organization"), ("Kremlin", None, "organization")],
        [("North Ridge Taxi Exchange", None, "organization")],
    ) as ledger:
        assert speakers(ledger) == [
            "federal-bureau-of-investigation",
            "united-states",
            "federal-bureau-of-investigation",
            "united-states",
            "nrte",
            "kremlin",
            "nrte",
        ]
        assert ledger.person("nrte").name == "North Ridge Taxi Exchange"
        assert {each.kind for each in ledger.people(kind="country")} == {"country"}


def test_bodies_of_one_name_in_two_countries_are_two(tmp_path: Path) -> None:
    court: Who = ("Supreme Court", None, "organization")
    with Ledger.open(tmp_path / "made.sayso", write=True) as ledger:
        ledger.add(
            [
                article("In the first country.", court, "Ada Quill", place="Nairobi"),
                article("In the second country.", court, "Tom Reed", place="Delhi"),
                article("In the first, again.", court, "Ada Quill", place="Nairobi"),
            ]
        )
        found = [each for each in speakers(ledger) if each and each.startswith("supreme")]
    assert found == ["supreme-court", "supreme-court-2", "supreme-court"]


def test_the_same_order_gives_the_same_people(tmp_path: Path) -> None:
    chance = random.Random(5)
    given, family = ["Ada", "Tom", "A.", "George W.", "George"], ["Marsh", "Reed", "Falk"]
    groups = [
        [f"{chance.choice(given)} {chance.choice(family)}", chance.choice(family)]
        for _ in range(60)
    ]
    found = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        with make(folder, *groups) as ledger:
            found.append((speakers(ledger), [each.to_dict() for each in ledger.people()]))
    assert found[0] == found[1]


def test_linking_again_changes_nothing(tmp_path: Path) -> None:
    with make(tmp_path, ["Ada Quill"], ["Quill"]) as ledger:
        before = [each.to_dict() for each in ledger.people()]
        ledger.link()
        ledger.add(articles(["Ada Quill"], ["Quill"]))
        assert [each.to_dict() for each in ledger.people()] == before


def test_keys_for_a_search(tmp_path: Path) -> None:
    with make(
        tmp_path, ["Volodymyr Zelenskyy"], ["Bill Marsh"], ["Hillary Marsh"], ["Hillary Marsh"]
    ) as ledger:
        keys = {each.id: person_keys(ledger.connection, each.id)[0] for each in ledger.people()}
        assert person_keys(ledger.connection, "Zelenskiy") == [keys["volodymyr-zelenskyy"]]
        assert person_keys(ledger.connection, "president zelensky") == [keys["volodymyr-zelenskyy"]]
        assert person_keys(ledger.connection, "Marsh") == [
            keys["hillary-marsh"],
            keys["bill-marsh"],
        ]
        assert person_keys(ledger.connection, "B. Marsh") == [keys["bill-marsh"]]
        ledger.add([article("A surname that is an id, too.", ("Marsh", None, "organization"))])
        assert ledger.person("marsh").kind == "organization"
        assert person_keys(ledger.connection, "marsh")[0] == keys["hillary-marsh"]
        assert len(person_keys(ledger.connection, "marsh")) == 3
        assert person_keys(ledger.connection, "Nobody Known") == []
        assert person_keys(ledger.connection, "") == []


@pytest.mark.parametrize(
    "name", ["\x00", "’s", "-", "(", "A" * 10_000, "A " * 5_000, "%", "O''; DROP", "李", "Ё" * 40]
)
def test_hostile_names_do_no_harm(tmp_path: Path, name: str) -> None:
    with make(tmp_path, [name, (name, name, "organization"), (name, None, "country")]) as ledger:
        ledger.people(name[:50])
        assert ledger.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_stopped_in_between_it_goes_on_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ledger.people.linking._BATCH", 3)
    groups = [["Ada Quill", "Tom Reed"], ["Quill"], ["Reed", "A. Quill"], ["Tom Reed"]] * 3
    with make(tmp_path, *groups) as whole:
        expected = speakers(whole), [each.to_dict() for each in whole.people()]

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "again").mkdir()
    with Ledger.open(tmp_path / "again/made.sayso", write=True) as ledger:
        with ledger.writing("test") as writer:
            for each in articles(*groups):
                writer.add(each)
        while None in speakers(ledger):
            with pytest.raises(KeyboardInterrupt):
                ledger.link(stop)
        ledger.link()
        assert (speakers(ledger), [each.to_dict() for each in ledger.people()]) == expected


def test_parties_of_interactions_are_the_same_people_as_speakers(tmp_path: Path) -> None:
    rich = rich_article()
    with Ledger.open(tmp_path / "made.sayso", write=True) as ledger:
        ledger.add([rich])
        ledger.add(articles(["Tom Reed"], start=9))

        def parties() -> list[tuple[str, str]]:
            rows = ledger.connection.execute(
                "SELECT party.part, p.id FROM party LEFT JOIN person p ON p.key = party.person"
                " ORDER BY party.key"
            )
            return [(part, shown) for part, shown in rows]

        assert parties() == [("actor", "tom-reed"), ("recipient", "ada-quill")]
        reed = ledger.person("Tom Reed")
        assert (reed.articles, set(reed.aliases)) == (2, {"Tom Reed"})
        (hit,) = ledger.interactions(actor="tom-reed").hits
        assert hit.interaction == rich.interactions[0]
        assert not ledger.interactions(recipient="tom-reed").hits

        key = ledger.merge("Ada Quill", "Tom Reed", by="ed")
        assert [shown for _, shown in parties()] == ["ada-quill", "ada-quill"]
        ledger.undo(key, by="ed")
        ledger.split("Tom Reed", articles=[rich.id], by="ed")
        assert parties() == [("actor", "tom-reed-2"), ("recipient", "ada-quill")]


def test_a_party_that_nobody_quotes_is_somebody(tmp_path: Path) -> None:
    silent = replace(rich_article(), statements=())
    silent = replace(
        silent, interactions=tuple(replace(each, statement=None) for each in silent.interactions)
    )
    with Ledger.open(tmp_path / "made.sayso", write=True) as ledger:
        ledger.add([silent])
        found = {each.id: (each.statements, each.articles) for each in ledger.people()}
    assert found == {"ada-quill": (0, 1), "tom-reed": (0, 1)}
