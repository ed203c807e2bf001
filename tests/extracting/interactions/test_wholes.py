from dataclasses import replace

import pytest

from sayso.extracting.entities import find_entities
from sayso.extracting.interactions.wholes import widened
from tests.extracting.interactions.support import event, participant, places
from tests.extracting.support import annotate


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        ("He freed/VBD 30/CD envoys/NNS +.", "30", "30 envoys"),
        ("He freed/VBD military/JJ doctors/NNS +.", "military", "military doctors"),
        ("He hit/VBD the air/NN force/NN +.", "force", "air force"),
        ("He left/VBD the Ministry/NNP of/IN Works/NNP +.", "Ministry", "Ministry of Works"),
        ("He met/VBD envoys/NNS of/IN +.", "envoys of", "envoys"),
    ],
)
def test_a_piece_of_a_phrase_becomes_all_of_it(text: str, marked: str, whole: str) -> None:
    annotation = annotate(text)
    verb = text.split()[1].split("/")[0]
    found = event(annotation, "RETREAT", verb, recipients=(marked,))
    (each,) = widened(annotation, find_entities(annotation), found, set()).recipients
    assert annotation.words(each.words) == whole


def test_a_predicate_belongs_to_no_party() -> None:
    annotation = annotate("Omani/JJ attacks/NNS hit/VBD Tresk/L +.")
    found = event(annotation, "ASSAULT", "attacks", actors=("Omani",))
    acts = set(range(*(lambda p: (p[0], p[1] + 1))(places(annotation, "attacks"))))
    (each,) = widened(annotation, find_entities(annotation), found, acts).actors
    assert annotation.words(each.words) == "Omani"


def test_who_is_in_a_party_is_nobody_else() -> None:
    annotation = annotate("He freed/VBD 30/CD envoys/NNS +.")
    found = event(annotation, "RETREAT", "freed", recipients=("30",))
    found = replace(found, others=(participant(annotation, "envoys"),))
    assert widened(annotation, find_entities(annotation), found, set()).others == ()
