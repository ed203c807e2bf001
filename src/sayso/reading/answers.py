"""The body of an answer as a server sent it → the page, out of what it was packed in."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from functools import partial
from typing import Final

from sayso.reading.inputs import MAX_BYTES

_PIECE: Final = 1 << 18
_CHUNK: Final = re.compile(rb"(?:\r\n)?([0-9a-fA-F]{1,15})[^\r\n]{0,200}\r\n")
_NOTHING: Final = ("", "identity", "none")


def unpacked(body: bytes, transfer: str, content: str) -> bytes:
    """The page in ``body``.

    Many archives keep the headers of an answer whose coding they have undone: a body
    that is markup already comes back as it is.

    Args:
        body: all that came behind the headers.
        transfer: the header Transfer-Encoding.
        content: the header Content-Encoding.

    Raises:
        ValueError: it is cut short, damaged, too large or packed in an unknown way;
            the message follows the name of the record.
    """
    named = [*content.split(","), *transfer.split(",")]
    codings = [each for name in named if (each := name.strip().lower()) not in _NOTHING]
    for coding in reversed(codings):
        decode = _DECODERS.get(coding)
        try:
            if decode is None:
                raise ValueError(f"is packed in a way that is not known here: {coding[:40]}")
            body = decode(body)
        except ValueError:
            if not body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
                raise
    return body


def _joined(body: bytes) -> bytes:
    """What was sent in chunks."""
    pieces: list[bytes] = []
    at = 0
    while head := _CHUNK.match(body, at):
        size = int(head[1], 16)
        if not size:
            return b"".join(pieces)
        at = head.end() + size
        if at > len(body):
            break
        pieces.append(body[head.end() : at])
    raise ValueError("is cut short: the last chunk of the answer is not there")


def _inflated(body: bytes, wbits: int) -> bytes:
    decoder = zlib.decompressobj(wbits=wbits)
    try:
        page = decoder.decompress(body, MAX_BYTES + 1)
    except zlib.error:
        raise ValueError("is damaged: the packed answer makes no sense") from None
    if not decoder.eof and len(page) <= MAX_BYTES:
        raise ValueError("is cut short: the packed answer ends in the middle")
    return _bounded(page)


def _deflated(body: bytes) -> bytes:
    try:
        return _inflated(body, zlib.MAX_WBITS)
    except ValueError:  # some servers leave out the header
        return _inflated(body, -zlib.MAX_WBITS)


def _through(name: str, body: bytes) -> bytes:
    from fastwarc import stream_io

    pieces, size = [], 0
    try:
        reader = getattr(stream_io, name)(io.BytesIO(body))
        while size <= MAX_BYTES and (piece := reader.read(_PIECE)):
            pieces.append(piece)
            size += len(piece)
    except OSError:
        raise ValueError("is damaged or cut short: the packed answer makes no sense") from None
    return _bounded(b"".join(pieces))


def _bounded(page: bytes) -> bytes:
    if len(page) > MAX_BYTES:
        raise ValueError(f"unpacks to more than {MAX_BYTES // 1_000_000} MB")
    return page


_DECODERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "chunked": _joined,
    "gzip": partial(_inflated, wbits=zlib.MAX_WBITS | 16),
    "x-gzip": partial(_inflated, wbits=zlib.MAX_WBITS | 16),
    "deflate": _deflated,
    "br": partial(_through, "BrotliReader"),
    "zstd": partial(_through, "ZstdReader"),
}
