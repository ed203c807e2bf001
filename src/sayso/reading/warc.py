"""WARC and WARC.gz → an article for each page that was answered with."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final, cast

from fastwarc import ArchiveIterator, WarcHeader, WarcRecord, WarcRecordType

from sayso.errors import InputError
from sayso.reading.answers import unpacked
from sayso.reading.decoding import decode
from sayso.reading.html import declared_in, page
from sayso.reading.inputs import MAX_BYTES, Opened, Stream
from sayso.reading.raw import Options, RawArticle

_PAGES: Final = ("text/html", "application/xhtml+xml")
_GZIP_MEMBER: Final = b"\x1f\x8b\x08"
_VERSION: Final = b"WARC/1."
_DIGESTS: Final = ("sha1", "sha256", "sha512", "md5")
_LENGTH: Final = re.compile(rb"\r\nContent-Length:\s*(\d{1,15})", re.IGNORECASE)
_LONGEST_HEADER: Final = 1 << 16
_LONGEST_REASON: Final = 200
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)
_MOST_DAMAGES: Final = 100


def read(source: Opened, options: Options) -> Iterator[RawArticle | InputError]:
    """The articles on the pages in the archive; an error for each record that is not whole."""
    for item in pages(source, options):
        if isinstance(item, InputError):
            yield item
            continue
        yield page(item.markup, source.origin(0, 0, item.number), item.url) or source.error(
            f"holds no article{item.where}: there is no running text on the page", item.number
        )
        if item.is_cut:
            yield source.error(
                f"was cut short when it was archived{item.where}; what is there was read",
                item.number,
            )


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was answered with, as the record with that number has it."""

    number: int
    url: str | None
    markup: str
    is_cut: bool = False
    """Whoever archived it did not take all of it, and said so."""

    @property
    def where(self) -> str:
        """Its address, for messages."""
        return f" ({self.url})" if self.url else ""


def pages(source: Opened, options: Options) -> Iterator[Page | InputError]:
    """The pages in the archive; an error for each record that is not whole.

    A record counts as whole if it has the length that it states and, where it
    states one of a kind that can be checked, the digest. Behind a place where
    compressed data is damaged reading goes on with the next record that can be found.
    """
    number = 0
    is_short = any_found = False
    for item in _records(source):
        if not isinstance(item, _Damage):
            found = _page(item, source, options, number)
            if found:
                any_found = True
                yield found
            is_short = isinstance(found, InputError) and _is_short(item)
        elif not (item.is_end and is_short):  # else that record was told already
            any_found = True
            yield source.error(item.reason, number)
        number += 1
    if not number:
        raise source.error("holds no WARC record")
    if not any_found:
        raise source.error(f"holds no page: none of its records ({number:,}) is one in HTML")


@dataclass(frozen=True, slots=True)
class _Damage:
    reason: str
    is_end: bool = False
    """The last record that there is the beginning of is not whole."""


def _records(source: Opened) -> Iterator[WarcRecord | _Damage]:
    is_packed = source.stream.peek().startswith(_GZIP_MEMBER)
    marker = _GZIP_MEMBER if is_packed else _VERSION
    start, last = 0, -1
    for attempt in range(_MOST_DAMAGES):
        try:
            records = ArchiveIterator(
                cast(Any, _Readable(source.stream)), parse_http=False, strict_mode=False
            )
            for record in records:
                last = record.stream_pos
                yield record
        except (OSError, ValueError, RuntimeError) as error:
            found = _next(source, start + max(last, 0) + 1, marker)
            end = "" if found else "; what lies behind it is lost"
            if last >= 0 or not attempt or not found:  # else the same one, met again
                reason = str(error).lower()[:_LONGEST_REASON] or "unreadable"
                yield _Damage(f"is damaged: {reason}{end}")
            if not found:
                return
            start, last = found, -1
        else:
            if _is_cut(source.stream.seekable, start + max(last, 0), is_packed):
                yield _Damage("is cut short: the archive ends in the middle of it", is_end=True)
            return
    yield _Damage("and others before it are damaged; the rest was not tried")


def _next(source: Opened, start: int, marker: bytes) -> int | None:
    """Where the next record begins, with the file moved there."""
    file = source.stream.seekable
    if file is None:
        return None
    file.seek(start)
    position, rest = start, b""
    while piece := file.read(1 << 20):
        at = (rest + piece).find(marker)
        if at >= 0:
            found = position - len(rest) + at
            file.seek(found)
            return found
        position += len(piece)
        rest = (rest + piece)[1 - len(marker) :]
    return None


def _is_cut(file: IO[bytes] | None, last: int, is_packed: bool) -> bool:
    """Whether a beginning of a record follows the last one that the archive reader gave.

    It passes over a record whose header is not whole without a word.
    """
    if file is None:
        return False
    file.seek(last)
    if is_packed:
        return not _ends_whole(file)
    head = file.read(_LONGEST_HEADER)
    length = _LENGTH.search(head)
    end = head.find(b"\r\n\r\n")
    if end < 0 or length is None:
        return bool(head.strip())
    file.seek(last + end + 4 + int(length[1]))
    return bool(file.read(_LONGEST_HEADER).strip())


def _ends_whole(file: IO[bytes]) -> bool:
    """Whether the gzip members from here to the end of the file are all complete."""
    decoder, unpacked = zlib.decompressobj(wbits=31), 0
    rest = b""
    while data := rest or file.read(1 << 16):
        try:
            unpacked += len(decoder.decompress(data, 1 << 20))
        except zlib.error:
            return False
        rest = decoder.unconsumed_tail
        if decoder.eof:
            rest = decoder.unused_data.lstrip(b"\0")
            if not rest and not (rest := file.read(1 << 16).lstrip(b"\0")):
                return True
            decoder = zlib.decompressobj(wbits=31)
        if unpacked > MAX_BYTES:
            return True  # it was looked at in its own right
    return False


def _page(
    record: WarcRecord, source: Opened, options: Options, number: int
) -> Page | InputError | None:
    kind = record.record_type
    if kind not in (WarcRecordType.response, WarcRecordType.resource):
        if kind in (WarcRecordType.unknown, WarcRecordType.no_type):
            return source.error("is damaged: its header is not that of a record", number)
        return None
    url = record.headers.get(WarcHeader.WARC_TARGET_URI)
    where = f" ({url})" if url else ""
    stated = record.content_length
    if not stated and not _states_length(record):
        return source.error(f"is cut short{where}: its header has no length", number)
    if stated > MAX_BYTES:
        return source.error(f"is larger than {MAX_BYTES // 1_000_000} MB{where}", number)
    source.budget.spend(stated)
    try:
        record.freeze()  # all of the bytes are here from now on, and can be read twice
        intact = record.verify_block_digest() or not _has_digest(record)
        actual = record.content_length
        if actual < stated:
            return source.error(
                f"is cut short{where}: {actual:,} of its {stated:,} bytes are there", number
            )
        if not intact:
            return source.error(
                f"is damaged{where}: its bytes do not have the digest that it states", number
            )
        found = _body(record, source, url)
    except (OSError, ValueError) as error:
        reason = str(error) if isinstance(error, ValueError) else f"is damaged: {error}".lower()
        return source.error(f"{reason[:_LONGEST_REASON]}{where}", number)
    if found is None:
        return None
    data, charset = found
    try:
        markup = decode(source.label, data, options.encoding or charset or declared_in(data))
    except InputError as error:  # this one is no text; the others may be
        return source.error(f"{error.reason}{where}", number)
    return Page(number, url, markup, record.headers.get(WarcHeader.WARC_TRUNCATED) is not None)


def _body(record: WarcRecord, source: Opened, url: str | None) -> tuple[bytes, str | None] | None:
    """The bytes of a page and the charset that its server declared; None of what is no page.

    Raises:
        ValueError: what it is packed in is damaged.
    """
    if record.record_type == WarcRecordType.resource:
        kind, _, rest = (record.headers.get("Content-Type") or "").partition(";")
        if kind.strip().lower() not in _PAGES:
            return None
        charset = _CHARSET.search(rest)
        return record.reader.read(), charset[1] if charset else None
    record.is_http = record.is_http or bool(url and url.startswith("http"))
    record.parse_http(strict_mode=False)
    headers = record.http_headers
    if headers is None or headers.status_code != 200:
        return None
    if (record.http_content_type or "").lower() not in _PAGES:
        return None
    data = record.reader.read()
    transfer, content = headers.get("Transfer-Encoding"), headers.get("Content-Encoding")
    if transfer or content:
        data = unpacked(data, transfer or "", content or "")
        source.budget.spend(len(data))
    return data, record.http_charset


def _is_short(record: WarcRecord) -> bool:
    """Whether fewer bytes are there than the record states, if it does; known once it was read."""
    stated = record.headers.get("Content-Length") or ""
    return not _states_length(record) or record.content_length < int(stated)


def _states_length(record: WarcRecord) -> bool:
    return (record.headers.get("Content-Length") or "").strip().isdecimal()


def _has_digest(record: WarcRecord) -> bool:
    """Whether the record states a digest that the archive reader can check."""
    name, _, value = (record.headers.get("WARC-Block-Digest") or "").partition(":")
    # As hexadecimal or base32 digits with their padding, which come in eights.
    return name.strip().lower() in _DIGESTS and len(value.strip()) % 8 == 0


class _Readable:
    """A stream as the archive reader wants it: a file that need not be sought in."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002  # the protocol's
        raise OSError("cannot be sought in")

    def close(self) -> None:
        pass
