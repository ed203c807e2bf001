from sayso.extracting.interactions.joining import joined
from tests.extracting.interactions.support import TYPES, event
from tests.extracting.support import annotate


def test_a_light_verb_and_its_noun_are_one_act() -> None:
    annotation = annotate("Quill/P extended/VBD his/PRP$ warm/JJ greetings/NNS to Strand/P +.")
    verb = event(annotation, "AGREE", "extended", actors=("Quill",), probability=0.4)
    noun = event(annotation, "SUPPORT", "greetings", recipients=("Strand",), probability=0.7)
    (one,) = joined(annotation, [noun, verb])
    assert [annotation.words(each) for each in one.predicate] == ["extended", "warm greetings"]
    assert TYPES[one.type] == "SUPPORT"
    assert (len(one.actors), len(one.recipients)) == (1, 1)


def test_a_verb_of_its_own_stays_one() -> None:
    annotation = annotate("Quill/P condemned/VBD the attack/NN on Tresk/L +.")
    verb = event(annotation, "ACCUSE", "condemned", actors=("Quill",))
    noun = event(annotation, "ASSAULT", "attack", recipients=("Tresk",))
    assert len(list(joined(annotation, [verb, noun]))) == 2
