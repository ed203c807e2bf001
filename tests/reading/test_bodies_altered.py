"""The story of a page stays the same whatever is put around it, and however it is marked up."""

# ruff: noqa: ARG001  # not every change needs both the page and its story

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from sayso.reading.blocks import key_of
from sayso.reading.finishing import finish
from sayso.reading.html import page
from sayso.reading.raw import Options
from sayso.records import Origin
from tests.reading.test_bodies import NEWSROOMS, f1

Change = Callable[[HtmlElement, list[HtmlElement]], None]
"""What is done to a page, whose story consists of certain elements."""

SENTENCE = "Ferry number {} was {} minutes late again and nobody on the pier at Merrow knew why."


def paragraphs(count: int) -> str:
    return "".join(f"<p>{SENTENCE.format(n, n * 7)}</p>" for n in range(count))


def piece(markup: str) -> HtmlElement:
    return html.fragment_fromstring(markup)


def behind(element: HtmlElement, new: HtmlElement) -> None:
    element.addnext(new)  # the text behind an element stays with it
    new.tail, element.tail = element.tail, None


def nothing(tree: HtmlElement, story: list[HtmlElement]) -> None:
    pass


def names_are_hashed(tree: HtmlElement, story: list[HtmlElement]) -> None:
    chance = random.Random(0)
    for element in tree.iter():
        for name in ("class", "id", "itemprop"):
            if element.get(name):
                element.set(name, f"css-{chance.randrange(10**6)}")


def no_linked_data(tree: HtmlElement, story: list[HtmlElement]) -> None:
    for script in list(tree.iter("script")):
        script.getparent().remove(script)


def half_the_body_is_declared(tree: HtmlElement, story: list[HtmlElement]) -> None:
    no_linked_data(tree, story)
    half = " ".join(each.text_content() for each in story[: len(story) // 2])
    script = etree.SubElement(tree.find("head"), "script", type="application/ld+json")
    script.text = json.dumps({"@type": "NewsArticle", "articleBody": half})


def divisions_for_paragraphs(tree: HtmlElement, story: list[HtmlElement]) -> None:
    for element in list(tree.iter("p")):
        element.tag = "div"


def breaks_for_paragraphs(tree: HtmlElement, story: list[HtmlElement]) -> None:
    for element in story:
        element.tag = "span"
        element.addprevious(etree.Element("br"))
        element.addprevious(etree.Element("br"))


def each_paragraph_in_a_widget(tree: HtmlElement, story: list[HtmlElement]) -> None:
    for number, element in enumerate(story):
        around = etree.Element("div", {"class": f"element element-{number} widget-text promo"})
        element.addprevious(around)
        around.tail, element.tail = element.tail, None
        around.append(element)


def the_rest_behind_a_paywall(tree: HtmlElement, story: list[HtmlElement]) -> None:
    here = [each for each in story if each.getparent() is story[0].getparent()]
    around = etree.Element("div", {"class": "paywall"})
    rest = here[len(here) // 3 :]
    rest[0].addprevious(around)
    for element in [rest[0], *around.itersiblings()]:
        around.append(element)


def comments_behind(tree: HtmlElement, story: list[HtmlElement]) -> None:
    each = "<li class='comment'><b>Reader {}</b><div class='comment-body'>{}</div></li>"
    comments = "".join(each.format(n, paragraphs(1)) for n in range(20))
    tree.find("body").append(
        piece(f"<div id='comments'><h3>Comments</h3><ol>{comments}</ol></div>")
    )


def teasers_before(tree: HtmlElement, story: list[HtmlElement]) -> None:
    each = "<div class='t'><h3><a href='/{0}'>The ferry is late for day {0}</a></h3>{1}</div>"
    teasers = "".join(each.format(n, paragraphs(2)) for n in range(6))
    tree.find("body").insert(0, piece(f"<div class='x'>{teasers}</div>"))


def promotion_between(tree: HtmlElement, story: list[HtmlElement]) -> None:
    for number, element in enumerate(story[1:-1:3]):
        link = f"<a href='/{number}'>The ferry is late for day {number}</a>"
        for markup in (
            f"<p><strong>Earlier: </strong>{link}</p>",
            f"<div class='q7'>{link}</div>",
            "<div class='newsletter-box'><p>Sign up to our newsletter, for use at sea.</p></div>",
            "<div class='ad-slot'><span>Advertisement</span></div>",
        ):
            behind(element, piece(markup))


def another_article_behind(tree: HtmlElement, story: list[HtmlElement]) -> None:
    other = piece(f"<article><h1>Ferry late again and again</h1>{paragraphs(12)}</article>")
    article = next((each for each in story[0].iterancestors("article")), story[0].getparent())
    (article if article.tag == "article" else tree.find("body")[-1]).addnext(other)


CHANGES: list[Change] = [
    nothing,
    names_are_hashed,
    no_linked_data,
    half_the_body_is_declared,
    divisions_for_paragraphs,
    breaks_for_paragraphs,
    each_paragraph_in_a_widget,
    the_rest_behind_a_paywall,
    comments_behind,
    teasers_before,
    promotion_between,
    another_article_behind,
]


def altered(path: Path, change: Change) -> str:
    tree = html.document_fromstring(path.read_text("utf-8"))
    gold = {key_of(line) for line in path.with_suffix(".txt").read_text("utf-8").split("\n")}
    story = [
        each
        for each in tree.iter("p")
        if len(each.text_content().split()) > 7 and key_of(each.text_content()) in gold
    ]
    if story:
        change(tree, story)
    return str(html.tostring(tree, encoding="unicode"))


def both(markup: str) -> tuple[str, str]:
    """The story as it is read, and as the extractor alone gives it."""
    found = page(markup, Origin("page.html", 0, 0))
    alone = bare_extraction(markup, include_comments=False)
    text = next(finish(found, Options())).text if found else ""
    return text, alone.text or "" if isinstance(alone, Document) else ""


def compare(paths: list[Path], change: Change) -> None:
    ours, theirs = [], []
    for path in paths:
        gold = path.with_suffix(".txt").read_text("utf-8")
        text, alone = both(altered(path, change))
        ours.append(f1(gold, text))
        theirs.append(f1(gold, alone))
    assert sum(ours) / len(paths) > 0.93
    assert sum(ours) > sum(theirs)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_story_stays(change: Change) -> None:
    compare(NEWSROOMS[::4], change)


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_story_stays_on_every_page(change: Change) -> None:
    compare(NEWSROOMS, change)
