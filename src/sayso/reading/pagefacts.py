"""What a page says of its article beside the text: title, author, outlet, days, address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.reading.linked import Linked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MODIFIED: Final = ("article:modified_time", "og:updated_time", "dateModified", "last-modified")
_PUBLISHED: Final = ("article:published_time", "datePublished", "pubdate", "parsely-pub-date")
_SECTION: Final = ("article:section", "section", "parsely-section")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the page says; None is for what it does not. Days are as it writes them."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    url: str | None = None


def facts_of(tree: HtmlElement, linked: Linked, url: str | None) -> PageFacts:
    """The facts that the page states for machines, and, where it is silent, what can be guessed.

    Args:
        tree: the page.
        linked: its JSON-LD, which has precedence.
        url: where the page came from, if that is known.
    """
    from trafilatura.metadata import (
        examine_meta,
        extract_author,
        extract_metadata,
        extract_sitename,
        extract_title,
        extract_url,
    )

    meta = _meta(tree)

    def first(names: tuple[str, ...]) -> str | None:
        return next((meta[name] for name in names if name in meta), None)

    times = (each.get("datetime") for each in tree.iter("time"))
    published = (
        linked.published or first(_PUBLISHED) or next((each for each in times if each), None)
    )
    # To guess the day takes as long as to find the text.
    guessed = examine_meta(tree) if published else extract_metadata(tree, default_url=url)
    author = guessed.author if " " in (guessed.author or "") else None
    return PageFacts(
        title=linked.title or guessed.title or extract_title(tree),
        outlet=linked.outlet or guessed.sitename or extract_sitename(tree),
        byline=linked.byline or author or extract_author(tree),
        published=published or guessed.date,
        updated=linked.updated or first(_MODIFIED),
        section=linked.section or first(_SECTION),
        url=guessed.url or extract_url(tree, url),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in tree.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop")
        content = (each.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found
