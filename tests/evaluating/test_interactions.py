import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from sayso.errors import CorpusError
from sayso.evaluating import evaluate_interactions
from sayso.records import Interaction, InteractionType, Party, Passage, Span

TEXT = "Calder expelled two envoys of Tresk."
MARKED = "<s>Calder</s> expelled <t>two envoys of Tresk</t>."


def found(
    text: str, type_: InteractionType, actor: Span, recipient: Span | None, confidence: float = 0.5
) -> Interaction:
    def party(span: Span) -> Party:
        passage = Passage.cut(text, [span])
        return Party(passage.text, passage)

    return Interaction(
        f"{type_}{actor}",
        type_,
        Passage.cut(text, [(7, 15)]),
        "act",
        actors=(party(actor),),
        recipients=(party(recipient),) if recipient else (),
        confidence=confidence,
    )


def sentences(tmp_path: Path, *records: Mapping[str, object]) -> Path:
    path = tmp_path / "sentences.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
    return path


def score(
    path: Path, answers: list[list[Interaction]], given: str = "SANCTION"
) -> dict[str, object]:
    def read_many(texts: Sequence[str]) -> Iterator[list[Interaction]]:
        assert len(texts) == len(answers)
        yield from answers

    return evaluate_interactions(path, read_many, lambda *_: given).to_dict()


GOLD = {"text": TEXT, "marked": MARKED, "type": "SANCTION"}


def macro(record: dict[str, object], part: str) -> float:
    return record[part]["macro_f1"]  # type: ignore[index, no-any-return]


def test_the_likeliest_between_the_two_counts(tmp_path: Path) -> None:
    path = sentences(tmp_path, GOLD)
    right = found(TEXT, "SANCTION", (0, 6), (30, 35), 0.9)
    wrong = found(TEXT, "COERCE", (0, 6), (16, 26), 0.5)
    record = score(path, [[wrong, right]])
    assert macro(record, "pair_given") == macro(record, "end_to_end") == 1.0


def test_an_interaction_between_others_is_none(tmp_path: Path) -> None:
    record = score(sentences(tmp_path, GOLD), [[found(TEXT, "SANCTION", (30, 35), (0, 6), 0.9)]])
    assert macro(record, "end_to_end") == 0.0


def test_what_yields_counts_as_one(tmp_path: Path) -> None:
    record = score(sentences(tmp_path, GOLD | {"type": "YIELD"}), [[]], "RETREAT")
    assert macro(record, "pair_given") == 1.0


def test_false_interactions_of_neutral_sentences(tmp_path: Path) -> None:
    path = sentences(tmp_path, {"text": TEXT, "type": None}, {"text": TEXT, "interactions": []})
    record = score(path, [[found(TEXT, "AID", (0, 6), None)], []])
    assert record == {"neutral": {"sentences": 2, "false": 1, "false_per_sentence": 0.5}}


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"marked": MARKED}, "text"),
        (GOLD | {"type": "GREET"}, "GREET"),
        (GOLD | {"marked": "<s>Calder</s>"}, "marked"),
    ],
)
def test_what_is_wrong_with_a_corpus_is_said(
    tmp_path: Path, broken: dict[str, object], message: str
) -> None:
    with pytest.raises(CorpusError, match=message):
        score(sentences(tmp_path, broken), [[]])


def test_stories_are_scored_by_predicate(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    gold = {
        "articles": [{"id": "A1", "start": 0}],
        "interactions": [
            {
                "type": "SANCTION",
                "actor": "Calder",
                "recipients": ["two envoys of Tresk"],
                "excluded": [],
                "status": "happened",
                "predicate": {"start": 7, "end": 15},
            }
        ],
    }
    (tmp_path / "one.json").write_text(json.dumps(gold), "utf-8")

    def read_many(texts: Sequence[str]) -> Iterable[list[Interaction]]:
        return [[found(text, "SANCTION", (0, 6), (16, 35))] for text in texts]

    record = evaluate_interactions(tmp_path, read_many, lambda *_: "AID").to_dict()
    assert record["predicates"]["f1"] == record["recipients"]["f1"] == 1.0
    assert record["type_right"] == record["status_right"] == 1.0
