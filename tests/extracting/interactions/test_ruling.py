import pytest

from sayso.extracting.interactions.ruling import only_reports, status
from tests.extracting.interactions.support import event, places
from tests.extracting.support import annotate


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("did/VBD not/RB", "negated"),
        ("did/VBD not/RB forget/VB to/TO", "happened"),
        ("never/RB failed/VBD to/TO", "happened"),
        ("failed/VBD to/TO", "negated"),
        ("will/MD", "planned"),
        ("is/VBZ due/JJ to/TO", "planned"),
        ("might/MD", "hypothetical"),
        ("has/VBZ", "happened"),
    ],
)
def test_status_by_what_stands_before(before: str, expected: str) -> None:
    annotation = annotate(f"Quill/P {before} greet/VB Strand/P +.")
    assert status(annotation, (places(annotation, "greet"),), "happened") == expected


def test_who_did_not_forget_did_it_whatever_the_model_says() -> None:
    annotation = annotate("Quill/P did/VBD not/RB forget/VB to/TO greet/VB Strand/P +.")
    assert status(annotation, (places(annotation, "greet"),), "negated") == "happened"


@pytest.mark.parametrize(
    ("text", "type_", "predicate"),
    [
        ("Quill/P quoted/VBD Strand/P +.", "ACCUSE", "quoted"),
        ("Quill/P declined/VBD to/TO comment/VB +.", "REJECT", "declined to"),
        ("Quill/P warned/VBD that/IN prices/NNS rise/VBP +.", "THREATEN", "warned"),
    ],
)
def test_pure_reporting_is_no_act(text: str, type_: str, predicate: str) -> None:
    annotation = annotate(text)
    found = event(annotation, type_, predicate, actors=("Quill",))
    assert only_reports(annotation, found, type_)


@pytest.mark.parametrize(
    ("text", "type_", "predicate"),
    [
        ("Quill/P told/VBD Strand/P to/TO leave/VB +.", "REQUEST", "told"),
        ("Quill/P declined/VBD to/TO resign/VB +.", "REJECT", "declined to"),
        ("Quill/P warned/VBD that/IN she/PRP would/MD strike/VB +.", "THREATEN", "warned"),
        ("Quill/P praised/VBD Strand/P +.", "SUPPORT", "praised"),
    ],
)
def test_acts_by_words_stay(text: str, type_: str, predicate: str) -> None:
    annotation = annotate(text)
    found = event(annotation, type_, predicate, actors=("Quill",))
    assert not only_reports(annotation, found, type_)
