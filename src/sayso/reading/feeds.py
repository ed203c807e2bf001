"""RSS and Atom → an article for each entry, as full as the feed has it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin

from sayso.errors import InputError
from sayso.reading.inputs import Opened
from sayso.reading.markup import fragment
from sayso.reading.raw import Options, RawArticle

_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)


_WHOLE: Final = 150
"""Words from which on even a summary is taken for all there is."""
_FEWEST: Final = 40
"""Words that a text has at least, to be more than a teaser."""
_CUT: Final = re.compile(
    r"(?:…|\.\.\.|\[…\]|read (?:more|on|the rest|full \w+)|continue reading|full (?:story|article))"
    r"[\s\])»>→.]*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    id: str
    """What the feed calls it; where it does not, its address or title."""
    raw: RawArticle
    """As far as the feed has it; the text may be empty."""
    is_whole: bool
    """Whether the text is the article, as far as one can see, and not a teaser of it."""


def read(source: Opened, options: Options) -> Iterator[RawArticle | InputError]:
    """The articles of the entries, in order.

    Raises:
        InputError: it is broken, or made to do harm.
    """
    for number, entry in enumerate(entries(source, options)):
        if isinstance(entry, InputError):
            yield entry
        elif entry.raw.text:
            yield entry.raw
        else:
            yield source.error("has no text", number, "entry")


def entries(source: Opened, options: Options) -> Iterator[Entry | InputError]:
    """The entries in order, also those without a text.

    Raises:
        InputError: it is broken, or made to do harm.
    """
    import feedparser

    data = source.read()
    if _ENTITY.search(data.replace(b"\x00", b"")):
        raise source.error(
            "declares XML entities of its own, which no feed needs and an attack would;"
            " remove its <!ENTITY …> lines if you trust it"
        )
    headers = (
        {"content-type": f"application/xml; charset={options.encoding}"} if options.encoding else {}
    )
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    about = parsed.feed
    for number, entry in enumerate(parsed.entries):
        text = fragment(_text(entry)).strip()
        published, updated = _date(entry, "published"), _date(entry, "updated")
        raw = RawArticle(
            text,
            source.origin(0, len(text), number),
            title=_line(entry.get("title")),
            outlet=_line((entry.get("source") or {}).get("title")) or _line(about.get("title")),
            byline=_line(entry.get("author")),
            published=published,
            updated=updated,
            section=next((_line(tag.get("term")) for tag in entry.get("tags") or ()), None),
            url=_address(source, entry),
            language=_line(about.get("language")),
            from_page=True,
        )
        name = _line(entry.get("id")) or raw.url or raw.title or text[:200]
        yield Entry(name, raw, _is_whole(entry, text))
    if _is_broken(parsed):
        kept = "; the entries before that were read" if parsed.entries else ""
        yield source.error(f"is not well-formed XML: {_reason(parsed)}{kept}")
    elif not parsed.entries:
        raise source.error("is a feed without entries")


def _text(entry: Any) -> str:  # noqa: ANN401  # feedparser has no types
    bodies = [each.get("value") or "" for each in entry.get("content") or ()]
    return max([*bodies, entry.get("summary") or ""], key=len)


def _is_whole(entry: Any, text: str) -> bool:  # noqa: ANN401
    words = len(text.split())
    if words < _FEWEST or _CUT.search(text):
        return False
    return bool(entry.get("content")) or words >= _WHOLE


def _address(source: Opened, entry: Any) -> str | None:  # noqa: ANN401
    link = _line(entry.get("link"))
    try:
        return urljoin(source.url, link) if link and source.url else link
    except ValueError:  # no address at all
        return link


def _line(value: Any) -> str | None:  # noqa: ANN401
    return " ".join(fragment(value).split()) or None if isinstance(value, str) else None


def _date(entry: Any, name: str) -> str | None:  # noqa: ANN401
    # Asked in its own way, an entry makes up one date from another.
    parsed = dict.get(entry, f"{name}_parsed")
    if parsed:
        return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*parsed[:6])
    return _line(dict.get(entry, name))


def _is_broken(parsed: Any) -> bool:  # noqa: ANN401
    # An encoding other than the declared one is mended by the parser, and no news.
    return (
        bool(parsed.bozo)
        and "EncodingOverride" not in type(parsed.bozo_exception).__name__
        and ("NonXMLContentType" not in type(parsed.bozo_exception).__name__)
    )


def _reason(parsed: Any) -> str:  # noqa: ANN401
    error = parsed.bozo_exception
    message = getattr(error, "getMessage", lambda: str(error))()
    line = getattr(error, "getLineNumber", lambda: None)()
    return f"{message} (line {line})" if line else str(message)
