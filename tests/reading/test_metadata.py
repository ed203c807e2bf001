from __future__ import annotations

import pytest

from sayso.reading.metadata import complete, find
from sayso.records import Article, Removed

BODY = (
    "The harbour board voted on Monday to reopen the ferry line.\n\nNobody spoke against the plan."
)


def test_headline_byline_and_day() -> None:
    head = "Ferry line to reopen, board says\n\nBy Ada Lindqvist, Staff Writer"
    text = f"{head}\n\nPublished: 3 May 2024\n\n{BODY}"
    found = find(text)
    assert found.title is not None
    assert found.byline is not None
    assert found.published is not None
    assert found.title.value == "Ferry line to reopen, board says"
    assert found.byline.value == "Ada Lindqvist"
    assert text[found.byline.start : found.byline.end] == "Ada Lindqvist"
    assert found.published.value == "2024-05-03"


def test_the_dateline_gives_place_agency_and_day() -> None:
    found = find(f"Oslo, May 3, 2024 (NTB): {BODY}")
    assert found.dateline is not None
    assert found.agency is not None
    assert found.published is not None
    assert (found.dateline.place, found.agency.value, found.published.value) == (
        "Oslo",
        "NTB",
        "2024-05-03",
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ada Lindqvist", "Ada Lindqvist"),
        ("By ADA LINDQVIST", "Ada Lindqvist"),
        ("by Ada Lindqvist and Bram Hale", "Ada Lindqvist and Bram Hale"),
        ("By Ada Lindqvist | Reuters", "Ada Lindqvist"),
        ("By Ada Lindqvist, Political Correspondent", "Ada Lindqvist"),
        ("(Reporting by Ada Lindqvist; Editing by Bram Hale)", "Ada Lindqvist"),
    ],
)
def test_bylines(line: str, name: str) -> None:
    found = find(f"{line}\n\n{BODY}").byline
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize("line", ["By the time he left, it was dark", "By then", "By law, it must"])
def test_what_is_no_byline(line: str) -> None:
    assert find(f"{line}\n\n{BODY}").byline is None


def test_a_lead_is_no_title() -> None:
    assert find(BODY).title is None


def test_updated_is_not_published() -> None:
    found = find(f"Published: May 3, 2024 | Updated: May 4, 2024\n\n{BODY}")
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.value, found.updated.value) == ("2024-05-03", "2024-05-04")


def test_facts_in_what_was_taken_out_count() -> None:
    removed = (
        Removed("Ferry line to reopen.", "repeated headline"),
        Removed("(With inputs from PTI)", "credit"),
    )
    article = complete(Article(id="x", text=BODY, removed=removed))
    assert (article.title, article.agency) == ("Ferry line to reopen", "PTI")


def test_what_is_known_stays() -> None:
    article = complete(Article(id="x", text=f"Ferry line to reopen\n\n{BODY}", title="Known"))
    assert article.title == "Known"


def test_empty_text_tells_nothing() -> None:
    assert find("").title is None
