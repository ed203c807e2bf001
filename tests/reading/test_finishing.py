from pathlib import Path

import pytest

from sayso.reading import Input, Options, articles
from sayso.reading.finishing import LONGEST, finish
from sayso.reading.raw import RawArticle
from sayso.records import Article, Origin, Removed

FIRST = "The mayor said on Monday that the library would close.\n\n“Nobody asked us,” said Strand."
SECOND = "The ferry stops at dusk, Wim Keel said.\n\n“I will not have it,” he told reporters."


def read(path: Path, text: str, *, one_article: bool = False) -> list[Article]:
    path.write_bytes(text.encode())
    return list(articles(Input(str(path)), Options(one_article)))


@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_the_origin_leads_back_to_the_file(tmp_path: Path, breaks: str) -> None:
    path = tmp_path / "dump.txt"
    whole = f"\ufeff{FIRST}\n\n---\n\n\u200b{SECOND}\n".replace("\n", breaks)
    first, second = read(path, whole)
    assert (first.text, second.text) == (FIRST, SECOND)
    decoded = path.read_bytes().decode("utf-8-sig")
    for article, text in ((first, FIRST), (second, SECOND)):
        assert article.origin
        found = decoded[article.origin.start : article.origin.end]
        assert found.replace("\r\n", "\n").strip("\n\u200b") == text


def test_one_article_is_not_cut(tmp_path: Path) -> None:
    (article,) = read(tmp_path / "dump.txt", f"{FIRST}\n\n---\n\n{SECOND}", one_article=True)
    assert article.text == f"{FIRST}\n\n---\n\n{SECOND}"


def test_what_is_removed_has_its_place_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    (article,) = read(
        path, f"{FIRST}\r\n\r\nRead more: Ferry stops at dusk\r\n\r\nThe end, said Quill."
    )
    (removed,) = article.removed
    assert "Read more" not in article.text
    assert removed.start is not None
    assert removed.end is not None
    assert path.read_bytes().decode()[removed.start : removed.end].strip() == removed.text.strip()


def at_origin(text: str, article: Article) -> str:
    assert article.origin is not None
    return text[article.origin.start : article.origin.end]


def sentence(number: int) -> str:
    return f"Councillor {number} said on Monday that the harbour wall had {number} cracks in it."


def test_a_long_text_is_cut_between_paragraphs_and_nothing_is_lost() -> None:
    text = "\n\n".join(sentence(number) for number in range(30_000))
    found = list(
        finish(RawArticle(text, Origin("long.txt", 0, len(text))), Options(one_article=True))
    )
    assert len(found) == len(text) // LONGEST + 1
    assert all(len(article.text) <= LONGEST for article in found)
    assert "\n\n".join(article.text.strip() for article in found) == text
    for article in found:
        assert at_origin(text, article).strip() == article.text.strip()


def test_a_long_text_without_a_paragraph_is_cut_between_words() -> None:
    text = "word " * 300_000
    found = list(finish(RawArticle(text, Origin("long.txt", 0, len(text))), Options()))
    assert len(found) == 2
    assert sum(article.text.split().count("word") for article in found) == 300_000


def test_a_story_at_the_edge_of_a_piece_of_a_long_text_stays_whole() -> None:
    story = "\n\n".join(sentence(number) for number in range(100))
    text = "\n\n---\n\n".join(f"Story {number}\n\n{story}" for number in range(250))
    found = list(finish(RawArticle(text, Origin("long.txt", 0, len(text))), Options()))
    assert len(found) == 250
    assert len({len(article.text) for article in found}) <= 3
    for number, article in enumerate(found):
        assert at_origin(text, article).startswith(f"Story {number}\n")


def test_what_was_left_out_of_a_long_page_is_told_once() -> None:
    text = "word " * 300_000
    raw = RawArticle(
        text, Origin("page.html", 0, 9), removed=(Removed("Share", "share"),), from_page=True
    )
    first, second = finish(raw, Options())
    assert first.removed == (Removed("Share", "share"),)
    assert second.removed == ()
    assert first.origin == second.origin == Origin("page.html", 0, 9)
