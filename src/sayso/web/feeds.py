"""Atom feeds: of any search, and of those that are kept under a name. See RFC 4287.

What came into the ledger last comes first, whenever it was said: who reads feeds wants to
see what is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree

from fastapi import APIRouter, Depends, Path, Request
from markupsafe import Markup
from starlette.responses import Response

from sayso._version import __version__
from sayso.ledger import Filters, Hit, Ledger
from sayso.records import digest
from sayso.watching import saved
from sayso.web import queries
from sayso.web.access import Reader
from sayso.web.api.answers import tagged
from sayso.web.api.searching import Q, narrowed
from sayso.web.templating import address, displayed
from sayso.web.wording import clipped

router = APIRouter()

_ATOM: Final = "http://www.w3.org/2005/Atom"
_TYPE: Final = "application/atom+xml"
_ENTRIES: Final = 50
_TITLE: Final = 160
"""Characters of what is said that stand in a title."""
_BEGINNING: Final = "1970-01-01T00:00:00Z"
"""When a feed without entries was last changed."""


@router.get("/feeds/statements.atom")
def statements(
    request: Request,
    ledger: Reader,
    filters: Annotated[Filters, Depends(narrowed)],
    q: Q = "",
) -> Response:
    """The feed of a search, given as for the page and the API."""
    given: dict[str, Any] = {"q": q, **filters}
    return _feed(
        request,
        ledger,
        ledger.latest(q.strip(), limit=_ENTRIES, **filters),
        name=digest(*(f"{name}={value}" for name, value in sorted(given.items()))),
        title=_asked(q, filters),
        page=address("/search", **_as_page(given)),
    )


@router.get("/feeds/searches/{name}.atom")
def search(
    request: Request, ledger: Reader, name: Annotated[str, Path(max_length=100)]
) -> Response:
    """The feed of a search that is kept under a name."""
    kept = saved(ledger, name)
    given: dict[str, Any] = {"q": kept.query, **kept.filters}
    return _feed(
        request,
        ledger,
        ledger.latest(kept.query, limit=_ENTRIES, **kept.filters),
        name=digest("saved", kept.name),
        title=kept.name,
        page=address("/search", **_as_page(given)),
    )


def _feed(
    request: Request, ledger: Ledger, hits: Sequence[Hit], *, name: str, title: str, page: str
) -> Response:
    """The feed as a response.

    Args:
        request: for the address of the site, and whether the asker has it already.
        ledger: where the hits are from.
        hits: the last that came first.
        name: of the search, for the feed's id.
        title: of the search, for people.
        page: the path of the search on the site.
    """
    site = str(request.base_url).rstrip("/")
    moments = queries.moments(ledger, [hit.statement.id for hit in hits])
    feed = ElementTree.Element("feed", {"xmlns": _ATOM})
    _add(feed, "id", f"urn:sayso:search:{digest(ledger.path.stem)}:{name}")
    _add(feed, "title", f"{title} · {ledger.path.stem}")
    _add(feed, "updated", max((_moment(each[1]) for each in moments.values()), default=_BEGINNING))
    _add(feed, "generator", "Sayso", version=__version__)
    _add(_add(feed, "author"), "name", "Sayso")
    _add(feed, "link", rel="self", type=_TYPE, href=str(request.url))
    _add(feed, "link", rel="alternate", type="text/html", href=site + page)
    for hit in hits:
        _entry(feed, site, hit, *moments[hit.statement.id])
    body = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return tagged(request, body, _TYPE)


def _entry(feed: ElementTree.Element, site: str, hit: Hit, came: str, changed: str) -> None:
    said = hit.statement
    who = ", ".join(each.name for each in said.speakers) or (
        said.source.text if said.source else "Unattributed"
    )
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:sayso:statement:{said.id}")
    _add(entry, "title", f"{who}: {clipped(' '.join(said.content.text.split()), _TITLE)}")
    _add(entry, "updated", _moment(changed))
    _add(entry, "published", _moment(came))
    _add(entry, "link", rel="alternate", type="text/html", href=f"{site}/statements/{said.id}")
    if hit.url and _is_web(hit.url):
        _add(entry, "link", rel="via", href=hit.url)
    for speaker in said.speakers:
        _add(_add(entry, "author"), "name", speaker.name)
    for kind, value in (("stance", said.stance), ("hedge", said.hedge), ("form", said.form)):
        _add(entry, "category", scheme=f"urn:sayso:{kind}", term=value)
    _add(entry, "content", _body(hit), type="html")


def _body(hit: Hit) -> Markup:
    """The paragraph, what is said in bold, and where it stands."""
    words, at = hit.around.text, 0
    paragraph = Markup()
    for start, end in hit.statement.content.fragments:
        first = max(start - hit.around.start, at)
        last = min(end - hit.around.start, len(words))
        if first < last:
            inside = _shown(words[first:last])
            paragraph += _shown(words[at:first]) + Markup("<b>%s</b>") % inside
            at = last
    paragraph += _shown(words[at:])
    place = " · ".join(each for each in (hit.title, hit.outlet, hit.published) if each)
    return Markup("<p>%s</p><p>%s</p>") % (paragraph, _shown(place))


def _shown(text: str) -> Markup:
    return Markup.escape(displayed(text))


def _add(
    parent: ElementTree.Element, name: str, text: str | Markup | None = None, **attributes: str
) -> ElementTree.Element:
    # What is not allowed in XML goes here, what has a meaning in it is escaped when it is written.
    clean = {key: str(displayed(value)) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, name, clean)
    element.text = None if text is None else str(displayed(text))
    return element


def _moment(value: str) -> str:
    """A time as RFC 3339 wants it."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return _BEGINNING
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _asked(q: str, filters: Filters) -> str:
    told = [f"{name} {_plain(value)}" for name, value in filters.items()]
    return ", ".join([*([q.strip()] if q.strip() else []), *told]) or "All statements"


def _as_page(given: dict[str, Any]) -> dict[str, Any]:
    """The search as the address of its page, which takes one value of each."""
    return {
        name: ("yes" if value else None)
        if isinstance(value, bool)
        else (value[0] if isinstance(value, list) and value else value)
        for name, value in given.items()
    }


def _plain(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
