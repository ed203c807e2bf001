import codecs
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.reading import Options, articles, csvrecords, find
from sayso.records import Article

TABLE = (
    "id,Headline,Body,Date\n"
    '7,Pier shut,"“No,” said Wim Keel.\n\nHe said ""never"" twice, and left.",2024-03-04\n'
    "\n"
    "8,Ferry sails,The ferry will sail again.,\n"
)


def read(path: Path, **fields: str) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    found = list(articles(find([path]), Options(fields=fields), errors.append))
    return found, [error.reason for error in errors]


def saved(tmp_path: Path, text: str | bytes, name: str = "export.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.replace("\n", "\r\n").encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("cp1252"),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-be"),
    ],
)
@pytest.mark.parametrize("name", ["export.csv", "export"])
def test_each_row_is_an_article(tmp_path: Path, data: bytes, name: str) -> None:
    (pier, ferry), errors = read(saved(tmp_path, data, name))
    assert pier.text == '“No,” said Wim Keel.\n\nHe said "never" twice, and left.'
    assert (pier.title, pier.published) == ("Pier shut", "2024-03-04")
    assert pier.origin
    assert pier.origin.record == 0
    assert ferry.text == "The ferry will sail again."
    assert not errors


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_what_parts_the_columns_is_told_by_the_header(tmp_path: Path, sign: str) -> None:
    (article,), _ = read(saved(tmp_path, f"title{sign}text\nPier{sign}Shut, he said.\n"))
    assert (article.title, article.text) == ("Pier", "Shut, he said.")


def test_small_pieces_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, TABLE)
    whole = [each.text for each in read(path)[0]]
    monkeypatch.setattr(csvrecords, "_PIECE", 5)
    assert [each.text for each in read(path)[0]] == whole


def test_columns_that_the_user_names(tmp_path: Path) -> None:
    path = saved(tmp_path, "Titel,Rumpf\nPier,Shut he said.\n")
    found, (error,) = read(path)
    assert not found
    assert error.endswith("--field text=NAME: it has Titel, Rumpf")
    (article,), _ = read(path, text="Rumpf", title="Titel")
    assert (article.title, article.text) == ("Pier", "Shut he said.")
    _, (error,) = read(path, text="body")
    assert error == "has no column 'body'; it has Titel, Rumpf"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("1,a,He said, that it rains", "row 1 has 4 cells where the header has 3"),
        ('1,a,"He "said" no"', "row 1 has a quotation mark in the wrong place"),
        ("1,a,", "row 1 has no text"),
    ],
)
def test_a_bad_row_is_told_and_the_rest_is_read(tmp_path: Path, row: str, complaint: str) -> None:
    found, (error,) = read(saved(tmp_path, f"id,title,text\n{row}\n2,b,Fine.\n"))
    assert [each.text for each in found] == ["Fine."]
    assert error.startswith(complaint)


def test_a_quotation_mark_that_is_never_closed_swallows_nothing_in_silence(tmp_path: Path) -> None:
    found, errors = read(saved(tmp_path, 'id,text\n1,Fine.\n2,"Open.\n3,Lost.\n'))
    assert [each.text for each in found] == ["Fine."]
    assert len(errors) == 1


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvrecords, "LONGEST", 1_000)
    monkeypatch.setattr(csvrecords, "_PIECE", 100)
    found, (error,) = read(saved(tmp_path, "id,text\n1,Fine.\n2," + "x" * 5_000))
    assert [each.text for each in found] == ["Fine."]
    assert error == "holds a line of more than 1,000 characters"


def test_a_header_alone(tmp_path: Path) -> None:
    assert read(saved(tmp_path, "id,text\n")) == (
        [],
        ["holds nothing below the names of its columns"],
    )


def test_prose_with_commas_stays_prose(tmp_path: Path) -> None:
    story = "In text, title and date, he said, all was well.\n\nNobody was hurt."
    (article,), errors = read(saved(tmp_path, story, "story.txt"))
    assert article.text == story
    assert not errors
