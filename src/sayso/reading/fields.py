"""Which field of a record holds what: by the usual names, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
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
    "hits",
)
_WITHIN: Final = (
    "rendered",
    "text",
    "html",
    "value",
    "plain",
    "content",
    "body",
    "main",
    "name",
    "title",
)
_NAME_IT: Final = "has no text; name its field with --field text=NAME:"
_PLANS: Final = 64
_LONGEST_NAMES: Final = 4_000
"""Kinds of records, and characters of all names of one, that are remembered."""
_DEEPEST: Final = 3
"""Levels around records, and within a field."""
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


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where to look in records of the same names."""

    found: tuple[tuple[str, tuple[str, ...]], ...]
    """Each field of an article with the names that it goes by here, best first."""
    last_resort: tuple[str, ...]
    lists: tuple[str, ...]
    """Names that may only wrap other records."""


class Fields:
    """Finds the articles in the records of one document.

    Records of an export mostly have the same names: which is which is made out once.
    """

    def __init__(self, source: Opened, options: Options) -> None:
        self._source = source
        self._own = options.fields
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def require_text(self, names: Sequence[str]) -> None:
        """See that records with these names can be articles.

        Raises:
            InputError: none of them is known to hold a text, nor is one that the user named.
        """
        own = self._own.get("text")
        if own is not None and own not in names:
            advice = f"has no column {own!r};"
        elif own is None and not names_text(names):
            advice = "has no column of a usual name for the text; give it with --field text=NAME:"
        else:
            return
        raise self._source.error(f"{advice} it has {_listed(names)}")

    def records(self, record: Any) -> Iterator[Any]:  # noqa: ANN401  # any JSON
        """Those in a record that only wraps them, as answers of services do; else itself."""
        inner = self._wrapped(record, 0)
        if inner is None:
            yield record
        else:
            yield from inner

    def article(self, record: Any, number: int) -> RawArticle:  # noqa: ANN401
        """The article that a record is.

        Raises:
            ValueError: there is no text in it; the message follows the record's name.
        """
        if not isinstance(record, dict):
            raise ValueError("is not an object with fields, so nothing says what it is")
        values = self._values(record)
        if "text" not in values and "text" not in self._own:
            # The article may be in a field of its own, with what is known of it beside that.
            inner = [value for value in record.values() if isinstance(value, dict)]
            values = self._values({**dict(chain.from_iterable(map(dict.items, inner))), **record})
        text = values.get("text")
        text = fragment(text) if text else text
        if not text or text.isspace():
            own = self._own.get("text")
            advice = f"has no text in the field {own!r};" if own else _NAME_IT
            raise ValueError(f"{advice} it has {_listed(record)}")
        value = values.get
        return RawArticle(
            text,
            self._source.origin(0, len(text), number),
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

    def _values(self, record: dict[str, Any]) -> dict[str, str]:
        """The fields of an article that the record has."""
        plan = self._plan(record)
        values = {}
        for field, names in plan.found:
            if text := _first(record, names):
                values[field] = text
        if "text" not in values and (text := _first(record, plan.last_resort)):
            values["text"] = text
        for field, path in self._own.items():
            values.pop(field, None)
            if text := _string(_at(record, path)):
                values[field] = text
        return values

    def _wrapped(self, record: Any, depth: int) -> list[Any] | None:  # noqa: ANN401
        """The records in one that has no text of its own."""
        if not isinstance(record, dict) or depth > _DEEPEST or self._has_text(record):
            return None
        for key in self._plan(record).lists:
            inner = record[key]
            if isinstance(inner, list) and inner and all(isinstance(each, dict) for each in inner):
                return inner
        wrapped = (self._wrapped(value, depth + 1) for value in record.values())
        return next((inner for inner in wrapped if inner is not None), None)

    def _has_text(self, record: dict[str, Any]) -> bool:
        if (path := self._own.get("text")) is not None:
            return _string(_at(record, path)) is not None
        field, names = next(iter(self._plan(record).found), ("", ()))
        return field == "text" and _first(record, names) is not None

    def _plan(self, record: dict[str, Any]) -> _Plan:
        names = tuple(record)
        plan = self._plans.get(names)
        if plan is None:
            plan = _planned(names)
            if sum(map(len, names)) < _LONGEST_NAMES:
                if len(self._plans) >= _PLANS:
                    self._plans.clear()
                self._plans[names] = plan
        return plan


def names_text(names: Sequence[str]) -> bool:
    """Whether one of the names is usual for the text of an article."""
    plan = _planned(tuple(names))
    return bool(plan.last_resort) or any(field == "text" for field, _ in plan.found)


def names_article(names: Sequence[str]) -> bool:
    """Whether they are names of fields of an article, its text and more."""
    return names_text(names) and len(_planned(tuple(names)).found) > 1


def _planned(names: tuple[str, ...]) -> _Plan:
    plain = {_plain_name(name): name for name in reversed(names)}

    def known(wanted: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(plain[name] for name in wanted if name in plain)

    found = tuple((field, known(wanted)) for field, wanted in NAMES.items())
    return _Plan(
        tuple((field, own) for field, own in found if own),
        known(_LAST_RESORT),
        tuple(name for name in _LISTS if name in names),
    )


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """What the first of the names gives that holds any text."""
    for name in names:
        if text := _string(record[name]):
            return text
    return None


def _plain_name(key: object) -> str:
    name = str(key).lower()
    return name if name.isalnum() and name.isascii() else _NOT_NAME.sub("", name)


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
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if depth > _DEEPEST or value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _time(value) if depth == 0 else None
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


def _listed(names: Collection[str]) -> str:
    shown = [name[:40] for name in islice(names, 12)]
    return ", ".join(shown) + (" …" if len(names) > 12 else "") or "no fields"
