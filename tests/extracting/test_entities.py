import time

import pytest

from sayso.extracting.entities import Entities, find_entities, fold
from tests.extracting.support import annotate

Names = dict[str, list[str]]


def named(notation: str) -> Names:
    """Each entity's fullest name, with the words of its mentions in order."""
    annotation = annotate(notation)
    found = find_entities(annotation)
    return {
        entity.name: [annotation.words(span) for span in entity.mentions] for entity in found.all
    }


def test_fold() -> None:
    assert fold("ÉLODIE Øre") == "elodie øre"
    assert fold("Jose\u0301") == fold("JOSÉ") == "jose"


def test_a_surname_is_the_person_named_in_full() -> None:
    text = "Ada/P Quill/P left +. Quill/P said it rains +. ¶ Ada/P returned"
    assert named(text) == {"Ada Quill": ["Ada Quill", "Quill", "Ada"]}


def test_a_surname_before_the_full_name() -> None:
    assert named("Quill/P said ¶ the mayor Ada/P Quill/P") == {"Ada Quill": ["Quill", "Ada Quill"]}


def test_a_surname_alone_is_a_name() -> None:
    assert named("Quill/P said and Quill/P left") == {"Quill": ["Quill", "Quill"]}


@pytest.mark.parametrize("title", ["President/NNP/P", "Mr/NNP/P", "Mr/NNP/P +./P", "Dr/NNP"])
def test_titles_are_no_part_of_a_name(title: str) -> None:
    assert list(named(f"{title} Ada/P Quill/P said")) == ["Ada Quill"]


def test_a_title_alone_names_nobody() -> None:
    assert named("the President/NNP/P said") == {}


def test_possessives_are_no_part_of_a_name() -> None:
    text = "Ada/P Quill/P +’/POS/P +s/POS/P lawyer ¶ Marlow/P +'/POS +s/POS house"
    assert list(named(text)) == ["Ada Quill", "Marlow"]


def test_punctuation_is_no_part_of_a_name() -> None:
    assert list(named("“ +Ada/P Quill/P +,/P said")) == ["Ada Quill"]


def test_initials_stand_for_a_first_name() -> None:
    text = "Ada/P Quill/P left +. A/P +./P Quill/P said ¶ Ada/P M/P +./P Quill/P told"
    assert named(text) == {"Ada M. Quill": ["Ada Quill", "A. Quill", "Ada M. Quill"]}


def test_an_initial_that_differs_is_somebody_else() -> None:
    assert list(named("Ada/P Quill/P left +. B/P +./P Quill/P said")) == ["Ada Quill", "B. Quill"]


def test_two_people_with_one_surname() -> None:
    text = "Ada/P Quill/P met Bo/P Quill/P +. Bo/P was late and Ada/P left"
    assert named(text) == {"Ada Quill": ["Ada Quill", "Ada"], "Bo Quill": ["Bo Quill", "Bo"]}


def test_a_surname_alone_means_one_that_was_named_before() -> None:
    text = "Ada/P Quill/P met Marlow/P +. Quill/P said ¶ then Bo/P Quill/P left"
    assert named(text)["Ada Quill"] == ["Ada Quill", "Quill"]


def test_accents_and_capitals_do_not_part_a_name() -> None:
    text = "JOSÉ/NNP/P PELL/NNP/P SAID ¶ Jose/P Pell/P left ¶ José/P Pell/P said"
    assert named(text) == {"Jose Pell": ["JOSÉ PELL", "Jose Pell", "José Pell"]}


def test_a_suffix_is_no_surname() -> None:
    text = "Bo/P Quill/P Jr/P +. said ¶ Quill/P left"
    assert len(named(text)) == 1


def test_a_hyphen_is_part_of_a_name() -> None:
    text = "Ada/P Quill/P +-/HYPH +Marlow/P said ¶ Quill/P +-/HYPH +Marlow/P left"
    assert named(text) == {"Ada Quill-Marlow": ["Ada Quill-Marlow", "Quill-Marlow"]}


def test_a_name_ends_with_its_line() -> None:
    assert list(named("by Ada/P Quill/P ¶ Bo/P Marlow/P said")) == ["Ada Quill", "Bo Marlow"]


def test_an_acronym_in_brackets() -> None:
    text = "the Harbour/O Safety/O Board/O ( +HSB/NNP/O +) met +. The HSB/NNP/O said"
    assert named(text) == {"Harbour Safety Board": ["Harbour Safety Board", "HSB", "HSB"]}


def test_an_acronym_that_does_not_fit_is_another_name() -> None:
    text = "the Harbour/O Board/O ( +XYZ/NNP/O +) met"
    assert list(named(text)) == ["Harbour Board", "XYZ"]


def test_an_organization_with_and_without_its_article() -> None:
    found = named("The/DT/O Merrow/O Herald/O said ¶ the Merrow/O Herald/O told")
    assert list(found) == ["Merrow Herald"]


def test_an_organization_goes_on_over_small_words() -> None:
    assert list(named("the Commission/O on/IN Audit/O said")) == ["Commission on Audit"]


def test_a_person_and_a_place_of_one_name() -> None:
    annotation = annotate("Sydney/L grew +. Ada/P Sydney/P said")
    labels = {entity.name: entity.label for entity in find_entities(annotation).all}
    assert labels == {"Sydney": "LOCATION", "Ada Sydney": "PERSON"}


def test_dates_are_no_names() -> None:
    assert named("on Monday/NNP/D Quill/P said") == {"Quill": ["Quill"]}


def test_no_names_no_words() -> None:
    assert named("it rains and it pours") == {}
    assert named("") == {}


def test_where_the_names_stand() -> None:
    annotation = annotate("Ada/P Quill/P told Marlow/P that Quill/P left")
    found = find_entities(annotation)
    check(found)
    assert found.by_word == {0: (0, 1), 1: (0, 1), 3: (3, 3), 5: (5, 5)}
    assert found.at[5, 5].full == (0, 1)


def check(found: Entities) -> None:
    """The three views of the entities agree."""
    spans = sorted(span for entity in found.all for span in entity.mentions)
    assert spans == sorted(found.at)
    assert len(set(spans)) == len(spans)
    for entity in found.all:
        assert entity.mentions == sorted(entity.mentions)
        assert entity.full in entity.mentions
        for span in entity.mentions:
            assert found.at[span] is entity
            assert all(found.by_word[word] == span for word in range(span[0], span[1] + 1))


def many(kind: str) -> str:
    if kind == "one name":
        return "Ada/P Quill/P said " * 8000
    if kind == "one surname":
        return " ".join(f"{_letters(n)}/NNP/P Quill/P said" for n in range(8000))
    if kind == "one first name":
        return " ".join(f"Ada/P {_letters(n)}/NNP/P said" for n in range(8000))
    if kind == "growing names":
        return " ".join(
            f"Ada/P {_letters(n)}/NNP/P said Ada/P Ann/P {_letters(n)}/NNP/P said"
            for n in range(6000)
        )
    if kind == "one endless name":
        return "Quill/P " * 20000
    return "Harbour/O Board/O ( +HB/NNP/O +) said " * 4000


def _letters(number: int) -> str:
    """A name for a number, one word for each."""
    return "Z" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


@pytest.mark.parametrize(
    "kind",
    ["one name", "one surname", "one first name", "growing names", "one endless name", "acronyms"],
)
def test_endless_repetition_is_bounded_in_time(kind: str) -> None:
    annotation = annotate(many(kind))
    began = time.process_time()
    found = find_entities(annotation)
    assert time.process_time() - began < 4
    check(found)


def test_letters_with_full_stops_are_one_name() -> None:
    assert list(named("the C/NNP/O +. +I/NNP +. +A/DT +. said")) == ["C.I.A"]


def test_a_surname_that_the_tagger_missed() -> None:
    assert named("Ada/P Quill/P left ¶ Quill and Bo/P said") == {
        "Ada Quill": ["Ada Quill", "Quill"],
        "Bo": ["Bo"],
    }


def test_the_short_form_of_a_body() -> None:
    text = "Harbour/O University/O said ¶ Harbour/O said"
    assert named(text) == {"Harbour University": ["Harbour University", "Harbour"]}


def test_plain_words_are_no_names() -> None:
    assert named("both countries/NNS/L said") == {}


def test_a_hyphened_word_is_no_part_of_a_name() -> None:
    assert list(named("the pro +-/O +Quill/O Union/O Leader/O said")) == ["Union Leader"]
