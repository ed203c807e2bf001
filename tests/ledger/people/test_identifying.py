from __future__ import annotations

import pytest

from sayso.ledger.people.identifying import identify


def norms(name: str, kind: str) -> list[tuple[str, str]]:
    return [(each.kind, each.norm) for each in identify(name, kind)]


@pytest.mark.parametrize("name", ["US", "U.S.", "the United States", "America", "USA"])
@pytest.mark.parametrize("kind", ["country", "organization", "unknown"])
def test_a_country_has_many_names(name: str, kind: str) -> None:
    assert norms(name, kind) == [("country", "united states")]


@pytest.mark.parametrize("name", ["White House", "Kremlin", "Downing Street"])
def test_a_seat_of_government_stays_as_it_is_named(name: str) -> None:
    assert norms(name, "country") == [("organization", name.lower())]


def test_us_is_no_country_in_small_letters() -> None:
    assert norms("us", "country") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department of Justice", "the Justice Department"),
        ("FBI", "Federal Bureau of Investigation"),
        ("Harrow Mills Inc.", "Harrow Mills"),
        ("Quill’s campaign", "Quill campaign"),
        ("AT&T", "AT&T"),
    ],
)
def test_one_organization(one: str, other: str) -> None:
    assert norms(one, "organization") == norms(other, "organization") != []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("campaign", "organization"),
        ("Police", "organization"),
        ("government", "country"),
        ("a law enforcement official", "person"),
        ("aides", "group"),
        ("two dozen voters in Ohio", "group"),
        ("Republicans", "group"),
        ("reporters", "unknown"),
        ("New polls", "document"),
        ("Report", "document"),
    ],
)
def test_who_is_only_described_is_nobody(name: str, kind: str) -> None:
    assert norms(name, kind) == []


def test_what_a_group_is_called_counts_only_if_it_is_known() -> None:
    assert [each.certain for each in identify("Harrow Guard", "group")] == [False, False]
