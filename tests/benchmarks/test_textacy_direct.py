from typing import Any

import pytest

pytest.importorskip("spacy", reason="spaCy is installed in .venv-bench only")
pytest.importorskip("textacy", reason="textacy is installed in .venv-bench only")

import spacy

from benchmarks.textacy_direct import forms, predict, runs

TEXT = "“It will rain,”  Ada Marlow said."
TOKENS = [
    [0, 1, "``", "O", 4, "punct"],
    [1, 3, "PRP", "O", 4, "nsubj"],
    [4, 8, "MD", "O", 4, "aux"],
    [9, 13, "VB", "O", 9, "ccomp"],
    [13, 14, ",", "O", 9, "punct"],
    [14, 15, "''", "O", 9, "punct"],
    [17, 20, "NNP", "O", 8, "compound"],
    [21, 27, "NNP", "O", 9, "nsubj"],
    [28, 32, "VBD", "O", 0, "root"],
    [32, 33, ".", "O", 9, "punct"],
]


def record(text: str = TEXT, tokens: list[list[Any]] | None = None) -> dict[str, Any]:
    return {"doc": "a", "text": text, "sentences": [TOKENS if tokens is None else tokens]}


def test_offsets_are_those_of_the_text() -> None:
    answer = predict(spacy.blank("en").vocab, record())
    assert answer["problem"] is None
    assert answer["attributions"] == [
        {"source": [[17, 27]], "cue": [[28, 32]], "content": [[0, 15]]}
    ]


def test_an_odd_number_of_marks_and_a_missing_parse_are_problems() -> None:
    vocab = spacy.blank("en").vocab
    odd = [[*token[:4], 0, "root"] for token in TOKENS[:4]]
    assert predict(vocab, record(tokens=odd))["problem"] == "an odd number of quotation marks"
    assert predict(vocab, record() | {"sentences": []})["problem"] == "no parse"


def test_tokens_next_to_each_other_make_one_span() -> None:
    assert runs([8, 6, 7, 1], TOKENS) == [[1, 3], [17, 32]]


@pytest.mark.parametrize(
    ("verb", "some"),
    [
        ("deny", {"denies", "denied", "denying"}),
        ("say", {"says", "saying"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("note", {"notes", "noted", "noting"}),
        ("stress", {"stresses", "stressed"}),
    ],
)
def test_forms(verb: str, some: set[str]) -> None:
    assert some <= set(forms(verb))
