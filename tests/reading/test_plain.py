import io
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.reading import Input, articles
from sayso.reading.finishing import LONGEST


def test_one_file_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"One.\n\nTwo.")
    (article,) = articles(Input(str(path)))
    assert article.text == "One.\n\nTwo."
    assert article.title is None
    assert article.statements == ()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"\xef\xbb\xbfOne.", "One."),
        (b"a\0b\x1b[31mc\x7f", "a bc "),
        (b"tab\tstays", "tab\tstays"),
        (b" edges stay \n", " edges stay \n"),
    ],
)
def test_line_breaks_and_control_characters(data: bytes, text: str) -> None:
    (article,) = articles(Input("<stdin>", io.BytesIO(data)))
    assert article.text == text


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u00a0\u2003".encode(), b"\n"]
)
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^empty\.txt: holds no text$"):
        list(articles(Input("empty.txt", io.BytesIO(data))))


def test_origin_counts_what_python_itself_reads_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\nTwo \xe2\x80\x9cthree\xe2\x80\x9d.\n")
    (article,) = articles(Input(str(path)))
    assert article.origin is not None
    assert article.origin.path == str(path)
    in_file = path.read_text("utf-8-sig")[article.origin.start : article.origin.end]
    assert in_file == article.text


def test_a_text_stream_is_read_as_it_is_decoded() -> None:
    (article,) = articles(Input("<stream>", io.StringIO("“Yes,” he said.")))
    assert article.text == "“Yes,” he said."


@pytest.mark.parametrize("data", [b"word " * 4_000_000, b"x" * 5_000_000], ids=["20 MB", "a line"])
def test_large_files_are_read_in_parts(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(data)
    parts = list(articles(Input(str(path))))
    assert sum(len(part.text) for part in parts) == len(data)
    assert all(len(part.text) <= LONGEST for part in parts)
    places = [part.origin for part in parts if part.origin]
    assert [place.start for place in places] == [0, *(place.end for place in places[:-1])]
