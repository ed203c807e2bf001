"""What reviewers have corrected is tied anew, as if it had been so from the start."""

import random
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import Ledger, marking
from sayso.records import Article, Stance
from tests.ledger.linked import printed

PORT = "we will rebuild the northern port of Haven before the autumn storms return"
HOPE = "the council will open three new clinics in the eastern districts by December"
CHARGE = "Mayor Quill took bribes from the builders of the Haven bridge"
DENIAL = "that she took bribes from the builders of the Haven bridge"
DENIES: dict[str, Stance] = {"denied": "denies"}
Ties = tuple[list[Any], list[Any]]


def ties(ledger: Ledger) -> Ties:
    """All echoes and disputes, whatever the order in which they were found."""
    return tuple(
        sorted((each.to_dict() for each in found), key=lambda record: str(record["id"]))
        for found in (ledger.echoes(limit=1000), ledger.disputes(limit=1000))
    )  # type: ignore[return-value]


def written(path: Path, *articles: Article) -> Ledger:
    """A ledger that was not linked yet."""
    ledger = Ledger.open(path, write=True)
    with ledger.writing("test") as writer:
        for article in articles:
            writer.add(article)
    return ledger


def sizes(ledger: Ledger) -> list[object]:
    found = ledger.connection.execute("SELECT size FROM echo ORDER BY size DESC").fetchall()
    return [size for (size,) in found]


@pytest.fixture
def press() -> list[Article]:
    return [
        printed("Post", "2026-03-02", ("Ada Quill", "said", PORT)),
        printed("Bell", "2026-03-03", ("Ada Quill", "said", PORT)),
        printed("Star", "2026-03-03", ("Ada Quill", "said", PORT)),
    ]


def test_a_rejected_statement_leaves_its_echo(tmp_path: Path, press: list[Article]) -> None:
    with written(tmp_path / "a", *press) as ledger:
        ledger.link()
        ledger.reject(press[1].statements[0].id, by="ira")
        ledger.link()
        assert sizes(ledger) == [2]
        ledger.reject(press[2].statements[0].id, by="ira")
        ledger.link()
        assert sizes(ledger) == []
        ledger.undo_review(press[2].statements[0].id, by="ira")
        ledger.undo_review(press[1].statements[0].id, by="ira")
        ledger.link()
        assert sizes(ledger) == [3]


def test_without_its_founder_the_others_are_an_echo(tmp_path: Path, press: list[Article]) -> None:
    with written(tmp_path / "a", *press) as ledger:
        ledger.link()
        ledger.reject(press[0].statements[0].id, by="ira")
        ledger.link()
        (echo,) = ledger.echoes()
        assert [each.said.outlet for each in echo.appearances] == ["Bell", "Star"]


def test_accepting_changes_nothing(tmp_path: Path, press: list[Article]) -> None:
    with written(tmp_path / "a", *press) as ledger:
        ledger.link()
        keys = ledger.connection.execute("SELECT key FROM echo").fetchall()
        ledger.accept(press[0].statements[0].id, by="ira")
        ledger.link()
        assert ledger.connection.execute("SELECT key FROM echo").fetchall() == keys


def test_corrected_words_find_those_who_said_the_same_later(tmp_path: Path) -> None:
    first = printed(
        "Post", "2026-03-02", ("Ada Quill", "said", "nothing of that"), ("Tom Reed", "added", PORT)
    )
    later = printed("Bell", "2026-03-03", ("Ada Quill", "said", PORT))
    with written(tmp_path / "a", first, later) as ledger:
        ledger.reject(first.statements[1].id, by="ira")
        ledger.link()
        assert ledger.echoes() == []
        ledger.edit(first.statements[0].id, by="ira", content=PORT)
        ledger.link()
        (echo,) = ledger.echoes()
        assert [each.said.outlet for each in echo.appearances] == ["Post", "Bell"]


def test_disputes_follow_who_denies(tmp_path: Path) -> None:
    charge = printed("Post", "2026-03-02", ("Ira Moss", "alleged", CHARGE))
    denial = printed("Bell", "2026-03-03", ("Ada Quill", "denied", DENIAL), stances=DENIES)
    with written(tmp_path / "a", charge, denial) as ledger:
        ledger.link()
        assert len(ledger.disputes()) == 1
        ledger.reject(charge.statements[0].id, by="ira")
        ledger.link()
        assert ledger.connection.execute("SELECT 1 FROM dispute").fetchall() == []
        ledger.undo_review(charge.statements[0].id, by="ira")
        ledger.link()
        assert [each.claim.outlet for each in ledger.disputes()] == ["Post"]


def test_a_later_denial_is_found_by_what_is_corrected_before_it(tmp_path: Path) -> None:
    charge = printed("Post", "2026-03-02", ("Ira Moss", "alleged", CHARGE))
    denial = printed("Bell", "2026-03-03", ("Ada Quill", "denied", DENIAL), stances=DENIES)
    with written(tmp_path / "a", charge, denial) as ledger:
        ledger.edit(charge.statements[0].id, by="ira", content="the Haven bridge")
        ledger.link()
        assert ledger.disputes() == []
        ledger.edit(charge.statements[0].id, by="ira", content=CHARGE)
        ledger.link()
        assert [each.denial.outlet for each in ledger.disputes()] == ["Bell"]


def many(seed: int) -> list[Article]:
    """Each says the same of one matter, so that no statement may be in either of two echoes."""
    dice = random.Random(seed)
    said = [
        ("Ada Quill", "said", PORT),
        ("Ada Quill", "said", PORT.replace("will", "shall")),
        ("Tom Reed", "said", HOPE),
        ("Tom Reed", "said", HOPE.replace("three", "four")),
        ("Ira Moss", "alleged", CHARGE),
        ("Mayor Quill", "denied", DENIAL),
    ]
    return [
        printed(
            f"Outlet {number}", f"2026-03-{number + 1:02}", *dice.sample(said, 2), stances=DENIES
        )
        for number in range(9)
    ]


def correct(ledger: Ledger, articles: list[Article], seed: int) -> None:
    """What reviewers do: the same for the same seed."""
    dice = random.Random(seed)
    for each in dice.sample([each.id for one in articles for each in one.statements], 4):
        if dice.random() < 0.5:
            ledger.reject(each, by="ira")
        else:
            ledger.edit(each, by="ira", stance="questions")


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_corrected_the_tables_agree(tmp_path: Path, seed: int) -> None:
    articles = many(seed)
    with written(tmp_path / "a", *articles) as ledger:
        ledger.link()
        for more in range(3):
            correct(ledger, articles[3 * more : 3 * more + 3], seed)
            ledger.link()
        kept = ties(ledger)
        ask = ledger.connection.execute
        wrong = ask(
            "SELECT e.key FROM echo e LEFT JOIN appearing m ON m.echo = e.key"
            " LEFT JOIN statement s ON s.key = m.statement GROUP BY e.key"
            " HAVING count(m.statement) <> e.size OR count(DISTINCT s.article) <> e.size"
            " OR e.size < 2 OR sum(s.review IS 'rejected') > 0"
        ).fetchall()
        assert wrong == []
        assert ask("PRAGMA foreign_key_check").fetchall() == []
        ledger.link()
        assert ties(ledger) == kept


@pytest.mark.parametrize("seed", range(6))
def test_it_ends_as_if_it_had_been_so_from_the_start(tmp_path: Path, seed: int) -> None:
    articles = many(seed)
    with written(tmp_path / "before", *articles) as ledger:
        correct(ledger, articles, seed)
        ledger.link()
        expected = ties(ledger)
    with written(tmp_path / "after", *articles) as ledger:
        ledger.link()
        assert ties(ledger) != expected
        correct(ledger, articles, seed)
        ledger.link()
        assert ties(ledger) == expected


def test_cut_off_it_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = many(7)
    with written(tmp_path / "whole", *articles) as ledger:
        ledger.link()
        correct(ledger, articles, 7)
        ledger.link()
        expected = ties(ledger)
    monkeypatch.setattr(marking, "_REVIEWS", 2)
    with written(tmp_path / "cut", *articles) as ledger:
        ledger.link()
        correct(ledger, articles, 7)
        stops = 0

        def stop(name: str, done: int, total: int) -> None:
            nonlocal stops
            assert done <= total
            if "corrected" in name and stops < 6:
                stops += 1
                raise KeyboardInterrupt

        for _ in range(6):
            with pytest.raises(KeyboardInterrupt):
                ledger.link(stop)
        ledger.link(stop)
        assert ties(ledger) == expected
        assert ledger.connection.execute("PRAGMA foreign_key_check").fetchall() == []
