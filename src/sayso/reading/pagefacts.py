"""What a page says of its article beside the text: title, author, outlet, days, address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.reading.blocks import key_of
from sayso.reading.linked import Linked

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "dcterms.created",
    "dc.date.issued",
    "sailthru.date",
)
_MODIFIED: Final = (
    "article:modified_time",
    "og:article:modified_time",
    "article:modified",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
)
_SECTION: Final = (
    "article:section",
    "og:article:section",
    "section",
    "parsely-section",
    "meta-section",
    "prism.section",
)
_NEW_YEAR: Final = "-01-01"
"""What a guess of the day comes to where only a year is found, as in a line about copyright."""
_BETWEEN: Final = re.compile(r"\s+[|–—:·»-]\s+")
"""What stands in a title between a headline and the name of a site or a section."""
_MOST_OF_TITLE: Final = 0.35
"""Share of its characters that a headline takes at least."""
_SEVERAL: Final = re.compile(r"\s*[;|/]\s*|\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+")
_BY: Final = re.compile(r"^(?:written |reported |story )?by:?\s+", re.IGNORECASE)
_ROLE: Final = re.compile(
    r"[\s,(-]+(?:(?:staff|senior|chief|special|political|contributing|associate|the)\s+)*"
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?)\b.*"
    r"|\s+(?:for|in)\s+.*",
    re.IGNORECASE,
)
_PICTURE: Final = re.compile(r"(?:photo|image|picture|video|illustration)\w*\s.*\bby\b", re.I)
_PERSON: Final = re.compile(r"[^\W\d_][^\d@/]*\s[^\d@/]+")
_NO_PERSON: Final = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|agenc(?:y|ies)|bureau|desk|news|media"
    r"|group|press|times|post|today|online|team|wire|services?|network|radio|tv|inc|ltd|llc)\b",
    re.IGNORECASE,
)


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
    if not published and guessed.date and not guessed.date.endswith(_NEW_YEAR):
        published = guessed.date
    author = guessed.author if " " in (guessed.author or "") else None
    outlet = linked.outlet or guessed.sitename or extract_sitename(tree)
    title = linked.title or guessed.title or extract_title(tree)
    headlines = [each.text_content() for each in tree.iter("h1")]
    headline = headline_in(title, headlines, outlet) if title else None
    outlet = outlet or _site_in(tree, headline)
    byline = linked.byline or author or extract_author(tree)
    return PageFacts(
        title=headline,
        outlet=outlet,
        byline=names_in(byline, outlet) if byline and not _PICTURE.match(byline) else None,
        published=published,
        updated=linked.updated or first(_MODIFIED),
        section=linked.section or first(_SECTION),
        url=_canonical(tree) or guessed.url or extract_url(tree, url),
    )


def headline_in(title: str, headlines: list[str], outlet: str | None) -> str:
    """A title without the names of the site and of sections around it.

    Args:
        title: as the page gives it: ``Ferry to stop | World | The Post``.
        headlines: what the page shows as headlines of the first rank.
        outlet: the name of the site, if that is known.
    """
    parts = [part for part in _BETWEEN.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    site = key_of(outlet or "")
    whole = key_of(title)
    for shown in headlines:
        key = key_of(shown)
        # The name of the site may be shown as a headline too, and is shorter than the real one.
        is_real = key not in {"", site} and len(key) > _MOST_OF_TITLE * len(whole)
        if is_real and f" {key} " in f" {whole} ":
            return " ".join(shown.split())
    while len(parts) > 1 and site and key_of(parts[-1]) in {site, f"the {site}"}:
        title = title[: title.rindex(parts.pop())]
    return re.sub(r"\s+[|–—:·»-]\s*$", "", title).strip()


def _site_in(tree: HtmlElement, headline: str | None) -> str | None:
    """The name of the site, if the page's title is the headline and that."""
    title = tree.find(".//head/title")
    whole, shown = key_of(title.text or "") if title is not None else "", key_of(headline or "")
    if title is None or not shown or whole == shown or not whole.startswith(f"{shown} "):
        return None
    part = str(_BETWEEN.split((title.text or "").strip())[-1])
    return (
        part if part and whole.endswith(f" {key_of(part)}") and key_of(part) not in shown else None
    )


def names_in(byline: str, outlet: str | None = None) -> str:
    """The names of people in what a page says of its author, or all of it if there are none."""
    names = []
    site = key_of(outlet or "")
    for part in _SEVERAL.split(_BY.sub("", byline.strip())):
        name = _ROLE.sub("", _BY.sub("", part)).strip()
        if _PERSON.fullmatch(name) and not _NO_PERSON.search(name) and key_of(name) != site:
            names.append(name)
    return ", ".join(dict.fromkeys(names)) or byline


def _canonical(tree: HtmlElement) -> str | None:
    for each in tree.iter("link"):
        href = each.get("href") or ""
        if (each.get("rel") or "").lower() == "canonical" and href.startswith(("https:", "http:")):
            return href.strip()
    return None


def _meta(tree: HtmlElement) -> dict[str, str]:
    """What stands in the page's ``meta``, by its name in small letters."""
    found: dict[str, str] = {}
    for each in tree.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop")
        content = (each.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found
