"""A web page → the one article on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Final

from sayso.errors import InputError
from sayso.reading.bodies import body_of, paragraphs_of
from sayso.reading.decoding import decode
from sayso.reading.inputs import Opened
from sayso.reading.linked import Linked, linked_data
from sayso.reading.raw import Options, RawArticle
from sayso.records import Origin, Removed

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_IN: Final = 4_096
"""Bytes at the beginning where a page may say how it is encoded; browsers look at 1,024."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WRAPPING: Final = re.compile(
    r"</?(?:div|section|span|center|font|b|i|em|strong)\b[^>]*>", re.IGNORECASE
)
_TAGS: Final = re.compile(r"</[a-zA-Z]|<(?:p|br|div)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
_PARAGRAPH: Final = re.compile(r"\n+")
_TOO_DEEP: Final = 250
"""Levels; the parser drops all below 256."""
_MODIFIED: Final = ("article:modified_time", "og:updated_time", "dateModified", "last-modified")
_PUBLISHED: Final = ("article:published_time", "datePublished", "pubdate", "parsely-pub-date")
_SECTION: Final = ("article:section", "section", "parsely-section")


def read(source: Opened, options: Options) -> Iterator[RawArticle | InputError]:
    """The article on the page.

    Raises:
        InputError: there is no text on it that looks like an article.
    """
    data = source.read()
    article = page(
        decode(source.label, data, options.encoding or source.charset or declared_in(data)),
        source.origin(0, 0),
        source.url,
    )
    if article is None:
        raise source.error("holds no article: there is no running text on the page")
    yield article


def declared_in(data: bytes) -> str | None:
    """The encoding that a page declares itself to have."""
    found = _CHARSET.search(data[:_DECLARED_IN])
    return found[1].decode("ascii", "replace") if found else None


def page(markup: str, origin: Origin, url: str | None = None) -> RawArticle | None:
    """The article in a page's markup, None if there is no running text in it.

    Args:
        markup: all of it.
        origin: where the page was found; its range becomes that of all of ``markup``.
        url: where the page came from, if that is known.
    """
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    markup = _CONTROLS.sub(" ", markup)
    if not markup.strip():
        return None
    tree = load_html(_flat(markup))
    if tree is None:
        return None
    linked = linked_data(tree)
    found = bare_extraction(tree, url=url, with_metadata=True, include_comments=False)
    document = found if isinstance(found, Document) else None
    body = body_of(tree, document.text or "" if document else "", linked.body)
    if not body.text:
        return None
    facts = _facts(tree, document, linked, url)
    text, headline = _without_headline(body.text, tree, facts["title"])
    return RawArticle(
        text=_PARAGRAPH.sub("\n\n", text),
        origin=Origin(origin.path, 0, len(markup), origin.member, origin.record),
        from_page=True,
        removed=headline + body.removed,
        language=tree.get("lang") or None,
        title=facts["title"],
        outlet=facts["outlet"],
        byline=facts["byline"],
        published=facts["published"],
        updated=facts["updated"],
        section=facts["section"],
        url=facts["url"],
    )


def fragment(markup: str) -> str:
    """All the text in a piece of markup that is known to be an article, paragraphs apart."""
    from lxml.html import fragment_fromstring

    markup = _CONTROLS.sub(" ", markup)
    if not _TAGS.search(markup):
        return unescape(markup) if "&" in markup else markup
    return "\n\n".join(paragraphs_of(fragment_fromstring(_flat(markup), create_parent="div")))


def _without_headline(
    text: str, tree: HtmlElement, title: str | None
) -> tuple[str, tuple[Removed, ...]]:
    """The text without the headline above it, which is the title and no paragraph."""
    headings = {_key(each.text_content()) for each in tree.iter("h1")} | {_key(title or "")}
    first, _, rest = text.partition("\n")
    if not rest.strip() or _key(first) not in headings - {""}:
        return text, ()
    return rest.lstrip("\n"), (Removed(first.strip(), "headline"),)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _facts(
    tree: HtmlElement, document: Document | None, linked: Linked, url: str | None
) -> dict[str, str | None]:
    meta = _meta(tree)

    def first(names: tuple[str, ...]) -> str | None:
        return next((meta[name] for name in names if name in meta), None)

    times = [each.get("datetime") for each in tree.iter("time") if each.get("datetime")]
    guessed = document.date if document else None
    return {
        "title": linked.title or (document.title if document else None),
        "outlet": linked.outlet or (document.sitename if document else None),
        "byline": linked.byline or (document.author if document else None),
        "published": linked.published or first(_PUBLISHED) or next(iter(times), None) or guessed,
        "updated": linked.updated or first(_MODIFIED),
        "section": linked.section or first(_SECTION),
        "url": (document.url if document else None) or url,
    }


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in tree.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop")
        content = (each.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _flat(markup: str) -> str:
    """The markup itself, or, where elements lie too deep in each other, without their wrapping."""
    if markup.count("<") < _TOO_DEEP or _depth(markup) < _TOO_DEEP:
        return markup
    return _WRAPPING.sub("\n", markup)


_OPEN_OR_CLOSE: Final = re.compile(
    r"<(/?)(?:div|section|span|center|font|b|i|em|strong)\b", re.IGNORECASE
)


def _depth(markup: str) -> int:
    """How deep the elements lie that wrap others without meaning anything."""
    depth = deepest = 0
    for found in _OPEN_OR_CLOSE.finditer(markup):
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
