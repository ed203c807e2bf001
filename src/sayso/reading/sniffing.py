"""What a document is, by what it holds; its name decides only where that says nothing."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from sayso.reading.csvrecords import is_header
from sayso.reading.decoding import utf16_in
from sayso.reading.inputs import Opened


class Kind(StrEnum):
    """The forms that are told apart."""

    GZIP = "gzip"
    ZSTD = "zstd"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZIP = "zip"
    TAR = "tar"
    WARC = "WARC"
    HTML = "HTML"
    FEED = "feed"
    JSON = "JSON"
    CSV = "CSV"
    MAIL = "mail"
    TEXT = "text"


_MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\x1f\x8b", Kind.GZIP),
    (b"\x28\xb5\x2f\xfd", Kind.ZSTD),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"WARC/", Kind.WARC),
)
_TAR: Final = slice(257, 262)

_BLANK: Final = r"(?>\s|<!--(?>.*?-->)|<\?(?>.*?\?>))*+"
"""Atomic groups: a page of comments shall not be tried in all ways to read it."""
_FEED: Final = re.compile(
    _BLANK + r"(?:<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)?<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL | re.IGNORECASE,
)
_HTML: Final = re.compile(
    _BLANK + r"<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_FRAGMENT: Final = re.compile(
    r"\s*<(?:article|main|section|div|p|h[1-6]|meta|title|table|header|nav|script|style)\b[^<>]*>",
    re.IGNORECASE,
)
_JSON: Final = re.compile(r'\s*(?:\{\s*(?:"|\}\s*\Z)|\[\s*(?:\{|\[|\]\s*\Z))')
_HEADER: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]")
_MAIL_HEADERS: Final = frozenset(
    [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "return-path",
        "message-id",
        "mime-version",
        "delivered-to",
        "content-type",
        "x-mailer",
        "reply-to",
        "sender",
        "list-id",
        "dkim-signature",
    ]
)
_HTML_SUFFIXES: Final = frozenset([".html", ".htm", ".xhtml", ".shtml"])
_CSV_SUFFIXES: Final = frozenset([".csv", ".tsv"])
_JSON_SUFFIXES: Final = frozenset([".json", ".jsonl", ".ndjson"])


def kind_of(source: Opened) -> Kind:
    """What form it has; text where nothing speaks for another."""
    head = source.stream.peek()
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            # The archive reader unpacks records itself, which lets it go on behind a damaged
            # one; without a file to look around in, nothing is gained by that.
            packed = kind is Kind.GZIP and source.stream.seekable is not None
            return Kind.WARC if packed and _is_warc(head) else kind
    if head[_TAR] == b"ustar":
        return Kind.TAR
    suffix = PurePath(source.name).suffix.lower()
    text = _text(head)
    if _FEED.match(text):
        return Kind.FEED
    if _HTML.match(text) or (suffix in _HTML_SUFFIXES and "<" in text):
        return Kind.HTML
    if _JSON.match(text) or (suffix in _JSON_SUFFIXES and text.strip()):
        return Kind.JSON
    if suffix in _CSV_SUFFIXES or is_header(text):
        return Kind.CSV
    if _is_mail(text):
        return Kind.MAIL
    return Kind.HTML if _FRAGMENT.match(text) and "</" in text else Kind.TEXT


def _text(head: bytes) -> str:
    if wide := utf16_in(head):
        return head[: len(head) & ~1].decode(wide, "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _is_warc(head: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 5) == b"WARC/"
    except zlib.error:
        return False


def _is_mail(text: str) -> bool:
    """A mail or an mbox begins with header lines, two well-known ones among them."""
    known: set[str] = set()
    lines = text.splitlines()
    for line in lines[1:] if text.startswith("From ") else lines:
        if line.startswith((" ", "\t")) and known:
            continue
        header = _HEADER.match(line)
        if header is None:
            break
        known.add(header[1].lower())
    return len(known & _MAIL_HEADERS) >= 3 or ("from" in known and "subject" in known)
