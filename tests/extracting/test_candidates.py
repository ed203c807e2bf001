from sayso.extracting.annotation import Words
from sayso.extracting.candidates import NAME, PHRASE, SEVERAL, SOURCE, Candidates, sentences
from sayso.extracting.entities import find_entities
from tests.extracting.support import annotate


def places(notation: str, sort: int, sources: list[Words] | None = None) -> list[str]:
    annotation = annotate(notation)
    found = Candidates(annotation, find_entities(annotation), sources or [], [])
    chosen = zip(found.spans, found.sorts.tolist(), strict=True)
    return [annotation.words(span) for span, each in chosen if each == sort]


def test_names_stand_alone_and_together() -> None:
    text = "Ada/P Quill/P of Tresk/L +, and Bo/P Marlow/P left/VBD +. Roke/P stayed/VBD"
    assert places(text, NAME) == ["Ada Quill", "Tresk", "Bo Marlow", "Roke"]
    assert places(text, SEVERAL) == ["Ada Quill of Tresk, and Bo Marlow"]


def test_a_list_is_one_place() -> None:
    text = "Ada/P Quill/P +, Bo/P Marlow/P and Roke/P left/VBD"
    assert places(text, SEVERAL) == ["Ada Quill, Bo Marlow and Roke"]


def test_names_of_two_clauses_are_not_together() -> None:
    assert places("Quill/P left/VBD and Marlow/P stayed/VBD", SEVERAL) == []


def test_noun_phrases_that_are_no_source() -> None:
    text = "the Marlow/P report angered/VBD union officials/NNS +. the clerk said it"
    assert places(text, PHRASE) == ["the Marlow report", "union officials", "the clerk"]
    assert places(text, PHRASE, [(7, 8)]) == ["the Marlow report", "union officials"]
    assert places(text, SOURCE, [(7, 8)]) == ["the clerk"]


def test_sentences_end_with_their_marks_and_lines() -> None:
    annotation = annotate("Sen/NNP +. Quill left +. He said it ¶ she left")
    found = sentences(annotation).tolist()
    assert found == [0, 0, 0, 0, 0, 1, 1, 1, 2, 2]


def test_nothing_at_all() -> None:
    annotation = annotate("")
    found = Candidates(annotation, find_entities(annotation), [], [])
    assert found.spans == []
    assert len(sentences(annotation)) == 0
