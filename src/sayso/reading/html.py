"""A web page → the one article on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sayso.errors import InputError
from sayso.reading.bodies import body_of
from sayso.reading.decoding import decode
from sayso.reading.edges import headlines_of, trimmed
from sayso.reading.inputs import Opened
from sayso.reading.linked import linked_data
from sayso.reading.markup import parsable, show_noscript
from sayso.reading.pagefacts import facts_of
from sayso.reading.raw import Options, RawArticle
from sayso.records import Origin

_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_IN: Final = 4_096
"""Bytes at the beginning where a page may say how it is encoded; browsers look at 1,024."""
_PARAGRAPH: Final = re.compile(r"\n+")


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

    if not markup.strip():
        return None
    tree = load_html(parsable(markup))
    if tree is None:
        return None
    show_noscript(tree)
    linked = linked_data(tree)

    def extracted(*, fast: bool = False) -> str:
        found = bare_extraction(tree, url=url, include_comments=False, fast=fast)
        return found.text or "" if isinstance(found, Document) else ""

    body = body_of(
        tree, extracted(), linked.bodies, lambda: extracted(fast=True), headline=linked.title
    )
    if not body.text:
        return None
    facts = facts_of(tree, linked, url)
    text, removed = trimmed(body.text, headlines_of(tree, facts.title), facts.byline)
    return RawArticle(
        text=_PARAGRAPH.sub("\n\n", text),
        origin=Origin(origin.path, 0, len(markup), origin.member, origin.record),
        from_page=True,
        removed=removed + body.removed,
        language=tree.get("lang") or None,
        title=facts.title,
        outlet=facts.outlet,
        byline=facts.byline,
        published=facts.published,
        updated=facts.updated,
        section=facts.section,
        url=facts.url,
    )
