"""Bytes → text, or a message that says what the bytes are and what to do."""

from __future__ import annotations

import codecs
import re
from typing import Final

from sayso.errors import InputError, UsageError

_SAVE: Final = "save its text as a plain UTF-8 file"

# What people most often hand over by mistake, by how it begins.
_KINDS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF-", "a PDF file", _SAVE),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _SAVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x89PNG", "a PNG image", "Sayso reads text"),
    (b"\xff\xd8\xff", "a JPEG image", "Sayso reads text"),
    (b"GIF8", "a GIF image", "Sayso reads text"),
    (b"SQLite format 3\x00", "an SQLite database", "export its text first"),
    (b"\x7fELF", "a program", "Sayso reads text"),
)
# A mark that is the beginning of another comes behind it.
_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STARTS: Final = (*(start for start, _, _ in _KINDS), *(mark for mark, _ in _MARKS))
_TEXT_CONTROLS: Final = b"\t\n\v\f\r\x1b"
_CONTROLS: Final = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)
_FIRST: Final = 2_048
"""Bytes to tell by whether it is text: few, as every page of an archive is asked."""
_SAMPLE: Final = 65_536
"""Bytes to tell an encoding by, where it is not UTF-8."""

_ESCAPES: Final = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(128, 256)
}
"""What stands for each byte that is not UTF-8: its character in Windows-1252."""
_MULTIBYTE: Final = re.compile(r"[^\x00-\x7f\udc80-\udcff]")
_ESCAPED: Final = re.compile(r"[\udc80-\udcff]")
_LATIN: Final = re.compile(r"[A-Za-z]")
# Names under which pages declare what is in truth Windows-1252, as browsers know.
_WESTERN: Final = frozenset(["ascii", "iso8859-1", "latin-1", "us-ascii", "cp1252"])


def decode(name: str, data: bytes, declared: str | None = None) -> str:
    """The text in ``data``, without a byte order mark.

    A mark at the beginning decides; then UTF-8 if it is valid; then what was
    declared; then what the bytes look like. Single bytes that are not UTF-8 in
    text that otherwise is are taken for Windows-1252, as is what remains.

    Args:
        name: the input's name, for messages.
        data: all its bytes.
        declared: the encoding that whoever delivered or named it has declared.

    Raises:
        InputError: it is no text; the message says what it looks like.
    """
    if data.startswith(_STARTS):
        for start, kind, advice in _KINDS:
            if data.startswith(start):
                raise InputError(name, f"looks like {kind}; {advice}")
        encoding = next(encoding for mark, encoding in _MARKS if data.startswith(mark))
        return data.decode(encoding, "replace")
    first = data[:_FIRST]
    if b"\x00" in first and (order := utf16_in(data[:_SAMPLE])):
        return data.decode(order, "replace")
    if _share(first, _CONTROLS) > 0.3:
        raise InputError(name, "looks like binary data; Sayso reads text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _share(data[:_SAMPLE], _CONTROLS) > 0.02:
            raise InputError(name, "looks like binary data; Sayso reads text") from None
    codec = known_codec(declared)
    if codec is not None and codec not in _WESTERN and not codec.startswith("utf-8"):
        return data.decode(codec, "replace")
    text = data.decode("utf-8", "surrogateescape")
    if codec not in _WESTERN and _is_foreign(text) and (guess := _guess(data)):
        return data.decode(guess, "replace")
    return text.translate(_ESCAPES)


def known_codec(declared: str | None) -> str | None:
    """Python's name of a declared text encoding; None where there is no such."""
    try:
        codec = codecs.lookup((declared or "").strip().strip("\"'"))
        "".encode(codec.name)  # of bytes to text, not one of the others
    except (LookupError, ValueError, UnicodeError):
        return None
    return codec.name


def check_encoding(name: str) -> str:
    """Python's name of an encoding that a user asked for.

    Raises:
        UsageError: there is no such.
    """
    codec = known_codec(name)
    if codec is None:
        raise UsageError(f"there is no encoding {name!r}; try utf-8, cp1252 or latin-1")
    return codec


def utf16_in(sample: bytes) -> str | None:
    """Python's name of the UTF-16 that a text begins with, marked or not; None of other text."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if _share(sample, b"\x00") <= 0.3:
        return None
    # Which half of each pair of bytes is empty tells their order.
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None


def _is_foreign(text: str) -> bool:
    """Whether so much is not UTF-8 that it may be written in another alphabet."""
    strange = len(_ESCAPED.findall(text))
    return strange > 0.5 * len(_LATIN.findall(text)) and len(_MULTIBYTE.findall(text)) < strange / 8


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return None if best is None else known_codec(best.encoding)


def _share(sample: bytes, wanted: bytes) -> float:
    return 1 - len(sample.translate(None, wanted)) / len(sample) if sample else 0.0
