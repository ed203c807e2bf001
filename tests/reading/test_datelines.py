from __future__ import annotations

import pytest

from sayso.reading.datelines import find


@pytest.mark.parametrize(
    ("text", "place", "agency", "date"),
    [
        ("New York, Dec 31 (IANS): A general", "New York", "IANS", "2023-12-31"),
        ("New Delhi, Feb 12 (UNS) External", "New Delhi", "UNS", "2024-02-12"),
        ("MOSCOW (AP) — Russia", "Moscow", "AP", None),
        ("LONDON, Jan 2 - Shares", "London", None, "2024-01-02"),
        ("LONDON/VILNIUS, 3 March 2026 (Meridian) - L", "London/Vilnius", "Meridian", "2026-03-03"),
        ("MINSK, March 5, 2026. /BELTAS/. Guards", "Minsk", "BELTAS", "2026-03-05"),
        ("PORTAGE, Mich., March 13, 2026 — A nurse", "Portage, Mich.", None, "2026-03-13"),
        (
            "PORT OF SPAIN, Trinidad, Mar 5 2026, CNS – The",
            "Port of Spain, Trinidad",
            "CNS",
            "2026-03-05",
        ),
        ("CAIRO - 4 June 2025: Sudan", "Cairo", None, "2025-06-04"),
        ("KYIV. Jan 5 (Interfax-Ukraine) - P", "Kyiv", "Interfax-Ukraine", "2024-01-05"),
        ("Kabul [Afghanistan], December 30 (ANI): The", "Kabul", "ANI", "2023-12-30"),
        ("GENEVA (2 January 2024) – Experts", "Geneva", None, "2024-01-02"),
        ("FORT PIERCE, Fla. - Two days", "Fort Pierce, Fla.", None, None),
        ("(Reuters) - The bank", None, "Reuters", None),
        ("Dec. 31 (UPI) -- A storm", None, "UPI", "2023-12-31"),
        ("By Our Staff Reporter, Colombo, June 5", "Colombo", None, "2024-06-05"),
        ("New Delhi: The minister", "New Delhi", None, None),
    ],
)
def test_datelines_are_read(
    text: str, place: str | None, agency: str | None, date: str | None
) -> None:
    found = find(text, published="2024-01-03")
    assert found is not None
    assert (found[0].place, found[0].agency, found[0].date) == (place, agency, date)


def test_the_span_takes_in_what_ends_the_dateline() -> None:
    text = "New York, Dec 31 (IANS): A retired general"
    found = find(text)
    assert found is not None
    start, end = found[1]
    assert (text[start:end], text[end:].strip()) == (
        "New York, Dec 31 (IANS):",
        "A retired general",
    )


def test_without_a_year_and_a_day_of_publication_there_is_no_date() -> None:
    found = find("New York, Dec 31 (IANS): A general")
    assert found is not None
    assert found[0].date is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The minister — who resigned — said nothing.",
        "European Union (EU) – the bloc",
        "Sen. Mark Varga (R-Fla.) - the sponsor",
        "LINDT: I think that he lied.",
        "BREAKING — Minister resigns",
        "May 5 - the day of the vote",
        "Hale: dam is safe",
        "On Tuesday, March 3, the board met.",
        "WASHINGTON, Feb 30 is no day",
    ],
)
def test_what_is_no_dateline_is_left_alone(text: str) -> None:
    assert find(text) is None


def test_a_day_that_does_not_exist_is_no_date() -> None:
    found = find("OSLO, Feb 30, 2024 (NTB) - Snow")
    assert found is not None
    assert found[0].date is None


def test_hostile_text_is_read_in_no_time() -> None:
    assert find("A" * 100_000) is None
    assert find("A. " * 50_000) is None
    assert find("Aa Bb, " * 20_000) is None
