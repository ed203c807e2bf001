from dataclasses import replace

import numpy as np
import pytest

from sayso.extracting.annotation import Annotation, Mention, Words
from sayso.extracting.decoding import Attribution
from sayso.extracting.entities import find_entities
from sayso.extracting.network import Pairing
from sayso.extracting.pairing import BETWEEN, DISTANCES
from sayso.extracting.roles import Roles
from sayso.extracting.speakers import Resolver
from sayso.records import Speaker
from tests.extracting.support import LABELS, annotate, nearest

PERSON, GROUP, ORGANIZATION = 0, 1, 2


def place(annotation: Annotation, words: str, nth: int = 0) -> Words:
    """Where some words stand, the ``nth`` time, counted in words."""
    count = len(annotation.encoded)
    found = [
        (first, last)
        for first in range(count)
        for last in range(first, count)
        if annotation.words((first, last)) == words
    ]
    return found[nth]


def resolve(
    notation: str,
    sources: list[str | tuple[str, int]],
    kind: int = PERSON,
    women: tuple[str, ...] = (),
) -> list[tuple[Speaker, ...]]:
    """The speakers of several sources, under a reference head that knows nothing."""
    annotation = annotate(notation)
    entities = find_entities(annotation)
    spans = [place(annotation, *((s,) if isinstance(s, str) else s)) for s in sources]
    vector = np.zeros(4, np.float32)
    mentions = {
        span: Mention(
            span,
            vector,
            vector,
            4.0 if annotation.words(span).split()[-1] in women else -4.0,
        )
        for span in [*entities.at, *spans]
    }
    scores = np.zeros(len(LABELS["kind"]), np.float32)
    scores[kind] = 5.0
    nothing = np.zeros(1, np.float32)
    # Each says one word that stands at the end, so that nobody is named in it.
    last = len(annotation.encoded) - 1
    asked = [Attribution(span, span, ((last, last),), 1.0, nothing, scores) for span in spans]
    resolver = Resolver(
        replace(annotation, mentions=mentions),
        find_entities(annotation),
        asked,
        Pairing(
            np.zeros(DISTANCES, np.float32),
            np.zeros(BETWEEN, np.float32),
            np.zeros(2, np.float32),
            -4.0,
        ),
        LABELS["kind"],
    )
    voices = resolver.resolve()
    return [voices[id(each)].speakers for each in asked]


def names(speakers: tuple[Speaker, ...]) -> list[str]:
    return [speaker.name for speaker in speakers]


def test_a_name_is_resolved_to_its_fullest_form() -> None:
    text = "Retired/JJ General/NNP Anselm/P Roke/P said it +. ¶ Roke/P said more/JJR +."
    full, short = resolve(text, ["Retired General Anselm Roke", ("Roke", 1)])
    assert names(full) == names(short) == ["Anselm Roke"]
    assert full[0].mention is None
    assert full[0].role == "Retired General"
    assert short[0].mention is not None
    assert short[0].mention.text == "Anselm Roke"
    assert short[0].kind == "person"


def test_a_pronoun_takes_the_name_of_its_gender() -> None:
    text = "Ada/P Quill/P met/VBD Tomas/P Webb/P +. ¶ She said it +. ¶ He said more/JJR +."
    she, he = resolve(text, ["She", "He"], women=("Quill",))
    assert names(she) == ["Ada Quill"]
    assert names(he) == ["Tomas Webb"]
    assert 0 < she[0].confidence <= 1


def test_a_pronoun_for_a_person_is_no_organization() -> None:
    text = "Ada/P Quill/P left/VBD the Harbour/O Board/O +. ¶ She said it +."
    assert names(resolve(text, ["She"], women=("Quill",))[0]) == ["Ada Quill"]


def test_an_office_is_resolved_to_who_holds_it() -> None:
    text = (
        "Retired/JJ General/NNP Anselm/P Roke/P met/VBD Mayor/NNP Ada/P Quill/P +. ¶ "
        "The retired/JJ general said it +."
    )
    (speakers,) = resolve(text, ["The retired general"])
    assert names(speakers) == ["Anselm Roke"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a senior official", "senior official"),
        ("a spokesman for Quill", "spokesman for Quill"),
        ("two residents", "two residents"),
    ],
)
def test_who_has_no_name_keeps_the_article_s_words(source: str, name: str) -> None:
    notation = {
        "a senior official": "Ada/P Quill/P left/VBD +. ¶ a senior official said it",
        "a spokesman for Quill": "Ada/P Quill/P left/VBD +. ¶ a spokesman for Quill/P said it",
        "two residents": "Ada/P Quill/P left/VBD +. ¶ two/CD residents/NNS said it",
    }[source]
    # Whom a headline names is likelier to be meant than who comes later.
    (speakers,) = resolve(f"It rained/VBD ¶ {notation}", [source])
    assert names(speakers) == [name]
    assert speakers[0].mention is None


def test_several_speakers_and_those_after_them() -> None:
    text = "Ted/P Hale/P and Marco/P Webb/P said it +. ¶ They said more/JJR +."
    both, they = resolve(text, ["Ted Hale and Marco Webb", "They"], kind=GROUP)
    assert names(both) == names(they) == ["Ted Hale", "Marco Webb"]


def test_who_hangs_on_the_name_before_it() -> None:
    text = "Ada/P Quill/P met/VBD Tomas/P Webb/P +, who said it"
    assert names(resolve(text, ["who"])[0]) == ["Tomas Webb"]


def test_i_is_whoever_is_quoted() -> None:
    annotation = annotate("Ada/P Quill/P said I know it")
    nothing = np.zeros(1, np.float32)
    inner = Attribution((3, 3), (4, 4), ((5, 5),), 1.0, nothing, None)
    outer = Attribution((0, 1), (2, 2), ((3, 5),), 1.0, nothing, None, (inner,))
    entities = find_entities(annotation)
    voices = Resolver(annotation, entities, [outer], nearest(), LABELS["kind"]).resolve()
    assert names(voices[id(inner)].speakers) == ["Ada Quill"]


def test_i_outside_of_quotations_is_the_author() -> None:
    annotation = annotate("I know it")
    alone = Attribution((0, 0), (1, 1), ((2, 2),), 1.0, np.zeros(1, np.float32), None)
    voices = Resolver(
        annotation, find_entities(annotation), [alone], nearest(), LABELS["kind"]
    ).resolve()
    (author,) = voices[id(alone)].speakers
    assert (author.name, author.kind) == ("the author", "person")
    assert author.confidence < 1


def test_no_source_no_speaker() -> None:
    annotation = annotate("it rains")
    alone = Attribution(None, (0, 0), ((1, 1),), 1.0, np.zeros(1, np.float32), None)
    voices = Resolver(
        annotation, find_entities(annotation), [alone], nearest(), LABELS["kind"]
    ).resolve()
    assert voices[id(alone)].speakers == ()


def test_a_name_and_who_is_with_them_are_two() -> None:
    text = "Ted/P Hale/P left/VBD +. ¶ Hale/P and his advisers/NNS said it"
    (speakers,) = resolve(text, ["Hale and his advisers"], kind=GROUP)
    assert names(speakers) == ["Ted Hale", "advisers"]
    assert [speaker.kind for speaker in speakers] == ["person", "group"]


def test_a_report_is_the_one_that_was_named() -> None:
    text = "Ada/P Quill/P read/VBD a Tresk/O Times/O report +. ¶ The report said it"
    (speakers,) = resolve(text, ["The report"], kind=4)
    assert names(speakers) == ["Tresk Times report"]
    assert speakers[0].mention is not None


def test_the_name_of_a_news_agency_is_enough_for_an_addressee() -> None:
    annotation = annotate("Ada/P Quill/P told the Marlow/O news/NN agency/NN it rains")
    nothing = np.zeros(1, np.float32)
    told = Attribution((0, 1), (2, 2), ((7, 8),), 1.0, nothing, None)
    voices = Resolver(
        annotation, find_entities(annotation), [told], nearest(), LABELS["kind"]
    ).resolve()
    assert names(voices[id(told)].addressees) == ["Marlow"]


def test_a_form_of_address_is_no_role() -> None:
    annotation = annotate(
        "Mr/NNP Quill/P said it . Mayor/NNP Quill/P left . Mr/NNP Quill/P waved ."
    )
    (quill,) = find_entities(annotation).all
    roles = Roles(annotation, find_entities(annotation))
    assert roles.latest(quill, 20) == "Mayor"
