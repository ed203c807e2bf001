"""Pages as different newsrooms build them, beside the text that a reader calls the article.

Each page has beside it, a line for each, the paragraphs, subheadings, quotations and list items
of its story; no headline, byline, caption, advertisement, teaser or comment. All is made up.
"""

import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from trafilatura import bare_extraction
from trafilatura.settings import Document

from sayso.reading.finishing import finish
from sayso.reading.html import page
from sayso.reading.raw import Options
from sayso.records import Origin

DATA = Path(__file__).parent.parent / "data"
PAGES = sorted((DATA / "pages").glob("*.html"))
NEWSROOMS = sorted((DATA / "newsrooms").glob("*.html"))
"""Pages whose elements and class names are those of real newsrooms; their words are made up."""
WORD = re.compile(r"\w+")
SENTENCE = "The council of Larkhaven has said that it rained {} times before the bridge was closed."


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def scores(gold: str, text: str) -> tuple[float, float]:
    """Precision and recall of runs of four words, as benchmarks of extraction count them."""
    wanted, found = shingles(gold), shingles(text)
    right = (wanted & found).total()
    return right / max(found.total(), 1), right / wanted.total()


def read(markup: str) -> str:
    found = page(markup, Origin("page.html", 0, 0))
    assert found is not None
    (article,) = finish(found, Options())
    return article.text


def extracted(markup: str) -> str:
    found = bare_extraction(markup, include_comments=False)
    return found.text or "" if isinstance(found, Document) else ""


def f1(gold: str, text: str) -> float:
    precision, recall = scores(gold, text)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean_f1(texts: dict[Path, str]) -> float:
    every = [
        scores(path.with_suffix(".txt").read_text("utf-8"), text) for path, text in texts.items()
    ]
    precision, recall = (sum(side) / len(every) for side in zip(*every, strict=True))
    return float(2 * precision * recall / (precision + recall))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_page_gives_its_story(path: Path) -> None:
    gold = path.with_suffix(".txt").read_text("utf-8")
    precision, recall = scores(gold, read(path.read_text("utf-8")))
    assert precision > 0.9
    assert recall > 0.98


def test_choosing_is_better_than_the_extractor_alone() -> None:
    markup = {path: path.read_text("utf-8") for path in PAGES}
    ours = mean_f1({path: read(text) for path, text in markup.items()})
    assert ours > 0.99
    assert ours > mean_f1({path: extracted(text) for path, text in markup.items()}) + 0.02


def test_on_no_page_is_it_worse_than_the_extractor_alone() -> None:
    worse = []
    for path in NEWSROOMS:
        markup, gold = path.read_text("utf-8"), path.with_suffix(".txt").read_text("utf-8")
        if f1(gold, read(markup)) < f1(gold, extracted(markup)) - 0.005:
            worse.append(path.stem)
    assert worse == []


def test_pages_of_real_newsrooms_give_their_stories() -> None:
    markup = {path: path.read_text("utf-8") for path in NEWSROOMS}
    ours = mean_f1({path: read(text) for path, text in markup.items()})
    assert ours > 0.98
    assert ours > mean_f1({path: extracted(text) for path, text in markup.items()}) + 0.02


def page_of(paragraphs: list[str], declared: str, *, shown: bool = True) -> str:
    data = {"@type": "NewsArticle", "headline": "Bridge closed", "articleBody": declared}
    body = "".join(f"<p>{each}</p>" for each in paragraphs) if shown else "<div id='app'></div>"
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(data)}</script></head>'
        f"<body><article><h1>Bridge closed</h1>{body}</article></body></html>"
    )


def test_a_declared_body_is_all_there_is_where_the_page_is_built_by_scripts() -> None:
    declared = " ".join(SENTENCE.format(n) for n in range(20))
    assert "rained 19 times" in read(page_of([], declared, shown=False))


def test_a_declared_body_of_another_story_is_not_believed() -> None:
    paragraphs = [SENTENCE.format(n) for n in range(12)]
    other = " ".join(f"Ferry number {n} left the pier at noon with {n} people." for n in range(40))
    text = read(page_of(paragraphs, other))
    assert "rained 11 times" in text
    assert "Ferry" not in text


def test_a_declared_body_that_was_cut_is_not_believed() -> None:
    paragraphs = [SENTENCE.format(n) for n in range(12)]
    assert "rained 11 times" in read(page_of(paragraphs, " ".join(paragraphs[:9])))


def test_a_declared_body_without_headings_and_lists_gets_those_of_the_page() -> None:
    paragraphs = [SENTENCE.format(n) for n in range(12)]
    shown = "".join(f"<p>{each}</p>" for each in paragraphs[:6])
    shown += "<h2>How it began</h2><ul><li>The bridge was built in 1911.</li></ul>"
    shown += "".join(f"<p>{each}</p>" for each in paragraphs[6:])
    markup = page_of([], " ".join(paragraphs)).replace("</h1>", f"</h1>{shown}")
    text = read(markup)
    assert text.index("rained 5 times") < text.index("How it began") < text.index("in 1911")
    assert text.index("in 1911") < text.index("rained 6 times")


def test_a_declared_body_under_the_headline_of_the_page_is_believed_unseen() -> None:
    declared = " ".join(SENTENCE.format(n) for n in range(20))
    others = "".join(f"<p>Ferry number {n} left the pier at noon.</p>" for n in range(8))
    markup = page_of([], declared, shown=False).replace("</article>", f"</article>{others}")
    text = read(markup)
    assert "rained 19 times" in text
    assert "Ferry" not in text


def test_terms_of_use_are_not_taken_for_a_shorter_story() -> None:
    story = "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(6))
    terms = "".join(f"<p>We and partner number {n} keep what you read.</p>" for n in range(200))
    text = read(
        "<html><head><title>Bridge is closed | The Post</title></head><body><main>"
        f"<h1>Bridge is closed</h1>{story}</main><div>{terms}</div></body></html>"
    )
    assert "rained 5 times" in text
    assert "partner" not in text


def test_a_mark_that_many_parts_of_the_story_bear_is_not_believed() -> None:
    parts = "".join(
        f'<div class="element-{n} promo"><p>{SENTENCE.format(n)}</p></div>' for n in range(12)
    )
    text = read(f"<html><body><article><h1>Bridge closed</h1>{parts}</article></body></html>")
    assert all(f"rained {n} times" in text for n in range(12))


def test_a_lead_that_is_repeated_in_a_menu_for_sharing_stays() -> None:
    paragraphs = [SENTENCE.format(n) for n in range(12)]
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    text = read(
        f'<html><body><article><h1>Bridge closed</h1><div class="share"><p>{paragraphs[0]}</p>'
        f"</div>{body}</article></body></html>"
    )
    assert text.count("rained 0 times") == 1


def test_what_announces_links_goes_with_them() -> None:
    paragraphs = "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(12))
    links = "".join(f'<p><a href="/{n}">The ferry is late for day {n}</a></p>' for n in range(3))
    text = read(
        f"<html><body><article><h1>Bridge closed</h1>{paragraphs}<p>From our archive:</p>{links}"
        '<h3>Follow the bridge</h3><p>Earlier: <a href="/x">The bridge was painted blue</a></p>'
        "</article></body></html>"
    )
    assert text.endswith("before the bridge was closed.")


def test_what_was_left_out_of_a_page_is_kept_with_its_reason() -> None:
    path = next(path for path in PAGES if path.stem == "hashed-comments")
    found = page(path.read_text("utf-8"), Origin("page.html", 0, 0))
    assert found is not None
    reasons = Counter(each.reason for each in found.removed)
    assert reasons["share"] > 8


@pytest.mark.slow
@pytest.mark.parametrize(
    "markup",
    [
        "<p>The same words here again.</p>" * 50_000,
        "<p>The same words here again.</p>" * 19_000,
        "".join(f"<div><h2>Related</h2><p>{SENTENCE.format(n)}</p></div>" for n in range(5_000)),
        "<ul><li>" * 100 + "".join(f"<p>{SENTENCE.format(n)}</p>" for n in range(15_000)),
        page_of([f"{'a ' * (n % 200 + 3)}" for n in range(10_000)], "a " * 200_000),
        "<title>One of many</title><h1>One of many</h1>"
        + "".join(
            f"<article><h1>Number {n} of many</h1><p>{n}</p></article>" for n in range(5_000)
        ),
        f"<p>{SENTENCE}</p>"
        + "".join(
            f"<div><div><a>Teaser number {n}</a><p>{n}</p></div></div>" for n in range(5_000)
        ),
    ],
    ids=["many alike", "alike", "sections", "deep", "declared alike", "articles", "teasers"],
)
def test_no_page_takes_long(markup: str) -> None:
    began = time.process_time()
    page(f"<html><body>{markup}", Origin("page.html", 0, 0))
    assert time.process_time() - began < 30
