import pytest

from sayso.extracting.interactions.naming import affiliation, country, sector
from sayso.extracting.tables import rows


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russian President", "RUS"),
        ("Prime Minister of the Republic of India", "IND"),
        ("South Korean envoy", "KOR"),
        ("the U.S. ambassador", "USA"),
        ("the US ambassador", "USA"),
        ("the Kremlin", "RUS"),
        ("Sudan's army", "SDN"),
        ("South Sudan's army", "SSD"),
        ("decorated Vietnam War veteran", None),
        ("told us", None),
        ("the United Nations", None),
    ],
)
def test_the_country_that_words_tell(text: str, code: str | None) -> None:
    found = affiliation(text)
    assert (found.country if found else None) == code


def test_a_country_is_named_by_its_own_name_or_capital() -> None:
    assert (found := country("the Netherlands")) is not None
    assert found.country == "NLD"
    assert country("Tehran") is not None
    assert country("Iranian") is None
    assert (unrecognised := country("Abkhazia")) is not None
    assert unrecognised.country is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Foreign Minister", "GOV"),
        ("former French President", "ELI"),
        ("Constitutional Court", "JUD"),
        ("border guards", "COP"),
        ("retired general", "MIL"),
        ("opposition lawmakers", "LEG"),
        ("hundreds of nurses", "LAB"),
        ("a weather balloon", None),
    ],
)
def test_the_sector_that_words_tell(text: str, name: str | None) -> None:
    assert sector(text) == name


def test_every_country_has_a_code_of_three_letters() -> None:
    codes = [code for code, *_ in rows("interactions-countries") if code != "-"]
    assert all(len(code) == 3 and code.isupper() for code in codes)
    assert len(codes) == len(set(codes))
