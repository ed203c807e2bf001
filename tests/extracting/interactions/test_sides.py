from dataclasses import replace

from sayso.extracting.annotation import Annotation
from sayso.extracting.entities import find_entities
from sayso.extracting.interactions.claims import asked_by, looked_into
from sayso.extracting.interactions.decoding import Participant
from sayso.extracting.interactions.objects import object_of, phrase_object
from sayso.extracting.interactions.sides import (
    acted_upon,
    acting,
    in_reach,
    opposite,
    parted,
    possessed,
    subject,
    turned,
)
from tests.extracting.interactions.support import event, participant
from tests.extracting.support import annotate


def words(annotation: Annotation, side: list[Participant] | tuple[Participant, ...]) -> list[str]:
    return [annotation.words(each.words) for each in side]


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


def test_a_verb_without_an_actor_has_its_subject() -> None:
    annotation = annotate("Calder/L has/VBZ suspended/VBN aid/NN to Tresk/L +.")
    bare = event(annotation, "SANCTION", "suspended aid", recipients=("Tresk",))
    bare = replace(bare, others=(participant(annotation, "Calder"),))
    assert [
        annotation.words(each.words)
        for each in subject(annotation, find_entities(annotation), bare)
    ] == ["Calder"]


def test_the_subject_of_a_passive_did_nothing() -> None:
    annotation = annotate("Calder/L was suspended/VBN +.")
    bare = replace(
        event(annotation, "SANCTION", "suspended"), others=(participant(annotation, "Calder"),)
    )
    assert subject(annotation, find_entities(annotation), bare) == []


def test_the_object_of_a_verb_is_no_actor() -> None:
    annotation = annotate("He has/VBZ advised/VBN Strand/P +.")
    found = turned(annotation, event(annotation, "REQUEST", "advised", actors=("Strand",)))
    assert (len(found.actors), len(found.recipients)) == (0, 1)
    annotation = annotate("It was/VBD advised/VBN Strand/P +.")
    found = turned(annotation, event(annotation, "REQUEST", "advised", actors=("Strand",)))
    assert (len(found.actors), len(found.recipients)) == (1, 0)


def test_whom_by_names_acts_in_a_passive() -> None:
    annotation = annotate("Calder/L was praised/VBN by/IN Quill/P +.")
    bare = event(annotation, "SUPPORT", "praised", recipients=("Calder",))
    bare = replace(bare, others=(participant(annotation, "Quill"),))
    assert words(annotation, subject(annotation, find_entities(annotation), bare)) == ["Quill"]


def test_a_subject_that_nobody_marked_acts_if_it_names_somebody() -> None:
    annotation = annotate("Police/NNS detained/VBD Strand/P +.")
    bare = event(annotation, "COERCE", "detained", recipients=("Strand",))
    assert words(annotation, subject(annotation, find_entities(annotation), bare)) == ["Police"]


def test_a_verb_without_a_recipient_has_its_object() -> None:
    annotation = annotate("Quill/P refused/VBD to/TO meet/VB with/IN the envoy/NN +.")
    bare = event(annotation, "REJECT", "refused to meet", actors=("Quill",))
    bare = replace(bare, others=(participant(annotation, "envoy"),))
    assert words(annotation, object_of(annotation, bare)) == ["envoy"]


def test_an_object_that_nobody_marked_is_done_to_if_it_names_somebody() -> None:
    for text, found in (("troops/NNS", ["troops"]), ("bread/NN", [])):
        annotation = annotate(f"Quill/P praised/VBD the {text} +.")
        bare = event(annotation, "SUPPORT", "praised", actors=("Quill",))
        side = phrase_object(annotation, find_entities(annotation), bare, [], "SUPPORT")
        assert words(annotation, side) == found


def test_whose_visit_it_is_visits() -> None:
    annotation = annotate("His/PRP$ visit/NN to/TO Tresk/L pleased/VBD Quill/P +.")
    bare = event(annotation, "CONSULT", "visit", actors=("Quill",), recipients=("Tresk",))
    found = possessed(annotation, find_entities(annotation), bare)
    assert words(annotation, found.actors) == ["His"]


def test_who_stands_before_who_owns_what_follows() -> None:
    annotation = annotate(
        "Quill/P met/VBD Strand/P who/WP was/VBD on/IN his/PRP$ visit/NN to/TO Tresk/L +."
    )
    bare = event(annotation, "CONSULT", "visit", actors=("Quill",), recipients=("Tresk",))
    found = possessed(annotation, find_entities(annotation), bare)
    assert words(annotation, found.actors) == ["Strand"]


def test_an_arrest_may_be_of_whose_it_is() -> None:
    annotation = annotate("His/PRP$ arrest/NN pleased/VBD Quill/P +.")
    bare = event(annotation, "COERCE", "arrest", recipients=("His",))
    assert possessed(annotation, find_entities(annotation), bare) == bare


def test_another_clause_is_out_of_reach_unless_the_model_is_sure() -> None:
    annotation = annotate("Quill/P praised/VBD Tresk/L and said/VBD Calder/L slept/VBD +.")
    bare = event(annotation, "SUPPORT", "praised", recipients=("Tresk",))
    for chance, found in ((0.4, ["Tresk"]), (0.9, ["Tresk", "Calder"])):
        both = (*bare.recipients, participant(annotation, "Calder", chance))
        assert words(annotation, in_reach(annotation, replace(bare, recipients=both))) == found


def test_what_is_looked_into_stands_behind() -> None:
    annotation = annotate("Strand/P left/VBD as Quill/P probed/VBD possible/JJ fraud/NN +.")
    bare = event(annotation, "ACCUSE", "probed", actors=("Quill",), recipients=("Strand",))
    assert words(annotation, looked_into(annotation, bare)) == ["possible fraud"]


def test_a_claim_is_rejected_to_whoever_made_it() -> None:
    annotation = annotate("Quill/P refused/VBD a request/NN from/IN Strand/P +.")
    bare = event(annotation, "REJECT", "refused", actors=("Quill",), recipients=("Strand",))
    assert words(annotation, asked_by(annotation, bare) or []) == ["Strand"]
    annotation = annotate("Quill/P denied/VBD allegations/NNS of/IN fraud/NN in/IN Tresk/L +.")
    bare = event(annotation, "REJECT", "denied", actors=("Quill",), recipients=("Tresk",))
    assert asked_by(annotation, bare) == []
    annotation = annotate("Quill/P denied/VBD Strand/P entry/NN +.")
    bare = event(annotation, "REJECT", "denied", actors=("Quill",), recipients=("Strand",))
    assert asked_by(annotation, bare) is None


def test_a_joint_phrase_names_the_two_of_a_mutual_act() -> None:
    annotation = annotate("British/JJ and/CC Omani/JJ envoys/NNS met/VBD +.")
    (both,) = [participant(annotation, "British and Omani envoys")]
    assert words(annotation, parted(annotation, [both])) == ["British", "Omani envoys"]


def test_what_two_talk_about_is_not_whom_they_talk_to() -> None:
    annotation = annotate("Both/DT signed/VBD a pact/NN on/IN Tresk/L +.")
    bare = event(annotation, "SUPPORT", "signed a pact", recipients=("Tresk",))
    assert opposite(annotation, bare, bare.recipients) == []
