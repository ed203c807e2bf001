import pytest

from sayso.extracting.entities import find_entities
from sayso.extracting.interactions.lists import completed, coordinated, excluded, gathered, only
from tests.extracting.interactions.support import event, participant
from tests.extracting.support import annotate


def test_a_list_of_places_is_completed_from_any_member() -> None:
    annotation = annotate("She/PRP wrote/VBD to leaders/NNS of Tresk/L , Calder/L and Marlow/L +.")
    entities = find_entities(annotation)
    for member in ("Tresk", "Calder", "Marlow"):
        found = completed(annotation, entities, [participant(annotation, member)])
        assert [annotation.words(each.words) for each in found] == ["Tresk", "Calder", "Marlow"]


def test_what_belongs_to_the_last_place_ends_the_list() -> None:
    annotation = annotate(
        "She/PRP left/VBD Tresk/L and Calder/L 's/POS army/NN won/VBD +.".replace(
            "'s/POS", "+’/POS +s/POS"
        )
    )
    entities = find_entities(annotation)
    found = completed(annotation, entities, [participant(annotation, "Tresk")])
    assert [annotation.words(each.words) for each in found] == ["Tresk"]


@pytest.mark.parametrize("words", ["excluding/VBG", "except/IN", "but not/RB"])
def test_whom_the_text_takes_out(words: str) -> None:
    annotation = annotate(f"Quill/P greeted/VBD the bloc/NN , {words} Tresk/L and Calder/L +.")
    entities = find_entities(annotation)
    found = event(annotation, "SUPPORT", "greeted", actors=("Quill",), recipients=("bloc",))
    names = [annotation.words(each.words) for each in excluded(annotation, entities, found)]
    assert names == ["Tresk", "Calder"]


def test_only_before_the_recipients() -> None:
    annotation = annotate("Quill/P sent/VBD greetings/NNS only/RB to Strand/P +.")
    found = event(
        annotation, "SUPPORT", "sent greetings", actors=("Quill",), recipients=("Strand",)
    )
    place = only(annotation, found)
    assert place is not None
    assert annotation.words(place) == "only"


def test_whoever_stands_in_one_row_belongs_to_the_side() -> None:
    annotation = annotate("He wrote/VBD to Quill/P , as well/RB as/IN the guild/NN +.")
    quill, guild = participant(annotation, "Quill"), participant(annotation, "guild", 0.1)
    found = coordinated(annotation, [quill], [guild])
    assert [each.words for each in found] == [quill.words, guild.words]


def test_pieces_of_one_phrase_are_put_together() -> None:
    annotation = annotate("leaders/NNS of the Tresk/O Union/O met/VBD +.")
    pieces = [participant(annotation, "leaders"), participant(annotation, "Tresk Union")]
    (one,) = gathered(annotation, pieces)
    assert annotation.words(one.words) == "leaders of the Tresk Union"
