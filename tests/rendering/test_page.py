import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Article, Origin, Passage, Speaker, Statement
from sayso.rendering import page

VOID: Final = {"meta", "br"}


class Page(HTMLParser):
    """Checks that tags match, and keeps what the tests ask about."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._depth = 0
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append(tag)
        if dict(attrs).get("class") == "text":
            self._depth = len(self.open)
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if len(self.open) < self._depth:
            self._depth = 0

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.texts[-1] += data

    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]


def shown(*articles: Article) -> Page:
    return Page("".join(page(articles)))


def article_with(text: str, *found: tuple[tuple[int, int], ...], nested: bool = False) -> Article:
    statements = tuple(
        Statement(
            str(number),
            Passage.cut(text, spans[2:] or spans),
            source=Passage.cut(text, spans[:1]),
            cue=Passage.cut(text, spans[1:2]) if spans[1:] else None,
            parent=str(number - 1) if nested and number else None,
        )
        for number, spans in enumerate(found)
    )
    return Article("id", text, statements=statements)


@st.composite
def marked_articles(draw: st.DrawFn) -> Article:
    text = draw(st.text(st.sampled_from("ab <>&\"'\n\r\t é😀\u2028“”"), max_size=60))
    place = st.integers(0, len(text))
    span = st.tuples(place, place).map(lambda pair: (min(pair), max(pair)))
    found = draw(st.lists(st.lists(span, min_size=1, max_size=4).map(tuple), max_size=5))
    return article_with(text, *found, nested=draw(st.booleans()))


@settings(deadline=None)
@given(st.lists(marked_articles(), min_size=1, max_size=3))
def test_the_page_holds_every_text_to_the_last_character(articles: list[Article]) -> None:
    found = shown(*articles)
    assert found.texts == [article.text for article in articles]
    assert len(found.ids()) == len(set(found.ids()))


def test_what_html_cannot_carry_is_replaced_one_for_one() -> None:
    assert shown(Article("id", "a\0b\ud800c")).texts == ["a\ufffdb\ufffdc"]


def test_hostile_text_stays_text() -> None:
    evil = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;"
    text = f"{evil} said {evil}"
    start = len(evil) + 6
    speaker = Speaker(evil, role=evil)
    statement = Statement(
        evil,
        Passage.cut(text, [(start, len(text))]),
        source=Passage.cut(text, [(0, 5)]),
        cue=Passage.cut(text, [(len(evil) + 1, start - 1)]),
        speaker=speaker,
        speakers=(speaker,),
        addressees=(speaker,),
    )
    origin = Origin(evil, 0, 1)
    article = Article(evil, text, evil, origin=origin, language=evil, statements=(statement,))
    found = shown(article)
    assert found.texts == [text]
    assert [tag for tag, _ in found.tags].count("script") == 1
    assert not {"img", "link", "iframe"} & {tag for tag, _ in found.tags}
    assert not any(name.startswith("on") for _, attrs in found.tags for name in attrs)


def test_the_policy_allows_the_pages_own_code_and_nothing_else() -> None:
    markup = "".join(page([Article.of("“Yes,” he said.")]))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', markup)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (code,) = re.findall(f"<{tag}>(.*?)</{tag}>", markup, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert "style=" not in markup
    assert "http:" not in markup
    assert "https:" not in markup


def test_parts_of_a_statement_and_its_entry_share_a_key() -> None:
    text = "“Yes,” he said, “it rained.”"
    article = article_with(text, ((7, 9), (10, 14), (0, 6), (16, 28)))
    found = shown(article)
    together = [(tag, attrs.get("class")) for tag, attrs in found.tags if "data-s" in attrs]
    assert together == [
        ("a", "n"),
        ("span", "m c1"),
        ("span", "m source"),
        ("span", "m cue"),
        ("span", "m c1"),
        ("li", "d0"),
    ]
    assert {attrs["data-s"] for _, attrs in found.tags if "data-s" in attrs} == {"1-1"}


def test_links_lead_somewhere_without_javascript() -> None:
    texts = ("“Yes,” he said.", "“No,” she said.")
    found = shown(*(article_with(text, ((7, 9), (10, 14), (0, 6))) for text in texts))
    targets = {attrs["href"] for _, attrs in found.tags if "href" in attrs}
    assert targets == {"#m1-1", "#s1-1", "#m2-1", "#s2-1", "#a1", "#a2"}
    assert {target[1:] for target in targets if target} <= set(found.ids())


def test_nested_contents_are_shaded_deeper() -> None:
    text = "He said she said it rained."
    article = article_with(
        text, ((0, 2), (3, 7), (8, 26)), ((8, 11), (12, 16), (17, 26)), nested=True
    )
    classes = [attrs.get("class") for tag, attrs in shown(article).tags if tag in ("span", "li")]
    assert "m c2" in classes
    assert "m source c1" in classes
    inner = [a for _, a in shown(article).tags if a.get("class") == "m source c1"]
    assert [(a["data-s"], a["data-r"]) for a in inner] == [("1-1 1-2", "content source")]
    assert "d1" in classes


def test_paragraphs() -> None:
    def paragraphs(text: str) -> int:
        return sum(tag == "p" and not a.get("class") for tag, a in shown(Article.of(text)).tags)

    base = paragraphs("One. Two.")
    assert paragraphs("One.\n\nTwo.\n \nThree.") == base + 2
    assert paragraphs("One.\nTwo.\n") == base + 1


def test_a_page_without_articles_is_a_page() -> None:
    assert "No article was read." in "".join(page([]))
