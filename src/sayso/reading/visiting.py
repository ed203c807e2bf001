"""What a visited address answered: a feed's entries, an article's page.

For who comes again and again and asks for himself (see ``web.Fetcher.ask``);
whoever reads an address once takes ``articles``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sayso.errors import InputError
from sayso.reading.raw import Options, RawArticle
from sayso.records import Article

if TYPE_CHECKING:
    from sayso.reading.feeds import Entry
    from sayso.reading.web import Answer

_FACTS: Final = ("title", "outlet", "byline", "published", "updated", "section", "language")


def entries_in(url: str, answer: Answer) -> Iterator[Entry | InputError]:
    """The entries of a feed in order, and an error for what is broken.

    Raises:
        InputError: it is no feed, or made to do harm.
    """
    from sayso.reading import feeds
    from sayso.reading.sniffing import Kind, kind_of
    from sayso.reading.web import opened_answer

    document = opened_answer(url, answer)
    kind = kind_of(document)
    if kind is not Kind.FEED:
        raise document.error(
            "is no feed (RSS or Atom) but a page; give the address of the site's feed"
            if kind is Kind.HTML
            else f"is no feed (RSS or Atom) but {kind.value}"
        )
    return feeds.entries(document, Options())


def articles_of(raw: RawArticle) -> Iterator[Article]:
    """The article that an entry holds."""
    from sayso.reading.finishing import finish

    return finish(raw, Options())


def articles_at(url: str, answer: Answer, known: RawArticle) -> Iterator[Article | InputError]:
    """The article on a page, and an error for what cannot be read.

    Args:
        url: of the page.
        answer: what came from there.
        known: what the feed told of it, for what the page does not tell.
    """
    from sayso.reading.finishing import finish
    from sayso.reading.formats import read
    from sayso.reading.web import opened_answer

    options = Options()
    for item in read(opened_answer(url, answer), options):
        if isinstance(item, InputError):
            yield item
            continue
        yield from finish(_completed(item, known, answer.url), options)


def _completed(raw: RawArticle, known: RawArticle, url: str) -> RawArticle:
    told = {name: getattr(raw, name) or getattr(known, name) for name in _FACTS}
    if known.published:
        told["published"] = known.published  # which is declared, where a page's may be a guess
    if known.outlet and raw.outlet and _is_host(raw.outlet, url):
        told["outlet"] = known.outlet  # of a page that has no name of a site, it is the address
    return replace(raw, **told)


def _is_host(outlet: str, url: str) -> bool:
    host = urlsplit(url).netloc.lower().removeprefix("www.")
    return outlet.lower().removeprefix("www.") == host
