from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.cleaning import clean

SHARED = Path(__file__).parents[3] / "shared" / "data"
LEAD = "The harbour board voted on Monday to reopen the ferry line."
END = "Nobody spoke against the plan."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("Also read: Ferry line to close, says Lindt", "related"),
        ("READ MORE: Ferry line to close", "related"),
        ("Watch: How the pier was built", "related"),
        ("Listen to the latest songs, only on", "promotion"),
        ("Get our app for ad-free news", "promotion"),
        ("Sign up for our Morning Brief and never miss a story", "newsletter"),
        ("Follow us on", "share"),
        ("Follow The Islander on WhatsApp", "share"),
        ("Share this article", "share"),
        ("Facebook Twitter WhatsApp Email", "share"),
        ("Back to top", "navigation"),
        ("© 2025 The Islander. All rights reserved.", "copyright"),
        ("(With inputs from agencies)", "credit"),
        ("(AP Photo/Ada Lindqvist)", "photo"),
        ("The pier in March. (Photo: Ada Lindqvist)", "photo"),
        ("(Pix by Ada Lindqvist)", "photo"),
    ],
)
def test_boilerplate_goes_with_its_reason(line: str, reason: str) -> None:
    text, cuts = clean(f"{LEAD}\n\n{line}\n\n{END}")
    assert text == f"{LEAD}\n\n{END}"
    assert [(cut.text, cut.reason) for cut in cuts] == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "Watch what he does, not what he says.",
        "“Follow us on the water,” the captain said.",
        "Follow the money.",
        "Share prices fell 3 percent.",
        "Copyright law does not cover it.",
        "Two people were killed (Reuters).",
        "The photo, taken by a neighbour, shows the pier.",
        "More than 200 people died.",
        "Hale: the pier is safe",
        "Sign up for the draft, he told them.",
    ],
)
def test_the_story_stays(line: str) -> None:
    text = f"{LEAD}\n\n{line}\n\n{END}"
    assert clean(text) == (text, ())


def test_a_headline_that_the_lead_repeats_goes() -> None:
    text, cuts = clean(f"{LEAD}\n\nOSLO, May 3 (NTB) - {LEAD} It will cost little.\n\n{END}")
    assert text.startswith("OSLO, May 3 (NTB) - ")
    assert [cut.reason for cut in cuts] == ["repeated headline"]


def test_menus_go_but_one_of_their_words_alone_stays() -> None:
    text, cuts = clean(f"Home\nNews\nSports\nOpinion\n\n{LEAD}\n\nSports\n\n{END}")
    assert text == f"{LEAD}\n\nSports\n\n{END}"
    assert {cut.reason for cut in cuts} == {"navigation"}


def test_nothing_but_boilerplate_is_left_as_it_is() -> None:
    assert clean("Advertisement") == ("Advertisement", ())


LINES = st.sampled_from([LEAD, END, "Advertisement", "Read more:", "", "  ", "Follow us on"])


@given(st.lists(LINES, max_size=8))
def test_nothing_vanishes(lines: list[str]) -> None:
    source = "\n".join(lines)
    text, cuts = clean(source)
    assert all(source[cut.start : cut.end] == cut.text for cut in cuts)
    assert sorted(" ".join([text, *(cut.text for cut in cuts)]).split()) == sorted(source.split())


@pytest.mark.slow
@pytest.mark.parametrize("part", ["train", "dev"])
def test_no_attribution_is_lost(part: str) -> None:
    path = SHARED / "attribution" / f"polnear-{part}.jsonl.gz"
    if not path.exists():
        pytest.skip("the corpus is not here")
    lost = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for article in map(json.loads, file):
            spans = [s for a in article["attributions"] for role in a.values() for s in role]
            lost += [
                cut.text
                for cut in clean(article["text"])[1]
                if any(start < cut.end and cut.start < end for start, end in spans)
            ]
    assert lost == []


@pytest.mark.parametrize("name", list("cdefgh"))
def test_boilerplate_of_agency_dumps_is_found_and_nothing_else(name: str) -> None:
    path = SHARED / "wire" / f"wire-{name}.txt"
    if not path.exists():
        pytest.skip("the corpus is not here")
    text = path.read_text(encoding="utf-8")
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    cuts = {cut.text for cut in clean(text)[1] if cut.reason != "repeated headline"}
    assert cuts == set(gold["boilerplate"])
