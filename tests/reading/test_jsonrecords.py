import json
import random
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import InputError
from sayso.reading import Options, articles, find, jsonrecords
from sayso.records import Article

DATA = Path(__file__).parent.parent / "data" / "reading"


def read(path: Path, **fields: str) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    found = list(articles(find([path]), Options(fields=fields), errors.append))
    return found, [error.reason for error in errors]


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_lines_with_fields_of_the_usual_names() -> None:
    (bakery, market), errors = read(DATA / "export.jsonl")
    assert bakery.text == "The bakery on Elm Street will move to the harbour, its owner said."
    assert (bakery.title, bakery.outlet) == ("Bakery to move", "The Larkhaven Post")
    assert bakery.byline == "Ines Farrow, Jo Tarn"
    assert bakery.url == "https://post.example/bakery"
    assert bakery.origin
    assert bakery.origin.record == 0
    assert market.text == "The market stays, the mayor said.\n\n“For good,” she added."
    assert market.published
    assert market.published.startswith("2024-01-09")
    assert len(errors) == 2
    assert errors[0].startswith("line 2 is not valid JSON")
    assert errors[1].startswith("record 4 has no text; name its field with --field text=NAME")


def test_articles_inside_of_an_answer() -> None:
    found, errors = read(DATA / "export.json")
    assert [each.title for each in found] == ["Mill sold", "Mill bought"]
    assert not errors


def test_fields_that_the_user_names(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.jsonl",
        '{"text": "not this", "a": {"b": [{"c": "This, said Quill."}]}, "t.x": "Title"}\n',
    )
    (article,), errors = read(path, text="a.b.0.c", title="t.x")
    assert (article.text, article.title) == ("This, said Quill.", "Title")
    assert not errors
    _, (error,) = read(path, text="wrong")
    assert error == "record 1 has no text in the field 'wrong'; it has text, a, t.x"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "OK", "response": {"docs": [{"text": "One."}, {"text": "Two."}], "hits": 2}},
        {"hits": {"total": 2, "hits": [{"_source": {"text": t}} for t in ("One.", "Two.")]}},
        {"description": "Our news", "items": [{"content_html": "One."}, {"content_html": "Two."}]},
        {"response": {"results": [{"fields": {"bodyText": t}} for t in ("One.", "Two.")]}},
    ],
)
def test_records_below_other_keys(tmp_path: Path, answer: dict[str, Any]) -> None:
    found, errors = read(write(tmp_path / "x.json", json.dumps(answer)))
    assert [each.text for each in found] == ["One.", "Two."]
    assert not errors


def test_what_is_known_beside_the_text_belongs_to_it(tmp_path: Path) -> None:
    record = {"webTitle": "Mill sold", "fields": {"bodyText": "Sold.", "byline": "Ada Quill"}}
    (article,), _ = read(write(tmp_path / "x.jsonl", json.dumps(record) + "\n"))
    assert (article.text, article.title, article.byline) == ("Sold.", "Mill sold", "Ada Quill")


def test_a_record_with_a_text_wraps_no_others(tmp_path: Path) -> None:
    record = {"text": "The mill is sold.", "articles": [{"text": "Another."}]}
    (article,), _ = read(write(tmp_path / "x.jsonl", json.dumps(record) + "\n"))
    assert article.text == "The mill is sold."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_marked_or_not(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes("".join(json.dumps(record) + "\n" for record in RECORDS).encode(encoding))
    found, errors = read(path)
    assert [each.text for each in found] == [record["text"] for record in RECORDS]
    assert not errors


RECORDS = [{"text": f"Story {n}, said “Quill” \\ {'x' * n}."} for n in range(30)]


@pytest.mark.parametrize(
    "laid_out",
    [
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=2, ensure_ascii=False),
        "\n".join(map(json.dumps, RECORDS)),
        "\r\n\r\n".join(map(json.dumps, RECORDS)) + "\r\n",
        "".join(json.dumps(record, indent=1) for record in RECORDS),
        "\ufeff" + json.dumps({"results": RECORDS}),
        json.dumps({"response": {"docs": RECORDS}}),
    ],
)
@pytest.mark.parametrize("piece", [7, 1 << 18])
def test_all_ways_to_lay_it_out(
    tmp_path: Path, laid_out: str, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonrecords, "_PIECE", piece)
    found, errors = read(write(tmp_path / "x.json", laid_out))
    assert [each.text for each in found] == [record["text"] for record in RECORDS]
    assert not errors


def test_an_array_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    found, (error,) = read(write(tmp_path / "x.json", json.dumps(RECORDS)[:-40]))
    assert len(found) == 29
    assert error.startswith("record 30 is not valid JSON")
    assert error.endswith("what came before was read")


@pytest.mark.parametrize("wrapping", ["[%s]", "%s", "%s\n%s"])
def test_a_record_without_end_is_refused_and_the_others_are_kept(
    tmp_path: Path, wrapping: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonrecords, "LONGEST", 1_000_000)
    monkeypatch.setattr(jsonrecords, "_PIECE", 1_000)
    good, huge = json.dumps(RECORDS[0]), json.dumps({"text": "a" * 3_000_000})
    between = "," if "[" in wrapping else "\n"
    parts = (good + between + huge, good)[: wrapping.count("%s")]
    found, (error,) = read(write(tmp_path / "x.json", wrapping % parts))
    assert len(found) == len(parts)
    assert "2 is longer than 1 million characters" in error


@pytest.mark.slow
def test_200_megabytes_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    with path.open("w") as file:
        file.write('[{"text": "Yes, said Quill."}, {"text": "')
        for _ in range(200):
            file.write("a" * 1_000_000)
        file.write('"}]')
    (article,), (error,) = read(path)
    assert article.text == "Yes, said Quill."
    assert error == "record 2 is longer than 50 million characters; no article is"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[]", "holds no record"),
        ("[" * 100_000, "is nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("[1, 2]", "is not an object"),
        ('{"text": ""}', "has no text"),
        ('{"text": null, "title": "x"}', "it has text, title"),
    ],
)
def test_what_is_no_record(tmp_path: Path, text: str, complaint: str) -> None:
    found, errors = read(write(tmp_path / "x.json", text))
    assert not found
    assert complaint in errors[0]


def test_any_json_gives_articles_or_errors(tmp_path: Path) -> None:
    chance = random.Random(3)

    def anything(depth: int) -> Any:  # noqa: ANN401
        kind = chance.randrange(8 if depth < 4 else 6)
        if kind < 6:
            return (None, True, -1, 1e300, "said", "<p>x</p>")[kind]
        if kind == 6:
            return [anything(depth + 1) for _ in range(3)]
        names = ("text", "body", "title", "date", "articles", "author")
        return {chance.choice(names): anything(depth + 1) for _ in range(3)}

    for _ in range(200):
        path = write(tmp_path / "x.jsonl", json.dumps({"text": anything(0), "date": anything(0)}))
        found, errors = read(path)
        assert found or errors


def test_what_a_service_nests_and_breaks_is_read_whole(tmp_path: Path) -> None:
    story = "The harbour will close for six weeks from Monday, the port director said on Thursday."
    path = tmp_path / "export.jsonl"
    records = [
        {"id": 1, "article": {"title": "Closed", "content": {"title": "Closed", "text": story}}},
        {"title": "A list", "text": [story, 3]},
        {"title": "half \ud800 a character", "byline": "\udc00", "text": story},
    ]
    path.write_text("".join(json.dumps(each) + "\n" for each in records))
    first, second, third = articles(find([path]))
    assert first.text == story
    assert second.text == story
    assert third.title == "half \ufffd a character"
