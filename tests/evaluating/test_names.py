import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluating.names import same_head, same_speaker, stands_in
from sayso.records import Kind


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        ("Ada Marlow", "ada  marlow"),
        ("Ada Marlow", "Dr. Ada Marlow"),
        ("Ada Marlow", "Mr President Ada Marlow"),
        ("Ada Marlow", "Ada Marlow's"),
        ("Ada Marlow", "“Ada Marlow,”"),
        ("Élise Ñandú", "Elise Nandu"),
        ("Bo O’Dell", "Bo O'Dell"),
        ("Ada J. Marlow", "Ada Marlow"),
        ("Ada Marlow", "Ada J. Marlow"),
        ("Ada Marlow", "Ada Marlow Jr."),
        ("Marlow", "Marlow"),
        ("Marlow", "Ada Marlow"),
        ("J.K. Marlow", "J. K. Marlow"),
        ("Ada Marlow-Foss", "Ada Marlow Foss"),
    ],
)
def test_same_person(gold: str, found: str) -> None:
    assert same_speaker([gold], [found], "person")


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        ("Ada Marlow", "Marlow"),
        ("Ada Marlow", "Ada"),
        ("Ada Marlow", "Bo Marlow"),
        ("Ada Marlow", "Ada Quill"),
        ("Ada Marlow", "Marlow Ada"),
        ("Badriya Al Sabah", "Al Sabah"),
        ("Ada Marlow", "she"),
        ("Ada Marlow", "retired navy nurse Ada Marlow"),
        ("Marlow", "retired navy nurse Ada Marlow"),
        ("Ada Marlow", "unknown"),
        ("Ada", "Ada Marlow"),
    ],
)
def test_another_person_or_too_little_of_the_name(gold: str, found: str) -> None:
    assert not same_speaker([gold], [found], "person")


def test_any_accepted_name_will_do() -> None:
    assert same_speaker(["Ada Marlow", "Marlow"], ["Marlow"], "person")
    assert not same_speaker(["Ada Marlow", "Marlow"], ["Bo Marlow"], "person")


@pytest.mark.parametrize("kind", ["organization", "country", "document", "group"])
def test_other_names_are_the_same_as_they_are(kind: Kind) -> None:
    assert same_speaker(["Rain Council"], ["the Rain Council"], kind)
    assert same_speaker(["U.S. Rain Council"], ["US Rain Council"], kind)
    assert not same_speaker(["Rain Council"], ["National Rain Council"], kind)
    assert not same_speaker(["Rain Council"], ["Council"], kind)


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        ("law enforcement official", "a law enforcement official"),
        ("law enforcement official", "official who was not to be named"),
        ("two of his aides", "aides"),
        ("number of city officials", "officials"),
        ("report", "the 31-page report"),
        ("critics", "critic"),
        ("harbour authorities in Quillport", "authorities"),
        ("Marlow aides", "aides"),
    ],
)
def test_unnamed_are_the_same_by_what_they_are(gold: str, found: str) -> None:
    assert same_speaker([gold], [found], "group")


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        ("city officials", "police officials"),
        ("law enforcement official", "law enforcement"),
        ("official", "Ada Marlow"),
        ("aides", "unknown"),
    ],
)
def test_unnamed_who_are_others(gold: str, found: str) -> None:
    assert not same_speaker([gold], [found], "person")


def test_unknown() -> None:
    assert same_speaker(["unknown"], [], "unknown")
    assert same_speaker(["unknown"], ["Unknown"], "unknown")
    assert same_speaker(["Congress", "unknown"], [], "unknown")
    assert not same_speaker(["unknown"], ["Ada Marlow"], "unknown")
    assert not same_speaker(["Ada Marlow"], [], "person")


def test_several_speak_in_any_order() -> None:
    gold = ["Ada Marlow & Bo Quill"]
    assert same_speaker(gold, ["Bo Quill", "Ada J. Marlow"], "group")
    assert same_speaker(gold, ["Bo Quill & Ada Marlow"], "group")
    assert not same_speaker(gold, ["Ada Marlow"], "group")
    assert not same_speaker(gold, ["Ada Marlow", "Bo Quill", "Di Foss"], "group")
    assert not same_speaker(gold, ["Ada Marlow", "Ada Marlow"], "group")
    assert not same_speaker(["Ada Marlow"], ["Ada Marlow", "Bo Quill"], "person")


@pytest.mark.parametrize(
    ("name", "source", "stands"),
    [
        ("Ada Marlow", "Dr. Ada Marlow, a nurse", True),
        ("Ada Marlow", "Marlow", False),
        ("Ada Marlow", "Marlow, Ada", False),
        ("Ada", "Adam", False),
        ("transcript of debate", "The transcript of the debate", True),
        ("Ada & Bo", "Bo and Ada", True),
        ("Ada & Bo", "Bo", False),
        ("Ada", "", False),
    ],
)
def test_name_in_the_source(name: str, source: str, stands: bool) -> None:
    assert stands_in(name, source) == stands


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("gathering of miners", "the miners", False),
        ("gathering of miners", "gathering", True),
        ("crowd of reporters", "a crowd", True),
        ("Ada Marlow", "Marlow", True),
        ("Ada Marlow & Bo Quill", "Quill", True),
        ("Ada Marlow", "Ada", False),
    ],
)
def test_same_last_word(gold: str, found: str, same: bool) -> None:
    assert same_head(gold, found) == same


names = st.text(min_size=1, max_size=30) | st.sampled_from(["the", "...", "Mr", "of of", "a & b"])


@given(name=names, kind=st.sampled_from(["person", "group", "unknown", None]))
def test_every_name_is_itself(name: str, kind: Kind | None) -> None:
    assert same_speaker([name], [name], kind)


@given(accepted=st.lists(names, min_size=1, max_size=3), found=st.lists(names, max_size=3))
def test_no_name_is_too_odd(accepted: list[str], found: list[str]) -> None:
    same_speaker(accepted, found, None)
    stands_in(accepted[0], " ".join(found))
    same_head(accepted[0], " ".join(found))
