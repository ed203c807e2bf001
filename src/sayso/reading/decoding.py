"""Bytes → text, or a message that says what the bytes are and what to do."""

from __future__ import annotations

import shlex
from typing import Final

from sayso.errors import InputError

_SAVE: Final = "save its text as a plain UTF-8 file"
_UNPACK: Final = "unpack it first"

# What people most often hand over by mistake, by how it begins.
_KINDS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF-", "a PDF file", _SAVE),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _SAVE),
    (b"PK\x03\x04", "a ZIP archive or an Office document", f"{_UNPACK} or {_SAVE}"),
    (b"\x1f\x8b", "gzip-compressed data", _UNPACK),
    (b"BZh", "bzip2-compressed data", _UNPACK),
    (b"\xfd7zXZ\x00", "xz-compressed data", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"\x89PNG", "a PNG image", "Sayso reads plain text"),
    (b"\xff\xd8\xff", "a JPEG image", "Sayso reads plain text"),
    (b"GIF8", "a GIF image", "Sayso reads plain text"),
    (b"SQLite format 3\x00", "an SQLite database", "export its text first"),
    (b"\x7fELF", "a program", "Sayso reads plain text"),
)
_HTML: Final = (b"<!doctype html", b"<html")
_UTF32: Final = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS: Final = b"\t\n\v\f\r\x1b"
_CONTROLS: Final = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)
_SAMPLE: Final = 65_536
"""Bytes to judge a file by."""


def decode(name: str, data: bytes) -> str:
    """The text in ``data``, which has to be UTF-8; a byte order mark is dropped.

    Args:
        name: the input's name, for messages.
        data: all its bytes.

    Raises:
        InputError: it is something else; the message says what it looks like.
    """
    _refuse_other_kinds(name, data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A codec with a mark to skip counts from behind it.
        position = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        if _share(data, _CONTROLS) > 0.02:
            raise InputError(name, "looks like binary data; Sayso reads plain text") from None
        line = data.count(b"\n", 0, position) + 1
        raise InputError(
            name,
            f"is not valid UTF-8 (byte 0x{data[position]:02x} at position {position}, line {line});"
            f" if it is Windows or Latin-1 text, convert it: {_iconv('WINDOWS-1252', name)}",
        ) from None


def _refuse_other_kinds(name: str, data: bytes) -> None:
    for start, kind, advice in _KINDS:
        if data.startswith(start):
            raise InputError(name, f"looks like {kind}; {advice}")
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        raise InputError(name, f"looks like an HTML page; {_SAVE}")
    for encoding, marks in (("UTF-32", _UTF32), ("UTF-16", _UTF16)):
        if data.startswith(marks):
            raise InputError(name, f"is {encoding} text; convert it: {_iconv(encoding, name)}")
    if _share(data, b"\x00") > 0.3 and (order := _utf16_order(data[:_SAMPLE])):
        raise InputError(name, f"looks like {order} text; convert it: {_iconv(order, name)}")
    if _share(data, _CONTROLS) > 0.3:
        raise InputError(name, "looks like binary data; Sayso reads plain text")


def _share(data: bytes, wanted: bytes) -> float:
    sample = data[:_SAMPLE]
    return 1 - len(sample.translate(None, wanted)) / len(sample) if sample else 0.0


def _utf16_order(sample: bytes) -> str | None:
    """Which half of each pair of bytes is empty tells the order of the bytes."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 4 * even:
        return "UTF-16LE"
    return "UTF-16BE" if even > 4 * odd else None


def _iconv(encoding: str, name: str) -> str:
    return f"iconv -f {encoding} -t UTF-8 {shlex.quote(name)} > converted.txt"
