"""Which field of a record holds what: by the usual names, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sayso.errors import UsageError
from sayso.reading.inputs import Opened
from sayso.reading.markup import fragment
from sayso.reading.raw import Options, RawArticle

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        "text",
        "body",
        "content",
        "articlebody",
        "fulltext",
        "articletext",
        "bodytext",
        "contenttext",
        "maintext",
        "story",
        "storytext",
        "plaintext",
        "rawtext",
        "contenthtml",
        "bodyhtml",
        "html",
        "article",
        "contentencoded",
    ),
    "title": ("title", "headline", "heading", "webtitle", "articletitle", "name", "subject"),
    "outlet": (
        "outlet",
        "publisher",
        "publication",
        "sitename",
        "site",
        "newspaper",
        "sourcename",
        "source",
        "hostname",
        "sourcedomain",
        "domain",
    ),
    "byline": ("byline", "author", "authors", "creator", "writer", "by"),
    "published": (
        "published",
        "publishedat",
        "datepublished",
        "publisheddate",
        "publicationdate",
        "pubdate",
        "datepublish",
        "firstpublished",
        "webpublicationdate",
        "date",
        "publishdate",
        "createdat",
        "created",
        "timestamp",
    ),
    "updated": (
        "updated",
        "updatedat",
        "datemodified",
        "modified",
        "lastmodified",
        "datemodify",
        "modifiedat",
    ),
    "section": ("section", "articlesection", "sectionname", "category", "desk", "categories"),
    "url": ("url", "link", "canonicalurl", "weburl", "articleurl", "permalink", "uri", "sourceurl"),
    "language": ("language", "lang"),
}
"""For each field of an article the names it goes by, without case and punctuation, best first."""

_LAST_RESORT: Final = ("description", "summary", "abstract", "lead", "snippet")
_LISTS: Final = (
    "articles",
    "items",
    "results",
    "docs",
    "data",
    "records",
    "stories",
    "entries",
    "news",
)
_WITHIN: Final = ("rendered", "text", "html", "value", "plain", "name", "title", "content", "body")
_NOT_NAME: Final = re.compile(r"[^a-z0-9]")
_MILLISECONDS: Final = 100_000_000_000
"""A larger number is no time in seconds."""


def check_fields(pairs: Mapping[str, str]) -> None:
    """See that each is a field that an article has.

    Raises:
        UsageError: one is not.
    """
    for name in pairs:
        if name not in NAMES:
            raise UsageError(f"an article has no field {name!r}; it has {', '.join(NAMES)}")


def nested(record: Any) -> Iterator[Any]:  # noqa: ANN401  # any JSON
    """The records in a record that only wraps them, as answers of services do; else itself."""
    inner = _wrapped(record)
    if inner is None:
        yield record
    else:
        yield from inner


def article_in(record: Any, options: Options, source: Opened, number: int) -> RawArticle:  # noqa: ANN401
    """The article that a record is.

    Raises:
        ValueError: there is no text in it; the message follows the record's name.
    """
    if not isinstance(record, dict):
        raise ValueError("is not an object with fields, so nothing says what it is")
    by_name = {_plain_name(key): value for key, value in reversed(record.items())}

    def value(field: str) -> str | None:
        if (path := options.fields.get(field)) is not None:
            return _string(_at(record, path))
        named = (by_name[name] for name in NAMES[field] if name in by_name)
        return next((text for each in named if (text := _string(each))), None)

    text = value("text")
    if text is None and "text" in options.fields:
        raise ValueError(
            f"has no text in the field {options.fields['text']!r}; it has {_listed(record)}"
        )
    if text is None:
        text = next((found for name in _LAST_RESORT if (found := _string(by_name.get(name)))), None)
    text = fragment(text) if text else text
    if not text or not text.strip():
        raise ValueError(
            f"has no text; name its field with --field text=NAME: it has {_listed(record)}"
        )
    return RawArticle(
        text,
        source.origin(0, len(text), number),
        title=value("title"),
        outlet=value("outlet"),
        byline=value("byline"),
        published=value("published"),
        updated=value("updated"),
        section=value("section"),
        url=value("url"),
        language=value("language"),
        from_page=True,
    )


def _plain_name(key: object) -> str:
    name = str(key).lower()
    return name if name.isalnum() and name.isascii() else _NOT_NAME.sub("", name)


def _wrapped(record: Any) -> list[Any] | None:  # noqa: ANN401
    if not isinstance(record, dict):
        return None
    for key in _LISTS:
        inner = record.get(key)
        if isinstance(inner, list) and inner and all(isinstance(each, dict) for each in inner):
            return inner
    if len(record) == 1:  # {"response": {...}}
        return _wrapped(next(iter(record.values())))
    return None


def _at(record: Any, path: str) -> Any:  # noqa: ANN401
    if isinstance(record, dict) and path in record:
        return record[path]
    for key in path.split("."):
        if isinstance(record, list) and key.isdecimal() and int(key) < len(record):
            record = record[int(key)]
        elif isinstance(record, dict):
            record = record.get(key)
        else:
            return None
    return record


def _string(value: Any, depth: int = 0) -> str | None:  # noqa: ANN401
    """Text out of what services put in a field: a string, a list of them, an object around one."""
    if depth > 3 or value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int | float):
        return _time(value)
    if isinstance(value, dict):
        return next((text for key in _WITHIN if (text := _string(value.get(key), depth + 1))), None)
    if isinstance(value, list):
        parts = [text for each in value if (text := _string(each, depth + 1))]
        return ("\n\n" if any(len(part) > 80 for part in parts) else ", ").join(parts) or None
    return None


def _time(value: float) -> str | None:
    seconds = value / 1000 if value > _MILLISECONDS else value
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat() if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _listed(record: dict[str, Any]) -> str:
    names = [str(key)[:40] for key in list(record)[:12]]
    return ", ".join(names) + (" …" if len(record) > 12 else "") or "no fields"
