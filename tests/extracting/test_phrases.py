import pytest

from sayso.extracting.annotation import Annotation, Words
from sayso.extracting.conjuncts import conjuncts
from sayso.extracting.entities import Entities, find_entities
from sayso.extracting.phrases import Phrase, described, phrase
from sayso.extracting.roles import Roles
from tests.extracting.support import annotate


def taken(notation: str) -> tuple[Annotation, Entities, Phrase]:
    """A source that is the whole of ``notation``, taken apart."""
    annotation = annotate(notation)
    entities = find_entities(annotation)
    span: Words = (0, len(annotation.encoded) - 1)
    return annotation, entities, phrase(annotation, entities, span)


def parts(notation: str) -> tuple[str, list[str]]:
    """Its head and the names that it is about."""
    annotation, _, found = taken(notation)
    return annotation.word(found.head), [annotation.words(span) for span in found.names]


@pytest.mark.parametrize(
    ("notation", "head", "names"),
    [
        ("Quill/P", "Quill", ["Quill"]),
        (
            "Kremlin/O Spokesperson/NNP Dmitry/P Peskov/P",
            "Peskov",
            ["Dmitry Peskov"],
        ),
        ("Mayor/NNP Ada/P Quill/P", "Quill", ["Ada Quill"]),
        ("a spokesman for Trump/P", "spokesman", []),
        ("officials/NNS in Tresk/L", "officials", []),
        ("Trump/P +’/POS +s/POS lawyer Michael/P Cohen/P", "Cohen", ["Michael Cohen"]),
        ("Trump/P +’/POS +s/POS lawyer", "lawyer", []),
        ("Clinton/P campaign chairman", "chairman", []),
        (
            "the Undersecretary/NNP for Protocol/NNP +, Hamad/P bin/NNP/P Thuwaini/P",
            "Undersecretary",
            ["Hamad bin Thuwaini"],
        ),
        ("the mayor +, Ada/P Quill/P", "mayor", ["Ada Quill"]),
        ("the mayor of Tresk/L +, Ada/P Quill/P +,", "mayor", ["Ada Quill"]),
        ("the Harbour/O Board/O", "Board", ["Harbour Board"]),
        ("the retired general/NN", "general", []),
        ("the doctor who said it/PRP", "doctor", []),
        ("Quill/P +, who leads/VBZ the Harbour/O Board/O", "Quill", ["Quill"]),
        ("Quill/P +, a former judge", "Quill", ["Quill"]),
        ("she", "she", []),
    ],
)
def test_head_and_names(notation: str, head: str, names: list[str]) -> None:
    assert parts(notation) == (head, names)


@pytest.mark.parametrize(
    ("notation", "names"),
    [
        ("Ted/P Cruz/P and Marco/P Rubio/P", ["Ted Cruz", "Marco Rubio"]),
        (
            "Senators/NNPS Ted/P Cruz/P +, Ada/P Quill/P and Marco/P Rubio/P",
            ["Ted Cruz", "Ada Quill", "Marco Rubio"],
        ),
        (
            "President/NNP of the Republic/NNP/L of/IN/L India/L Droupadi/P Murmu/P",
            ["Droupadi Murmu"],
        ),
        ("President/NNP of India/L Droupadi/P Murmu/P", ["Droupadi Murmu"]),
    ],
)
def test_names(notation: str, names: list[str]) -> None:
    assert parts(notation)[1] == names


@pytest.mark.parametrize(
    ("notation", "determiner"),
    [("the mayor", "the"), ("A mayor", "a"), ("Her lawyer", "her"), ("Ada/P Quill/P", "")],
)
def test_determiner(notation: str, determiner: str) -> None:
    _, _, found = taken(notation)
    assert found.determiner == determiner


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        ("the retired general/NN", "retired general"),
        ("a spokesman for Trump/P", "spokesman for Trump"),
        ("officials/NNS", "officials"),
        ("The doctor +, who/WP said it/PRP +,", "doctor"),
        ("a clerk at the ministry who/WP said it/PRP", "clerk at the ministry"),
        ("the", "the"),
    ],
)
def test_an_unnamed_source_in_its_own_words(notation: str, text: str) -> None:
    annotation, _, found = taken(notation)
    assert described(annotation, found) == text


def role(notation: str, name: str = "Ada Quill", before: int = 10**6) -> str | None:
    annotation = annotate(notation)
    entities = find_entities(annotation)
    (entity,) = [each for each in entities.all if each.name == name]
    return Roles(annotation, entities).latest(entity, before)


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("Mayor/NNP Ada/P Quill/P said", "Mayor"),
        ("the former works/NNS minister Ada/P Quill/P said", "former works minister"),
        ("Ada/P Quill/P +, the mayor of Tresk/L +, said", "mayor of Tresk"),
        ("Ada/P Quill/P +, a crane driver +, said", "crane driver"),
        ("Ada/P Quill/P said", None),
        ("Ada/P Quill/P +, Bo/P Marlow/P and others/NNS said", None),
        ("It rains ¶ Ada/P Quill/P said", None),
        ("the mayor ¶ Ada/P Quill/P said", None),
        ("Ada/P Quill/P +, who said it/PRP +, left", None),
    ],
)
def test_roles_before_and_after_names(notation: str, expected: str | None) -> None:
    assert role(notation) == expected


def test_the_latest_role_before_a_place() -> None:
    text = "Mayor/NNP Ada/P Quill/P said ¶ Senator/NNP Ada/P Quill/P said"
    assert role(text, before=2) == "Mayor"
    assert role(text, before=7) == "Senator"


def test_a_role_that_is_given_only_later() -> None:
    text = "Quill/P said ¶ Mayor/NNP Ada/P Quill/P said"
    assert role(text, before=0) == "Mayor"


def test_a_source_of_marks_alone() -> None:
    annotation, _, found = taken("“ , ”")
    assert found.names == ()
    assert described(annotation, found)


@pytest.mark.parametrize(
    ("notation", "members"),
    [
        ("Ada/P Quill/P and Bo/P Marlow/P", ["Ada Quill", "Bo Marlow"]),
        ("Quill/P and her advisers/NNS", ["Quill", "her advisers"]),
        ("the mayor and the bishop", ["the mayor", "the bishop"]),
        ("Quill/P +, Marlow/P and other/JJ ministers/NNS", ["Quill", "Marlow", "other ministers"]),
        ("police and fire officials/NNS", ["police and fire officials"]),
        ("a spokesman for Roke/P and Quill/P", ["a spokesman for Roke and Quill"]),
        ("Quill/P +, an engineer and a writer", ["Quill, an engineer and a writer"]),
        ("clerks/NNS and porters/NNS", ["clerks and porters"]),
    ],
)
def test_members_of_a_list(notation: str, members: list[str]) -> None:
    annotation, entities, found = taken(notation)
    pieces = conjuncts(annotation, entities, found.span)
    assert [annotation.words(piece) for piece in pieces] == members
