"""A mail (EML) or a box of them (mbox) → an article for each."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from sayso.errors import InputError
from sayso.reading.decoding import decode
from sayso.reading.html import declared_in
from sayso.reading.inputs import MAX_BYTES, Opened
from sayso.reading.markup import fragment
from sayso.reading.raw import Options, RawArticle

_FROM: Final = b"From "


def read(source: Opened, options: Options) -> Iterator[RawArticle | InputError]:  # noqa: ARG001
    """The text of each message, its subject for a title."""
    for number, data in enumerate(_messages(source)):
        try:
            article = _article(data, source, number)
        except InputError as error:  # this one is no text; the others may be
            yield source.error(error.reason, number, "message")
        else:
            yield article or source.error("has no text", number, "message")


def _messages(source: Opened) -> Iterator[bytes]:
    if source.stream.peek(len(_FROM)) != _FROM:
        yield source.read()
        return
    lines: list[bytes] = []
    size, blank = 0, True
    for line in _lines(source):
        if blank and line.startswith(_FROM):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
            continue
        lines.append(line[1:] if line.startswith(b">From ") else line)
        size += len(line)
        if size > MAX_BYTES:
            raise source.error(f"holds a message of more than {MAX_BYTES // 1_000_000} MB")
        blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _lines(source: Opened) -> Iterator[bytes]:
    rest = b""
    for chunk in source.stream.chunks():
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line + b"\n" for line in whole)
        if len(rest) > MAX_BYTES:
            raise source.error(f"holds a line of more than {MAX_BYTES // 1_000_000} MB")
    if rest:
        yield rest


def _article(data: bytes, source: Opened, number: int) -> RawArticle | None:
    message = message_from_bytes(data, policy=default)
    text = _body(message, source)
    if not text.strip():
        return None
    name, address = parseaddr(_header(message, "From") or "")
    return RawArticle(
        text,
        source.origin(0, len(text), number),
        title=_header(message, "Subject"),
        outlet=name or address or None,
        published=_date(message),
    )


def _body(message: EmailMessage, source: Opened) -> str:
    try:
        part = message.get_body(("plain", "html"))
    except (LookupError, ValueError, AttributeError, TypeError):
        return ""  # headers that contradict each other
    if part is None:
        return ""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    markup = part.get_content_type() == "text/html"
    declared = part.get_content_charset() or (declared_in(data) if markup else None)
    text = decode(source.label, data, declared)
    return fragment(text) if markup else text


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return " ".join(str(message.get(name) or "").split()) or None
    except (ValueError, IndexError, AttributeError, TypeError):
        return None  # of a form that the parser cannot make sense of


def _date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").isoformat()
    except (ValueError, TypeError):
        return None
