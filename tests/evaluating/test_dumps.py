import json
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import CorpusError
from sayso.evaluating import GoldArticle, GoldAttribution, read_corpus
from sayso.records import When

TEXT = "Ada Marlow said rain was near. Bo Quill denied it."
STATEMENTS: tuple[dict[str, Any], ...] = (
    {
        "id": "S1",
        "source": {"start": 0, "end": 10, "text": "Ada Marlow"},
        "cue": {"start": 11, "end": 15},
        "content": [{"start": 16, "end": 20}, {"start": 25, "end": 29}],
        "parent": None,
    },
    {"id": "S2", "cue": {"start": 40, "end": 46}, "content": [], "parent": "S1"},
    {"id": "S3", "source": None, "cue": {"start": 40, "end": 46}, "content": []},
)
OUTERMOST = (
    GoldAttribution(((0, 10),), ((11, 15),), ((16, 20), (25, 29))),
    GoldAttribution(cue=((40, 46),)),
)
LABELS: dict[str, Any] = {
    "speaker": ["Ada Marlow", "Marlow"],
    "speaker_kind": "person",
    "type": "assertion",
    "stance": "affirms",
    "hedge": None,
    "addressee": None,
}
NEWS = "Ada Marlow said on Monday that Bo thinks Di knew in May.\nCleo Dunn denied it.\n"


def place(words: str) -> dict[str, int]:
    start = NEWS.index(words)
    return {"start": start, "end": start + len(words)}


def marked(name: str, cue: str, content: str, **fields: object) -> dict[str, Any]:
    return LABELS | {"id": name, "cue": place(cue), "content": [place(content)]} | fields


def news() -> dict[str, Any]:
    """Two stories; in the first, statements three deep."""
    return {
        "articles": [{"id": "A1", "start": 0}, {"id": "A2", "start": 57}],
        "statements": [
            marked("S3", "knew", "in May", parent="S2", core=False),
            marked("S1", "said", "Bo thinks Di knew in May", addressee="Eve Foss"),
            marked("S2", "thinks", "Di knew in May", parent="S1", type="belief"),
            marked("S4", "denied", "it.", hedge="alleged", core=True),
        ],
        "dates": [
            {"statement": "S1", "resolved": "2031-05-05"} | place("on Monday"),
            {"statement": "S1", "resolved": "2031-05"} | place("in May"),
            {"statement": None, "resolved": "2031-05"} | place("in May"),
        ],
    }


def write(folder: Path, record: object, text: str = NEWS) -> Path:
    (folder / "wire-z.txt").write_text(text)
    path = folder / "wire-z.json"
    path.write_text(json.dumps(record))
    return path


class TestSpansAlone:
    @pytest.fixture
    def dump(self, tmp_path: Path) -> Path:
        return write(tmp_path, {"statements": STATEMENTS}, TEXT)

    def test_outermost_statements_count(self, dump: Path) -> None:
        assert read_corpus(dump) == [GoldArticle("wire-z", None, TEXT, OUTERMOST, loose_edges=True)]

    def test_folder_of_them(self, dump: Path) -> None:
        (dump.parent / "unrelated.json").write_text("{}")
        (dump.parent / "unrelated.txt.bak").write_text("")
        (article,) = read_corpus(dump.parent)
        assert article.attributions == OUTERMOST

    def test_missing_text(self, dump: Path) -> None:
        dump.with_suffix(".txt").unlink()
        with pytest.raises(CorpusError, match=r"Put wire-z\.txt beside it"):
            read_corpus(dump)

    @pytest.mark.parametrize(
        ("statements", "hint"),
        [
            ({}, "a list is needed"),
            ([3], "statement 1: a statement is"),
            ([{"cue": 3}], "statement 1: a place is"),
            ([{"cue": {"start": 3}}], "statement 1: a span is"),
            ([{"cue": {"start": 3, "end": 3000}}], "statement 1: 3 to 3000 is no range"),
            ([{"id": 1}, {"id": 1}], "statement 2: '1' is the id of another"),
            ([{"id": 1, "parent": 2}], "statement 1: its parent '2' is no statement"),
            ([{"id": 1, "parent": 1}], "statement 1: its parent '1' is no statement"),
            ([{"id": 1, "parent": 2}, {"id": 2, "parent": 1}], "is no statement that it is in"),
        ],
    )
    def test_malformed_statement_is_named(self, dump: Path, statements: object, hint: str) -> None:
        dump.write_text(json.dumps({"statements": statements}))
        with pytest.raises(CorpusError, match=hint):
            read_corpus(dump)

    def test_other_json(self, dump: Path) -> None:
        dump.write_text("{}")
        with pytest.raises(CorpusError, match="no statements"):
            read_corpus(dump)


class TestLabels:
    @pytest.fixture
    def stories(self, tmp_path: Path) -> list[GoldArticle]:
        return read_corpus(write(tmp_path, news()))

    def test_each_story_is_an_article_with_its_own_offsets(
        self, stories: list[GoldArticle]
    ) -> None:
        first, second = stories
        assert (first.doc, second.doc) == ("wire-z A1", "wire-z A2")
        assert first.article_text + second.article_text == NEWS
        (denial,) = second.attributions
        assert [second.article_text[slice(*span)] for span in denial.cue] == ["denied"]

    def test_labels_of_the_outermost(self, stories: list[GoldArticle]) -> None:
        labels = stories[0].attributions[0].labels
        assert labels is not None
        assert labels.speakers == ("Ada Marlow", "Marlow")
        assert (labels.kind, labels.hedge, labels.addressees) == ("person", "none", ("Eve Foss",))
        denial = stories[1].attributions[0].labels
        assert denial is not None
        assert (denial.hedge, denial.addressees, denial.nested) == ("alleged", (), ())

    def test_everything_inside_is_nested_in_the_outermost(self, stories: list[GoldArticle]) -> None:
        (outer,) = stories[0].attributions
        assert outer.labels is not None
        text = stories[0].article_text
        nested = outer.labels.nested
        assert sorted(text[slice(*each.cue[0])] for each in nested) == ["knew", "thinks"]
        assert {text[slice(*each.cue[0])] for each in nested if each.optional} == {"knew"}
        assert not outer.optional

    def test_date_inside_the_content_is_not_when_it_was_said(
        self, stories: list[GoldArticle]
    ) -> None:
        labels = stories[0].attributions[0].labels
        assert labels is not None
        assert labels.said_on == (When("on Monday", "2031-05-05", "2031-05-05", "day"),)

    @pytest.mark.parametrize(
        ("part", "index", "change", "hint"),
        [
            ("articles", 1, {"start": -1}, "article 2: an article is"),
            ("articles", 1, {"start": 5000}, "article 2: an article is"),
            ("articles", 1, {"start": True}, "article 2: an article is"),
            ("articles", 1, {"start": 0}, "article 2: articles are listed in"),
            ("articles", 1, {"start": 20}, "statement 2: it stands in more than one article"),
            ("statements", 1, {"speaker": []}, "statement 2: a speaker is needed"),
            ("statements", 1, {"speaker": [3]}, "statement 2: speaker is a name"),
            ("statements", 1, {"stance": "agrees"}, "statement 2: stance is affirms, .*'agrees'"),
            ("statements", 1, {"speaker_kind": []}, "statement 2: speaker_kind is person"),
            ("statements", 1, {"addressee": {}}, "statement 2: addressee is a name"),
            ("dates", 0, {"resolved": "2031-13"}, "date 1: '2031-13' is no year, month or day"),
            ("dates", 0, {"resolved": 2031}, "date 1: 2031 is no year"),
            ("dates", 0, {"end": 5000}, "date 1: .* is no range"),
            ("dates", 0, {"statement": "S9"}, "a date belongs to 'S9', which is no statement"),
        ],
    )
    def test_malformed_part_is_named(
        self, tmp_path: Path, part: str, index: int, change: dict[str, object], hint: str
    ) -> None:
        record = news()
        record[part][index] |= change
        with pytest.raises(CorpusError, match=rf"wire-z\.json.*{hint}"):
            read_corpus(write(tmp_path, record))
