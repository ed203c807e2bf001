"""What a format's reader hands on: one piece of news before it is cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.records import Origin, Removed


@dataclass(frozen=True, slots=True)
class Options:
    """How the user wants things read."""

    one_article: bool = False
    """A text file is one article, even if it looks like several."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """In JSON, which field holds what: ``{"text": "body"}``."""
    encoding: str | None = None
    """What text files are encoded in, for those that do not say so themselves."""
    allow_private: bool = False
    """Also fetch from private and loopback addresses."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """The text of one article, or of several glued together, and what is known about it.

    ``text`` is decoded but not repaired; ``origin`` is the range of it in what
    was read, counted in decoded characters. Dates are as the source has them,
    or ISO already: who finishes the article normalises them.
    """

    text: str
    origin: Origin
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    """As the source declares it (``en``, ``pt``); the text itself has the last word."""
    removed: tuple[Removed, ...] = ()
    """What the reader itself left out."""
    from_page: bool = False
    """It is one article for sure (a web page, a record): never cut in two."""
