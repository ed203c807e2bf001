from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import InputError, UsageError
from tests.ledger.people.support import articles, make, speakers


def test_a_table_gives_aliases_offices_and_qids(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(
        "name,aliases,office,start,end,country,qid\n"
        "Ada Quill,Ada Bold; A. M. Quill,Mayor of Harrow,2017,2020-03-01,GBR,Q101\n"
        "Ada Quill,,Minister of Ports,2020-03-02,,,Q101\n"
        "Tom Reed,,,,,,\n",
        encoding="utf-8",
    )
    with make(tmp_path, ["Ada Quill"], ["Ada Bold"]) as ledger:
        done = ledger.import_people(table, by="ed")
        assert (done.entries, done.matched, done.created, done.ambiguous) == (2, 1, 1, 0)
        person = ledger.person("Ada Bold")
        assert (person.id, person.qid) == ("ada-quill", "Q101")
        assert [(each.title, each.start, each.end) for each in person.offices] == [
            ("Mayor of Harrow", "2017", "2020-03-01"),
            ("Minister of Ports", "2020-03-02", None),
        ]
        ledger.add(articles(["Ada Bold"], ["Tom Reed"], start=100))
        assert speakers(ledger)[2:] == ["ada-quill", "tom-reed"]
        before = ledger.person("Ada Quill"), ledger.decisions("Ada Quill")
        ledger.import_people(table, by="ed")
        assert (ledger.person("Ada Quill"), ledger.decisions("Ada Quill")) == before


def test_an_import_taken_back(tmp_path: Path) -> None:
    table = tmp_path / "people.tsv"
    table.write_text("name\taliases\tqid\nAda Quill\tAda Wren\tQ101\n", encoding="utf-8")
    with make(tmp_path, ["Ada Quill"], ["Ada Wren"]) as ledger:
        before = speakers(ledger), [each.to_dict() for each in ledger.people()]
        ledger.import_people(table, by="ed")
        assert set(speakers(ledger)) == {"ada-quill"}
        [decision] = ledger.decisions("Ada Quill")
        ledger.undo(decision.key, by="ed")
        assert (speakers(ledger), [each.to_dict() for each in ledger.people()]) == before


def test_of_two_namesakes_the_one_whose_office_fits(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("name,office,qid\nMichael Brown,Coach of Leeds,Q7\n", encoding="utf-8")
    with make(
        tmp_path,
        [("Michael Brown", "Ohio sheriff"), "Ada Quill"],
        [("Michael Brown", "Leeds coach"), "Tom Reed"],
    ) as ledger:
        ledger.import_people(table, by="ed")
        assert ledger.person("michael-brown-2").qid == "Q7"
        assert ledger.person("michael-brown").qid is None


def item(
    qid: str, label: str, aliases: tuple[str, ...] = (), **claims: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": qid,
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": each} for each in aliases]},
        "claims": claims,
    }


def claim(value: str, **dates: str) -> dict[str, Any]:
    qualifiers = {
        name: [{"datavalue": {"value": {"time": time, "precision": 11}}}]
        for name, time in dates.items()
    }
    return {
        "mainsnak": {"datavalue": {"value": {"id": value}}},
        "qualifiers": qualifiers,
        "rank": "normal",
    }


def test_lines_of_a_wikidata_dump(tmp_path: Path) -> None:
    office = claim("Q55", P580="+2017-01-20T00:00:00Z")
    items = [
        item("Q101", "Ada Quill", ("Dame Ada",), P31=[claim("Q5")], P39=[office]),
        item("Q102", "Nobody Here", P31=[claim("Q5")]),
        item("Q55", "mayor of Harrow"),
    ]
    dump = tmp_path / "dump.json.gz"
    lines = "[\n" + ",\n".join(json.dumps(each) for each in items) + "\n]\n"
    dump.write_bytes(gzip.compress(lines.encode()))
    with make(tmp_path, ["Ada Quill"]) as ledger:
        done = ledger.import_people(dump, by="ed")
        assert (done.entries, done.matched, done.created) == (2, 1, 0)
        person = ledger.person("Dame Ada")
    assert person.qid == "Q101"
    assert [each.to_dict() for each in person.offices] == [
        {"title": "mayor of Harrow", "start": "2017-01-20", "end": None}
    ]


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("a.csv", b"who\nAda\n", UsageError, "no column name"),
        ("a.csv", b"", UsageError, "no column name"),
        ("a.csv", b"name,start\nAda,soon\n", InputError, "line 2: start 'soon' is no date"),
        ("a.csv", b"name,end\nAda,2017-13-45\n", InputError, "line 2: end '2017-13-45' is no"),
        ("a.csv", b"name,start,end\nAda,2019,2017\n", InputError, "line 2: start 2019-01-01 is"),
        ("a.csv", b"name\n?!\n", InputError, "line 2: .* is no name"),
        ("a.csv", b"name,qid\nAda,7\n", InputError, "no QID"),
        ("a.csv", b"name,kind\nAda,dog\n", InputError, "no kind"),
        ("a.csv", b"name\n\xff\xfe\xfd\n", InputError, "UTF-8"),
        ("a.json", b"{nonsense\n", InputError, "no JSON"),
        ("a.json.gz", b"no gzip", InputError, "cannot be read"),
        ("a.txt", b"", UsageError, "name a .csv table"),
        ("missing.csv", None, InputError, "cannot be read"),
    ],
)
def test_files_that_are_none(
    tmp_path: Path, name: str, content: bytes | None, error: type[Exception], message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with make(tmp_path, ["Ada Quill"]) as ledger, pytest.raises(error, match=message):
        ledger.import_people(tmp_path / name, by="ed")


@pytest.mark.parametrize(
    "line",
    [
        "{}", "[]", "1", "null", '{"id": 5}', '{"id": "Q1"}', '{"id": "Q1", "labels": []}',
        '{"id": "Q1", "labels": {"en": {"value": "X Y"}}, "claims": {"P31": [null, 5, {}]}}',
        '{"id": "Q1", "labels": {"en": {"value": "X Y"}}, "claims": [], "aliases": {"en": 3}}',
    ],
)  # fmt: skip
def test_lines_that_say_nothing_are_passed_over(tmp_path: Path, line: str) -> None:
    dump = tmp_path / "a.jsonl"
    dump.write_text(line + "\n")
    with make(tmp_path, ["Ada Quill"]) as ledger:
        assert ledger.import_people(dump, by="ed").matched == 0
