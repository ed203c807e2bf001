"""One statement in several articles is one echo; what only looks like it is none."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sayso.errors import UnknownError, UsageError
from sayso.ledger import Echo, Ledger
from sayso.records import Article
from tests.ledger.linked import printed

PORT = "we will rebuild the northern port of Haven before the autumn storms return"
HOPE = "the council will open three new clinics in the eastern districts by December"
Gather = Callable[[Sequence[Article]], list[Echo]]


@pytest.fixture
def gather(tmp_path: Path) -> Gather:
    def run(articles: Sequence[Article]) -> list[Echo]:
        with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
            ledger.add(articles)
            return ledger.echoes()

    return run


def test_the_same_quotation_in_two_outlets_is_one_echo(gather: Gather) -> None:
    (echo,) = gather(
        [
            printed("Post", "2026-03-02", ("Ada Quill", "said", PORT)),
            printed("Bell", "2026-03-02", ("Ada Quill", "declared", PORT)),
            printed("Star", "2026-03-02", ("Tom Reed", "said", HOPE)),
        ]
    )
    assert [each.said.outlet for each in echo.appearances] == ["Post", "Bell"]
    assert {change.became for change in echo.appearances[1].changes} == {"kept"}


def test_a_quotation_cut_short_or_with_a_word_changed_is_an_echo(gather: Gather) -> None:
    cut = "we will rebuild the northern port of Haven"
    bent = PORT.replace("before", "after")
    (echo,) = gather(
        [
            printed("Post", "2026-03-02", ("Ada Quill", "said", PORT)),
            printed("Bell", "2026-03-03", ("Ada Quill", "said", cut)),
            printed("Star", "2026-03-03", ("Quill", "said", bent)),
        ]
    )
    assert len(echo.appearances) == 3
    bends = [(each.became, each.text) for each in echo.appearances[2].changes]
    assert ("removed", "before") in bends
    assert ("added", "after") in bends


def test_the_first_is_the_earliest_day_whatever_was_added_first(gather: Gather) -> None:
    (echo,) = gather(
        [
            printed("Late", "2026-03-09", ("Ada Quill", "said", PORT)),
            printed("Early", "2026-03-01", ("Ada Quill", "said", PORT)),
        ]
    )
    assert echo.first.outlet == "Early"


def test_a_stock_phrase_of_others_is_no_echo(gather: Gather) -> None:
    assert not gather(
        [
            printed("Post", "2026-03-02", ("Ada Quill", "said", "it was true")),
            printed("Bell", "2026-03-02", ("Ada Quill", "said", "it was true")),
            printed("Star", "2026-03-02", ("Tom Reed", "said", "the talks were very good")),
            printed("Sun", "2026-03-02", ("Ira Moss", "said", "the talks were very good")),
        ]
    )


def test_the_opposite_is_no_echo(gather: Gather) -> None:
    assert not gather(
        [
            printed("Post", "2026-03-02", ("Ada Quill", "said", "the bridge at Haven is safe")),
            printed("Bell", "2026-03-20", ("Tom Reed", "said", "the bridge at Haven is not safe")),
        ]
    )


def test_twice_in_one_article_is_no_echo(gather: Gather) -> None:
    twice = [("Ada Quill", "said", PORT), ("Quill", "repeated", PORT)]
    assert not gather([printed("Post", "2026-03-02", *twice)])


def test_the_same_words_of_somebody_else_are_kept_and_marked(gather: Gather) -> None:
    (echo,) = gather(
        [
            printed("Post", "2026-03-02", ("Ada Quill", "said", PORT)),
            printed("Bell", "2026-03-02", ("Tom Reed", "said", PORT)),
        ]
    )
    assert [each.otherwise for each in echo.appearances] == [False, True]


def test_what_comes_later_joins(tmp_path: Path) -> None:
    days = [f"2026-03-0{day}" for day in range(1, 7)]
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        sizes = []
        for day in days:
            ledger.add([printed(f"Outlet {day}", day, ("Ada Quill", "said", PORT))])
            sizes.append([len(echo.appearances) for echo in ledger.echoes()])
    assert sizes == [[], [2], [3], [4], [5], [6]]


def test_in_pieces_or_at_once_the_result_is_the_same(tmp_path: Path) -> None:
    articles = [
        printed(f"Outlet {number}", "2026-03-02", ("Ada Quill", "said", content))
        for number, content in enumerate([PORT, HOPE, PORT.replace("storms", "gales"), HOPE, PORT])
    ]
    found = []
    for name, batches in (("one", [articles]), ("many", [[each] for each in articles])):
        with Ledger.open(tmp_path / name, write=True) as ledger:
            for batch in batches:
                ledger.add(batch)
            found.append([echo.to_dict() for echo in ledger.echoes()])
    assert found[0] == found[1]
    assert [each["size"] for each in found[0]] == [3, 2]


def test_rejected_statements_are_left_out(tmp_path: Path) -> None:
    articles = [
        printed("Post", "2026-03-02", ("Ada Quill", "said", PORT)),
        printed("Bell", "2026-03-03", ("Ada Quill", "said", PORT)),
    ]
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add(articles)
        rejected = articles[1].statements[0].id
        ledger.reject(rejected, by="a tester")
        assert ledger.echoes() == []
        assert ledger.echoes_of(articles[0].statements[0].id) is None


def test_listing_is_filtered_and_paged(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        ledger.add(
            [
                printed("Post", "2026-03-02", ("Ada Quill", "said", PORT)),
                printed("Bell", "2026-03-03", ("Ada Quill", "said", PORT)),
                printed("Star", "2026-03-03", ("Ada Quill", "said", PORT)),
                printed("Post", "2026-04-02", ("Tom Reed", "said", HOPE)),
                printed("Bell", "2026-04-03", ("Tom Reed", "said", HOPE)),
            ]
        )
        both = ledger.echoes()
        assert [len(each.appearances) for each in both] == [3, 2]
        assert ledger.echoes(speaker="tom reed") == both[1:]
        assert ledger.echoes(since="2026-04") == both[1:]
        assert ledger.echoes(until="2026-03") == both[:1]
        assert ledger.echoes(min_size=3) == both[:1]
        assert ledger.echoes(limit=1) == both[:1]
        assert ledger.echoes(limit=1, after=both[0].id) == both[1:]
        assert ledger.echoes_of(both[0].first.statement) == both[0]
        with pytest.raises(UnknownError, match="no echo"):
            ledger.echoes(after="0000")
        with pytest.raises(UsageError, match="is no date"):
            ledger.echoes(since="yesterday")
        with pytest.raises(UsageError, match="is after"):
            ledger.echoes(since="2026-04", until="2026-03-01")
