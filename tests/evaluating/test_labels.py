import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import CorpusError
from sayso.evaluating import GoldAttribution, Labels, read_corpus

TEXT = "Ada Marlow said Bo thinks rain is near. Bo Quill denied it."
ARTICLE = {
    "doc": "rain",
    "text": TEXT,
    "attributions": [
        {"source": [[0, 10]], "cue": [[11, 15]], "content": [[16, 38]]},
        {"source": [[40, 48]], "cue": [[49, 55]], "content": [[56, 58]]},
    ],
}
SAID: dict[str, Any] = {
    "doc": "rain",
    "i": 0,
    "speaker": "Ada Marlow",
    "role": "forecaster",
    "kind": "person",
    "type": "assertion",
    "stance": "affirms",
    "hedge": "none",
    "addressee": None,
    "nested": [
        {
            "source": [16, 18],
            "cue": [19, 25],
            "content": None,
            "speaker": "Bo Quill",
            "type": "belief",
            "stance": "affirms",
            "hedge": "none",
        }
    ],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "polnear-dev.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(ARTICLE).encode()))
    return path


def write(corpus: Path, records: Iterable[object], name: str = "labels-dev.jsonl") -> Path:
    path = corpus.with_name(name)
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def read(corpus: Path, labels: Path | None = None) -> tuple[GoldAttribution, ...]:
    (article,) = read_corpus(corpus, labels)
    return article.attributions


def test_labels_join_their_attribution(corpus: Path) -> None:
    first, second = read(corpus, write(corpus, [SAID]))
    assert second.labels is None
    assert first.labels == Labels(
        speakers=("Ada Marlow",),
        type="assertion",
        stance="affirms",
        hedge="none",
        kind="person",
        addressees=(),
        nested=(GoldAttribution(((16, 18),), ((19, 25),)),),
    )
    inner = first.labels.nested[0].labels
    assert inner is not None
    assert (inner.speakers, inner.type) == (("Bo Quill",), "belief")
    assert (inner.kind, inner.addressees) == (None, None), "these files do not say"


def test_labels_beside_the_corpus_are_found(corpus: Path) -> None:
    assert read(corpus)[0].labels is None
    write(corpus, [SAID], "labels-train.jsonl")
    assert read(corpus)[0].labels is None
    write(corpus, [SAID])
    assert read(corpus)[0].labels is not None


def test_given_labels_go_before_those_beside(corpus: Path) -> None:
    write(corpus, [SAID])
    other = write(corpus, [SAID | {"speaker": "Di Foss", "addressee": "Bo"}], "other.jsonl")
    labels = read(corpus, other)[0].labels
    assert labels is not None
    assert (labels.speakers, labels.addressees) == (("Di Foss",), ("Bo",))


def test_labels_of_other_articles_are_passed_over(corpus: Path) -> None:
    write(corpus, [SAID | {"doc": "snow", "stance": "no matter"}, SAID])
    assert read(corpus)[0].labels is not None


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"doc": None}, "the fields doc and i are needed"),
        ({"i": "0"}, "the fields doc and i are needed"),
        ({"i": True}, "the fields doc and i are needed"),
        ({"i": 2}, "i is 2, but rain has 2 attributions"),
        ({"i": -1}, "i is -1, but"),
        ({"speaker": None}, "a speaker is needed"),
        ({"speaker": " "}, "speaker is a name"),
        ({"kind": None}, "kind is person, group"),
        ({"type": "guess"}, "type is assertion, .* not 'guess'"),
        ({"hedge": 3}, "hedge is none"),
        ({"addressee": 3}, "addressee is a name"),
        ({"nested": 3}, "a list is needed"),
        ({"nested": [3]}, "what is nested is"),
        ({"nested": [SAID["nested"][0] | {"cue": [1, 999]}]}, "1 to 999 is no range"),
        ({"nested": [SAID["nested"][0] | {"stance": None}]}, "stance is affirms"),
        ({}, "attribution 0 of rain is labelled twice"),
    ],
)
def test_malformed_line_is_named(corpus: Path, change: dict[str, object], hint: str) -> None:
    lines = [SAID, SAID | change] if not change else [SAID | {"i": 1}, SAID | change]
    with pytest.raises(CorpusError, match=rf"labels-dev\.jsonl, line 2: .*{hint}"):
        read(corpus, write(corpus, lines))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"doc": "snow", "i": 0}'])
def test_a_file_that_labels_nothing_here(corpus: Path, content: str) -> None:
    path = corpus.with_name("labels-dev.jsonl")
    path.write_text(content)
    with pytest.raises(CorpusError, match=r"labels-dev\.jsonl"):
        read(corpus)


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_labels_that_cannot_be_read(corpus: Path, name: str) -> None:
    with pytest.raises(CorpusError, match="cannot be read"):
        read(corpus, corpus.parent / name)
