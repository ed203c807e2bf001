from pathlib import Path

import pytest

from sayso.reading.html import page
from sayso.reading.raw import RawArticle
from sayso.records import Origin

DATA = Path(__file__).parent.parent / "data" / "reading"
STORY = (
    "“We will appeal,” said Mayor Ada Quill of Larkhaven on Monday. The council had voted to close"
    " the library on Elm Street, a decision that drew a crowd to the town hall."
)


def parsed(markup: str) -> RawArticle:
    found = page(markup, Origin("page.html", 0, 0))
    assert found is not None
    return found


def test_the_article_comes_without_the_clutter_around_it() -> None:
    found = parsed((DATA / "page.html").read_text("utf-8"))
    assert found.text.startswith("The council of Larkhaven voted on Monday")
    assert found.text.endswith("a request for comment on Tuesday.")
    assert found.text.count("\n\n") == 5
    for clutter in ("Share", "cookies", "newsletter", "reader77", "rights", "Ferry", "Tam Rook"):
        assert clutter not in found.text


def test_what_looked_like_text_and_is_none_is_recorded() -> None:
    found = parsed((DATA / "page.html").read_text("utf-8"))
    assert [(each.text, each.reason) for each in found.removed] == [
        ("Larkhaven council votes to close library", "headline"),
        ("Larkhaven faces gap of two million in next budget", "link to another page"),
    ]


def test_facts_come_from_open_graph_and_meta() -> None:
    found = parsed((DATA / "page.html").read_text("utf-8"))
    assert found.title == "Larkhaven council votes to close library"
    assert found.outlet == "The Larkhaven Post"
    assert found.byline == "Ines Farrow"
    assert found.published == "2024-03-04T18:05:00+00:00"
    assert found.updated == "2024-03-05T07:30:00+00:00"
    assert found.section == "Town Hall"
    assert found.url == "https://post.example/news/library"
    assert found.language == "en"


def test_a_declared_body_is_believed_in_the_paragraphs_of_the_page() -> None:
    found = parsed((DATA / "declared.html").read_text("utf-8"))
    assert found.text.count("\n\n") == 4
    assert "Tickets" not in found.text
    assert "Have you been on the pier" not in found.text
    assert any(each.text.startswith("Tickets") for each in found.removed)
    assert found.title == "Ferry to stop at dusk, harbour master says"
    assert found.byline == "Jo Tarn, Lev Aster"
    assert found.published == "2024-02-11T06:00:00Z"


def test_an_excerpt_that_calls_itself_the_body_is_not_believed() -> None:
    sentences = [
        f"Councillor number {n} said that the plan was wrong in {n} ways." for n in range(40)
    ]
    declared = " ".join(sentences[:10])
    markup = (
        '<html><head><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "articleBody": "{declared}"}}</script></head><body><article>'
        + "".join(f"<p>{sentence}</p>" for sentence in sentences)
        + "</article></body></html>"
    )
    assert "number 39 said" in parsed(markup).text


def test_a_story_for_readers_without_scripts_is_read_once() -> None:
    story = "".join(f"<p>{STORY} They met {n} times.</p>" for n in range(6))
    hidden = f"<noscript><div>{story}</div></noscript>"
    assert parsed(f"<html><body><h1>Library</h1>{hidden}").text.count("5 times") == 1
    shown = f"<html><body><article><h1>Library</h1>{story}</article>{hidden}"
    assert parsed(shown).text.count("5 times") == 1


def test_elements_that_lie_too_deep_in_each_other_are_read() -> None:
    markup = f"<html><body>{'<div>' * 10_000}<p>{STORY}</p><p>{STORY}</p>{'</div>' * 10_000}"
    assert STORY in parsed(markup).text


@pytest.mark.parametrize(
    "markup",
    ["", " ", "<html></html>", "<html><body><script>x</script></body></html>", "\0\0", "<"],
)
def test_a_page_without_text_has_no_article(markup: str) -> None:
    assert page(markup, Origin("page.html", 0, 0)) is None


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "null",
        '{"@type": "NewsArticle", "articleBody": 5, "author": [[["x"]]], "headline": {}}',
        '{"@type": ["NewsArticle", 7], "articleBody": ["", null], "publisher": [1]}',
        "[" * 5_000,
        '{"@graph": ' * 3_000,
        "<!-- {} -->",
    ],
)
def test_broken_linked_data_does_no_harm(data: str) -> None:
    markup = (
        f'<html><head><script type="application/ld+json">{data}</script></head>'
        f"<body><article><p>{STORY}</p><p>{STORY} Again.</p></article></body></html>"
    )
    assert STORY in parsed(markup).text
