import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from sayso.extracting import Extractor
from sayso.extracting.annotation import Annotation
from sayso.extracting.interactions import Event
from sayso.extracting.statements import records
from sayso.records import Interaction, digest, interaction_id
from tests.extracting.interactions.support import event
from tests.extracting.support import annotate, config, noisy, odd_text


def read(annotation: Annotation, *found: Event) -> list[Interaction]:
    return records(annotation, (), found, config())[1]


def names(parties: Sequence[object]) -> list[str]:
    return [party.name for party in parties]  # type: ignore[attr-defined]


def test_parties_have_their_full_names() -> None:
    annotation = annotate(
        "Ada/P Quill/P left/VBD +. ¶ Quill/P met/VBD Tomas/P Strand/P in Lisbon/L +."
    )
    met = event(annotation, "CONSULT", "met", recipients=("Tomas Strand",))
    second = event(annotation, "CONSULT", "met", actors=("Quill",), recipients=("Tomas Strand",))
    (found,) = read(annotation, second)
    assert names(found.actors) == ["Ada Quill"]
    assert names(found.recipients) == ["Tomas Strand"]
    assert (found.act, found.cameo, found.predicate.text) == ("meet", "040", "met")
    assert found.place is not None
    assert found.place.text == "Lisbon"
    assert names(read(annotation, met)[0].actors) == ["Ada Quill"]


def test_leaders_of_countries_are_countries() -> None:
    annotation = annotate("Quill/P greeted/VBD leaders/NNS of Laos/L , Cuba/L and Bolivia/L +.")
    greeted = event(
        annotation, "SUPPORT", "greeted", actors=("Quill",), recipients=("leaders of Laos",)
    )
    (found,) = read(annotation, greeted)
    assert [(p.name, p.kind, p.country, p.role) for p in found.recipients] == [
        ("Laos", "country", "LAO", "leaders"),
        ("Cuba", "country", "CUB", "leaders"),
        ("Bolivia", "country", "BOL", "leaders"),
    ]


def test_of_a_mutual_act_the_second_is_the_recipient() -> None:
    annotation = annotate("Ada/P Quill/P and Tomas/P Strand/P met/VBD +.")
    (found,) = read(
        annotation, event(annotation, "CONSULT", "met", actors=("Ada Quill", "Tomas Strand"))
    )
    assert (names(found.actors), names(found.recipients)) == (["Ada Quill"], ["Tomas Strand"])


def test_nobody_does_nothing_to_nobody() -> None:
    annotation = annotate("It/PRP rained/VBD +.")
    assert read(annotation, event(annotation, "ASSAULT", "rained")) == []


def check(text: str, found: Sequence[Interaction]) -> None:
    """What must hold of the interactions of any text."""
    seen: set[str] = set()
    for each in found:
        assert each.id not in seen
        seen.add(each.id)
        assert each.id == interaction_id(
            digest(text),
            each.predicate.fragments,
            [party.passage.fragments for party in each.actors],
            [party.passage.fragments for party in each.recipients],
        )
        assert 0.0 <= each.confidence <= 1.0
        assert each.actors or each.recipients
        passages = [
            each.predicate,
            *(p.passage for p in (*each.actors, *each.recipients, *each.excluded)),
        ]
        for passage in passages:
            assert passage.text == " ".join(text[a:b] for a, b in passage.fragments)
        json.dumps(each.to_dict(), allow_nan=False)


@settings(max_examples=30, deadline=None)
@given(odd_text)
def test_offsets_hold_whatever_the_text(text: str) -> None:
    extractor = noisy()
    check(text, extractor.read(text).interactions)


@pytest.mark.slow
def test_the_model_reads_the_same_alone_and_among_others(extractor: Extractor) -> None:
    texts = [
        "Calder expelled two envoys of Tresk on Monday, and Tresk recalled its ambassador.",
        "Quill met Strand in Lisbon, the ministry said.",
    ]
    alone = [extractor.read(text).interactions for text in texts]
    together = [found.interactions for found in extractor.read_many(texts)]
    assert alone == together
    for text, found in zip(texts, alone, strict=True):
        check(text, found)
        assert found
