"""Records that come back from where they were exported to."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso.cli import app
from sayso.errors import InputError
from sayso.exporting import Format, stream, write
from sayso.exporting.brat import write_brat
from sayso.importing import imported
from sayso.ledger import Ledger
from sayso.records import Article, Passage, Statement, digest, statement_id
from tests.made import made_article, rich_article

CLAIMS = [("Ada Quill", "said", "the bridge is safe"), ("Tom Reed", "denied", "it ever was")]


def taken_back(path: Path) -> list[Article]:
    found = list(imported(path))
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def by_id(articles: list[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: article.id)


@pytest.fixture
def given_articles() -> list[Article]:
    return by_id([rich_article(), made_article(CLAIMS)])


def test_json_lines_come_back_unchanged(given_articles: list[Article], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.sayso", write=True) as ledger:
        ledger.add(given_articles)
        (tmp_path / "a.jsonl").write_text("".join(stream(ledger, Format.JSONL)))
    assert by_id(taken_back(tmp_path / "a.jsonl")) == given_articles


def test_brat_comes_back_unchanged(given_articles: list[Article], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.sayso", write=True) as ledger:
        ledger.add(given_articles)
        write(ledger, Format.BRAT, tmp_path / "brat")
    assert taken_back(tmp_path / "brat") == given_articles


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_brat_comes_back_unchanged_whatever_the_text(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    characters = st.one_of(
        st.sampled_from("\r\n\t\u2028\x85 ;|“”é😀"), st.characters(exclude_categories=["Cs"])
    )
    text = data.draw(st.text(characters, min_size=4, max_size=60))
    article_id = digest(text)

    def passage() -> Passage:
        cuts = data.draw(
            st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True).map(sorted)
        )
        spans = list(zip(cuts[::2], cuts[1::2], strict=False))
        return Passage.cut(text, spans)

    content = passage()
    source = data.draw(st.sampled_from([passage(), None]))
    cue = data.draw(st.sampled_from([passage(), None]))
    spans = [part.fragments if part else () for part in (source, cue, content)]
    statement = Statement(
        id=statement_id(article_id, *spans), content=content, source=source, cue=cue, confidence=0.5
    )
    article = replace(Article.of(text), statements=(statement,))
    folder = tmp_path_factory.mktemp("brat")
    write_brat(folder, [article])
    assert taken_back(folder) == [article]


def test_spans_moved_in_brat_are_the_new_ones(tmp_path: Path) -> None:
    article = made_article(CLAIMS)
    write_brat(tmp_path, [article])
    path = tmp_path / f"{article.id}.ann"
    old = article.statements[0].content.start
    lines = path.read_text().splitlines()
    lines = [
        f"T3\tContent {old + 4} {old + 18}\tbridge is safe" if line.startswith("T3\t") else line
        for line in lines
    ]
    path.write_text("\n".join(lines).replace("Stance E2 affirms", "Stance E2 denies"))
    (back,) = taken_back(tmp_path)
    first, second = back.statements
    assert first.content.text == "bridge is safe"
    assert first.id != article.statements[0].id
    assert first.speaker == article.statements[0].speaker
    assert second == replace(article.statements[1], stance="denies")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (
            lambda record: record.update(text=record["text"] + "!"),
            "does not belong to article.text",
        ),
        (
            lambda record: record["statements"][0]["content"].update(text="something else"),
            "does not stand at its offsets",
        ),
        (
            lambda record: record["statements"][0]["content"].update(fragments=[[5, 99_999]]),
            "outside of the text",
        ),
        (lambda record: record.pop("text"), "article.text is missing"),
    ],
)
def test_what_does_not_fit_is_named_and_the_rest_goes_on(damage, reason, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    record = rich_article().to_dict()
    damage(record)
    path = tmp_path / "a.jsonl"
    whole = json.dumps(made_article(CLAIMS).to_dict())
    path.write_text(f"{json.dumps(record)}\n\n{whole}\n{{broken\n")
    wrong, right, broken = imported(path)
    assert isinstance(wrong, InputError)
    assert reason in str(wrong)
    assert "line 1" in str(wrong)
    assert right == made_article(CLAIMS)
    assert isinstance(broken, InputError)


def test_the_command_imports_what_read_printed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(rich_article().to_dict()) + "\nnothing\n")
    ledger = tmp_path / "a.sayso"
    result = CliRunner().invoke(app, ["import", str(path), "--ledger", str(ledger)])
    assert result.exit_code == 3
    assert "line 2 is no article of Sayso" in result.stderr
    with Ledger.open(ledger) as book:
        assert list(book.articles()) == [rich_article()]
    result = CliRunner().invoke(app, ["export", "--ledger", str(ledger)])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == rich_article().to_dict()


def test_a_folder_without_brat_files_is_an_error(tmp_path: Path) -> None:
    (error,) = imported(tmp_path)
    assert "no .ann files" in str(error)


def test_another_kind_of_file_is_given_up_soon(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The bridge is safe.\n" * 1000)
    found = list(imported(path))
    assert 1 < len(found) < 10
    assert "the rest of it is not read" in str(found[-1])
    good = json.dumps(made_article(CLAIMS).to_dict())
    path.write_text(good + "\nbroken" * 20 + f"\n{good}\n")
    assert len(list(imported(path))) == 22
