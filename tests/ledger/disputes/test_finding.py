"""A denial is tied to what it denies, in one article and across articles."""

from pathlib import Path

import pytest

from sayso.errors import UnknownError
from sayso.ledger import Dispute, Ledger
from sayso.records import Article, Stance
from tests.ledger.linked import printed

DENIES: dict[str, Stance] = {"denied": "denies", "rejected": "denies", "dismissed": "denies"}
CHARGE = "Mayor Quill took bribes from the builders of the Haven bridge"


def found(path: Path, *articles: Article) -> list[Dispute]:
    with Ledger.open(path / "news.sayso", write=True) as ledger:
        ledger.add(articles)
        return ledger.disputes()


def test_a_denial_is_tied_to_the_allegation_before_it(tmp_path: Path) -> None:
    (dispute,) = found(
        tmp_path,
        printed(
            "Post",
            "2026-03-02",
            ("Ira Moss", "alleged", CHARGE),
            ("Ada Quill", "denied", "she took bribes from the builders of the bridge"),
            ("Tom Reed", "said", "the weather was fine in the eastern districts"),
            stances=DENIES,
        ),
    )
    assert dispute.claim.speaker == "Ira Moss"
    assert dispute.denial.speaker == "Ada Quill"
    assert "denied by “denied”" in dispute.reason


def test_a_denial_is_tied_to_what_another_paper_reported(tmp_path: Path) -> None:
    disputes = found(
        tmp_path,
        printed("Post", "2026-03-02", ("Ira Moss", "alleged", CHARGE)),
        printed(
            "Bell",
            "2026-03-03",
            ("Ada Quill", "denied", "that she took bribes from the builders of the Haven bridge"),
            stances=DENIES,
        ),
    )
    assert [(each.claim.outlet, each.denial.outlet) for each in disputes] == [("Post", "Bell")]


def test_the_denial_may_come_first(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        denial = (
            "Ada Quill",
            "denied",
            "that she took bribes from the builders of the Haven bridge",
        )
        ledger.add([printed("Bell", "2026-03-03", denial, stances=DENIES)])
        assert ledger.disputes() == []
        ledger.add([printed("Post", "2026-03-02", ("Ira Moss", "alleged", CHARGE))])
        assert [each.claim.outlet for each in ledger.disputes()] == ["Post"]


def test_what_nobody_denies_is_no_dispute(tmp_path: Path) -> None:
    assert not found(
        tmp_path,
        printed(
            "Post",
            "2026-03-02",
            ("Ira Moss", "said", "the bridge opened in May"),
            ("Ada Quill", "said", "the ferry was late again"),
            ("Tom Reed", "said", "he would not run for mayor"),
        ),
    )


def test_listing_is_filtered_and_paged(tmp_path: Path) -> None:
    def story(day: str, who: str, what: str) -> Article:
        return printed(
            f"Post {day}",
            day,
            ("Ira Moss", "alleged", f"{who} {what}"),
            (who, "denied", f"that he {what}"),
            stances=DENIES,
        )

    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add(
            [
                story("2026-03-02", "Tom Reed", "burned the records of the ferry company"),
                story("2026-04-02", "Carl Vane", "sold the stolen paintings to a Swiss dealer"),
            ]
        )
        both = ledger.disputes()
        assert [each.denial.day for each in both] == ["2026-04-02", "2026-03-02"]
        assert ledger.disputes(limit=1, after=both[0].id) == both[1:]
        assert ledger.disputes(speaker="Tom Reed") == both[1:]
        assert ledger.disputes(since="2026-04") == both[:1]
        assert ledger.disputes(until="2026-03") == both[1:]
        assert ledger.disputes(min_score=1.0) == []
        assert ledger.disputes_of(both[0].claim.statement) == both[:1]
        assert ledger.disputes_of(both[0].denial.statement) == both[:1]
        ledger.reject(both[0].claim.statement, by="a tester")
        assert ledger.disputes() == both[1:]
        with pytest.raises(UnknownError, match="no dispute"):
            ledger.disputes(after="0000")
