"""Dumps with gold, as articles with statements."""

import json
from pathlib import Path
from typing import Any

from training import wire

FIRST = "Lena Orr said Ira Moss had lied.\n"
TEXT = FIRST + "Ira Moss denied it."


def place(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def said(key: str, source: str, cue: str, content: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    return {
        "id": key, "parent": None, "source": place(source), "cue": place(cue),
        "content": [place(content)], "speaker": [source], "speaker_kind": "person",
        "form": "indirect", "type": "assertion", "stance": "affirms", "hedge": None, **more,
    }  # fmt: skip


def dump(folder: Path) -> None:
    gold = {
        "articles": [{"start": 0}, {"start": len(FIRST)}],
        "statements": [
            said("s2", "Lena Orr", "said", "Ira Moss had lied"),
            said("s3", "Ira Moss", "denied", "it", stance="denies", speaker=["unknown"]),
        ],
        "disputes": [{"denial": "s3", "of": "s2"}],
    }
    second = len(FIRST)
    gold["statements"][1] |= {
        "source": {"start": second, "end": second + 8},
        "content": [{"start": second + 16, "end": second + 18}],
    }
    (folder / "wire-x.txt").write_bytes(TEXT.encode())
    (folder / "wire-x.json").write_text(json.dumps(gold), "utf-8")


def test_statements_stand_where_the_gold_has_them(tmp_path: Path) -> None:
    dump(tmp_path)
    made, ids = wire.articles(tmp_path, "x")
    assert [each.text for each in made] == [FIRST, TEXT[len(FIRST) :]]
    first, second = (each.statements[0] for each in made)
    assert (ids["s2"], ids["s3"]) == (first.id, second.id)
    assert first.content.text == "Ira Moss had lied"
    assert first.speaker is not None
    assert first.speaker.name == "Lena Orr"
    for article, statement in zip(made, (first, second), strict=True):
        start, end = statement.content.fragments[0]
        assert article.text[start:end] == statement.content.text
    assert (second.content.text, second.speaker, second.stance) == ("it", None, "denies")


def test_disputes_and_spans_by_id(tmp_path: Path) -> None:
    dump(tmp_path)
    _, ids = wire.articles(tmp_path, "x")
    assert wire.disputes(tmp_path, "x", ids) == {(ids["s3"], ids["s2"])}
    start = TEXT.index("Ira Moss had lied")
    assert wire.spans(tmp_path, "x")["s2"] == [(start, start + 17)]
