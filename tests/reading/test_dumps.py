from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.dumps import split

SHARED = Path(__file__).parents[3] / "shared"
WIRE_DEV = "dfh"


def stories(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "separator",
    [
        "---",
        "***",
        "=====",
        "\f",
        "Article 2 of 3",
        "2 of 3 DOCUMENTS",
        "Document ABCX000020240101ek1100001",
        "End of Document",
        "Load-Date: January 1, 2024",
    ],
)
def test_separators_are_obeyed(separator: str) -> None:
    text = f"The ferry sails.\n\n{separator}\n\nThe pier is closed."
    assert stories(text) == ["The ferry sails.", "The pier is closed."]


def test_load_date_before_the_end_of_the_document_is_no_separator() -> None:
    text = "One.\n\nLoad-Date: May 3, 2024\n\nEnd of Document\n\nTwo."
    assert stories(text) == ["One.\n\nLoad-Date: May 3, 2024", "Two."]


def test_a_line_under_a_headline_is_no_separator() -> None:
    text = "Ferry line to reopen\n====================\nThe ferry sails."
    assert split(text) == [(0, len(text))]


def test_separators_at_the_edges_make_no_empty_stories() -> None:
    assert stories("---\nThe ferry sails.\n---\n") == ["The ferry sails."]


@pytest.mark.parametrize("text", ["", " \n", "One line.", "One.\n\nTwo.", "---"])
def test_short_texts_are_one_story(text: str) -> None:
    assert split(text) == [(0, len(text))]


@pytest.mark.parametrize("paragraph", ["He said so. ", "He said so. " * 90_000])
def test_huge_texts_are_split_at_separators_alone(paragraph: str) -> None:
    text = "\n\n".join([paragraph] * (25_000 if len(paragraph) < 50 else 4)).strip()
    assert split(text) == [(0, len(text))]
    assert len(split(f"{text}\n\n---\n\n{text}")) == 2


@settings(deadline=None)  # the first call loads what was learned
@given(st.text(alphabet="aB .\n-*\f“”", max_size=200))
def test_ranges_are_in_order_and_leave_out_only_separators(text: str) -> None:
    found = split(text)
    assert all(start <= end for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    left_out = text
    for start, end in reversed(found):
        left_out = left_out[:start] + left_out[end:]
    assert not set(left_out) & set("aB.“”")


def _wire(name: str) -> tuple[str, list[int]]:
    path = SHARED / "data" / "wire" / f"wire-{name}.txt"
    if not path.exists():
        pytest.skip("the dumps are not here")
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return path.read_text(encoding="utf-8"), [article["start"] for article in gold["articles"]]


@pytest.mark.parametrize("name", WIRE_DEV)
def test_agency_dumps_are_cut_where_their_stories_start(name: str) -> None:
    text, starts = _wire(name)
    assert [start for start, _ in split(text)] == starts


@pytest.mark.parametrize("name", WIRE_DEV)
def test_single_agency_stories_stay_whole(name: str) -> None:
    text, starts = _wire(name)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        assert len(split(text[start:end].strip())) == 1


def test_a_dump_of_related_stories_is_cut() -> None:
    path = SHARED / "seeds" / "news-dump.txt"
    if not path.exists():
        pytest.skip("the dump is not here")
    first, second, third = stories(path.read_text(encoding="utf-8"))
    assert first.startswith("The President of Russia")
    assert second.startswith("Russian President Vladimir Putin extended his New Year message")
    assert third.startswith("New York, Dec 31 (IANS):")
