from pathlib import Path

import pytest

from sayso.reading import Input, Options, articles
from sayso.records import Article

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
