"""What goes into a ledger comes out of it again, once, whoever else is looking."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import InputError, LedgerError, UnknownError
from sayso.ledger import Ledger
from sayso.records import Article, Origin
from tests.made import made_article, rich_article

CLAIMS = [
    ("Ada Quill", "said", "the bridge is safe"),
    ("Tom Reed", "denied", "the bridge was ever safe"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.sayso"


def test_an_article_comes_back_as_it_went_in(path: Path) -> None:
    given = [rich_article(), made_article(CLAIMS)]
    with Ledger.open(path, write=True) as ledger:
        ledger.add(given)
    with Ledger.open(path) as ledger:
        assert list(ledger.articles()) == given
        assert ledger.article(given[0].id) == given[0]
        assert ledger.statement(given[1].statements[0].id) == given[1].statements[0]


def test_adding_the_same_again_changes_nothing(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        first = ledger.add([rich_article()])
        before = ledger.counts()
        second = ledger.add([rich_article()])
        assert (first.articles, first.statements, first.interactions) == (1, 2, 1)
        assert (second.articles, second.known, second.statements) == (0, 1, 0)
        assert ledger.counts() == before


def test_the_same_text_in_another_place_is_noted_as_another_appearance(path: Path) -> None:
    article = made_article(CLAIMS)
    elsewhere = replace(article, origin=Origin("other.txt", 5, 9), outlet="The Evening Bell")
    with Ledger.open(path, write=True) as ledger:
        ledger.add([article, elsewhere, elsewhere])
        rows = ledger.connection.execute(
            "SELECT path, outlet FROM appearance ORDER BY key"
        ).fetchall()
        assert ledger.counts().articles == 1
    assert rows == [("made.txt", "The Harbour Post"), ("other.txt", "The Evening Bell")]


def test_an_id_may_be_shortened_as_long_as_it_is_the_only_one(path: Path) -> None:
    article = made_article(CLAIMS)
    with Ledger.open(path, write=True) as ledger:
        ledger.add([article])
        assert ledger.article(article.id[:6].upper()) == article
        with pytest.raises(UnknownError, match="no id"):
            ledger.article(article.id[:3])
        with pytest.raises(UnknownError, match="there is no article"):
            ledger.article("0" * 16)
        with pytest.raises(UnknownError, match="no id"):
            ledger.statement("%' OR 1=1 --")


def test_one_writes_while_others_read(path: Path) -> None:
    with Ledger.open(path, write=True) as writing, Ledger.open(path) as reading:
        with writing.writing("test") as writer:
            writer.add(made_article(CLAIMS))
            assert reading.counts().articles == 0
            writer.flush()
            assert reading.counts().articles == 1
        writing.add([rich_article()])
        assert [article.title for article in reading.articles()] == ["Made for a test", "A bridge"]


def test_a_ledger_opened_for_reading_is_not_written_to(path: Path) -> None:
    Ledger.open(path, write=True).close()
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match="write=True"):
        ledger.add([])


def test_a_statement_inside_of_nothing_is_refused_and_nothing_of_it_stays(path: Path) -> None:
    article = made_article(CLAIMS)
    lost = replace(article.statements[0], parent="0" * 16)
    with Ledger.open(path, write=True) as ledger:
        with pytest.raises(LedgerError, match="not in the article"):
            ledger.add([replace(article, statements=(lost,))])
        assert ledger.counts().articles == 0


def test_text_that_no_file_can_hold_is_refused_with_a_reason(path: Path) -> None:
    with (
        Ledger.open(path, write=True) as ledger,
        pytest.raises(LedgerError, match="lone surrogate"),
    ):
        ledger.add([Article.of("half a \ud800 character")])


def test_files_that_were_read_to_their_end_are_known(path: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for file in files:
        file.write_text(file.name)
    names = [str(file) for file in files]
    articles = [made_article([("Ada", "said", name)], path=name) for name in names]
    with Ledger.open(path, write=True) as ledger:
        with ledger.writing("test") as writer:
            for name, article in zip(names, articles, strict=True):
                writer.begin(name)
                if name == names[1]:
                    writer.fail(InputError(name, "is broken"))
                writer.add(article)
        with ledger.writing("test") as writer:
            assert [writer.is_done(name) for name in names] == [True, False, True]
            files[2].write_text("changed since")
            assert [writer.is_done(name) for name in names] == [True, False, False]
        with ledger.writing("test", options='{"other": 1}') as writer:
            assert not writer.is_done(names[0])
        assert ledger.counts().failures == 1


def test_an_input_is_done_only_when_all_its_articles_are_written(
    path: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    for file in (first, second):
        file.write_text("x")
    with Ledger.open(path, write=True) as ledger, ledger.writing("test") as writer:
        writer.begin(str(first))
        writer.begin(str(second))  # reading looks ahead
        writer.add(made_article([("Ada", "said", "one")], path=str(first)))
        writer.flush()
        assert not writer.is_done(str(first))
        writer.add(made_article([("Ada", "said", "two")], path=str(second)))
        writer.flush()
        assert writer.is_done(str(first))
        assert not writer.is_done(str(second))


def test_what_was_taken_before_an_error_is_written(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:

        def breaks_off() -> Iterator[Article]:
            yield made_article(CLAIMS)
            raise ValueError("boom")

        with pytest.raises(ValueError, match="boom"):
            ledger.add(breaks_off())
        assert ledger.counts().articles == 1
        assert ledger.connection.execute("SELECT ended FROM run").fetchall() == [(None,)]


def test_an_outlet_by_its_name_or_a_part_of_it(tmp_path: Path) -> None:
    names = ["Post", "Post Weekly", "Bell Weekly", "The Bell"]
    with Ledger.open(tmp_path / "news.sayso", write=True) as ledger:
        with pytest.raises(UnknownError, match="no outlet is called 'Post'; there are: none"):
            ledger.outlet("Post")
        with ledger.writing("test") as writer:
            for at, name in enumerate(names):
                writer.add(made_article([("Ada Quill", "said", f"it is {at}")], outlet=name))
        assert ledger.outlet(" post ") == "Post"
        assert ledger.outlet("post w") == "Post Weekly"
        with pytest.raises(UnknownError, match="'bell' may be Bell Weekly, The Bell; give one"):
            ledger.outlet("bell")
        with pytest.raises(UnknownError, match="there are: Bell Weekly, Post, Post Weekly"):
            ledger.outlet("Echo")
