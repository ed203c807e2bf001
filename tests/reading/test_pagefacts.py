import json
from pathlib import Path

import pytest

from sayso.reading.finishing import finish
from sayso.reading.html import page
from sayso.reading.pagefacts import headline_in, names_in
from sayso.reading.raw import Options
from sayso.records import Article, Origin
from tests.reading.test_bodies import NEWSROOMS, SENTENCE


def read(markup: str) -> Article:
    found = page(markup, Origin("page.html", 0, 0))
    assert found is not None
    return next(finish(found, Options()))


def is_right(path: Path, fact: str, wanted: str | list[str]) -> bool:
    got = getattr(read(path.read_text("utf-8")), fact) or ""
    if fact == "byline":
        return sorted(got.split(", ")) == sorted(wanted)
    return bool(got[:10] == wanted if fact in {"published", "updated"} else got == wanted)


@pytest.mark.parametrize(
    ("fact", "least"),
    [
        ("title", 0.97),
        ("outlet", 0.85),
        ("byline", 0.92),
        ("published", 1.0),
        ("updated", 0.95),
        ("section", 1.0),
        ("url", 1.0),
        ("language", 1.0),
    ],
)
def test_pages_of_newsrooms_give_their_facts(fact: str, least: float) -> None:
    """Beside each page stand its facts as a reader would tell them."""
    facts = [(path, json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in NEWSROOMS]
    right = [is_right(path, fact, known[fact]) for path, known in facts if fact in known]
    assert sum(right) >= least * len(right)


@pytest.mark.parametrize(
    ("title", "headlines", "outlet", "headline"),
    [
        ("Ferry to stop", ["Ferry to stop"], None, "Ferry to stop"),
        ("Ferry to stop | World | The Post", ["Ferry to stop"], None, "Ferry to stop"),
        ("Opinion | Ferry to stop", ["Ferry to stop"], "The Post", "Ferry to stop"),
        ("Ferry to stop - The Post", ["The Post"], "The Post", "Ferry to stop"),
        ("Ferry to stop - The Post", [], "Post", "Ferry to stop"),
        (
            "Larkhaven - a town without a ferry",
            [],
            "The Post",
            "Larkhaven - a town without a ferry",
        ),
        ("Ferry to stop: what we know", ["Ferry to stop"], None, "Ferry to stop: what we know"),
        ("The Post", ["The Post"], "The Post", "The Post"),
    ],
)
def test_a_headline_comes_without_the_name_of_the_site(
    title: str, headlines: list[str], outlet: str | None, headline: str
) -> None:
    assert headline_in(title, headlines, outlet) == headline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ines Farrow", "Ines Farrow"),
        ("By Ines Farrow and Bo Marlow", "Ines Farrow, Bo Marlow"),
        ("Ines Farrow, Bo Marlow, and Jo Tarn", "Ines Farrow, Bo Marlow, Jo Tarn"),
        ("Ines Farrow Staff Writer", "Ines Farrow"),
        ("Ines Farrow, political correspondent", "Ines Farrow"),
        ("Ines Farrow; Osk Media Group", "Ines Farrow"),
        ("Ines Farrow for The Post", "Ines Farrow"),
        ("Ines Farrow, The Larkhaven Lamp", "Ines Farrow"),
        ("Osk Wire Staff", "Osk Wire Staff"),
        ("Staff", "Staff"),
        ("Ada Quill, Ada Quill", "Ada Quill"),
    ],
)
def test_a_byline_is_the_names_of_people(byline: str, names: str) -> None:
    assert names_in(byline, "The Larkhaven Lamp") == names


def test_a_year_alone_is_no_day() -> None:
    body = "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(12))
    article = read(
        f"<html><body><article><h1>Bridge closed</h1>{body}</article>"
        "<footer>© 2019 The Post</footer></body></html>"
    )
    assert article.published is None
