from pathlib import Path

from benchmarks import ledger, made
from sayso.records import Passage


def test_a_made_record_is_always_the_same_and_in_itself_right() -> None:
    articles = list(made.articles(50))
    assert articles == list(made.articles(50))
    assert [len(each.statements) for each in articles] == [20, 20, 10]
    assert len({said.id for each in articles for said in each.statements}) == 50
    for article in articles:
        for said in article.statements:
            for part in (said.source, said.cue, said.content):
                assert part is not None
                assert Passage.cut(article.text, part.fragments) == part


def test_both_sides_find_the_same_number(tmp_path: Path) -> None:
    path, bare = tmp_path / "made.sayso", tmp_path / "bare.sqlite"
    loaded = ledger.load(path, 200)
    assert (loaded.articles, loaded.statements) == (10, 200)
    ledger.build_bare(path, bare)
    timed = list(ledger.race(path, bare, 200))
    assert all(len(each.ours) == len(each.bare) > 0 for each in timed)


def test_quantiles() -> None:
    assert ledger.quantile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert ledger.quantile(tuple(float(n) for n in range(100)), 0.95) == 95.0
