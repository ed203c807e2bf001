from dataclasses import replace

import pytest

from sayso.extracting.entities import find_entities
from sayso.extracting.interactions.lists import (
    acted_upon,
    acting,
    completed,
    coordinated,
    excluded,
    gathered,
    only,
    subject,
    turned,
)
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


def test_whom_among_stands_before_does_not_act() -> None:
    annotation = annotate("Among/IN ministers/NNS , he greeted/VBD Strand/P +.")
    both = [participant(annotation, "ministers"), participant(annotation, "he")]
    assert [each.words for each in acting(annotation, both, ())] == [both[1].words]


def test_who_reports_an_act_did_not_do_it() -> None:
    annotation = annotate("Tresk/L said Quill/P greeted/VBD Strand/P +.")
    both = [participant(annotation, "Tresk"), participant(annotation, "Quill")]
    start = annotation.text.index("Quill")
    found = acting(annotation, both, [(start, len(annotation.text))])
    assert [each.words for each in found] == [both[1].words]


def test_a_place_that_is_met_in_is_not_met() -> None:
    annotation = annotate("Quill/P met/VBD Strand/P in/IN Lisbon/L +.")
    both = [participant(annotation, "Strand"), participant(annotation, "Lisbon")]
    assert acted_upon(annotation, both) == both[:1]
    assert acted_upon(annotation, both[1:]) == both[1:]


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


def test_a_verb_without_an_actor_has_its_subject() -> None:
    annotation = annotate("Calder/L has/VBZ suspended/VBN aid/NN to Tresk/L +.")
    bare = event(annotation, "SANCTION", "suspended aid", recipients=("Tresk",))
    bare = replace(bare, others=(participant(annotation, "Calder"),))
    assert [annotation.words(each.words) for each in subject(annotation, bare)] == ["Calder"]


def test_the_subject_of_a_passive_did_nothing() -> None:
    annotation = annotate("Calder/L was suspended/VBN +.")
    bare = replace(
        event(annotation, "SANCTION", "suspended"), others=(participant(annotation, "Calder"),)
    )
    assert subject(annotation, bare) == []


def test_the_object_of_a_verb_is_no_actor() -> None:
    annotation = annotate("He has/VBZ advised/VBN Strand/P +.")
    found = turned(annotation, event(annotation, "REQUEST", "advised", actors=("Strand",)))
    assert (len(found.actors), len(found.recipients)) == (0, 1)
    annotation = annotate("It was/VBD advised/VBN Strand/P +.")
    found = turned(annotation, event(annotation, "REQUEST", "advised", actors=("Strand",)))
    assert (len(found.actors), len(found.recipients)) == (1, 0)
