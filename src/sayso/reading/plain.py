"""Plain text: one file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sayso.errors import InputError
from sayso.reading.decoding import decode
from sayso.records import Article, Origin

_BREAKS: Final = re.compile(r"\r\n?")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")


def read(name: str, data: bytes | str) -> Iterator[Article]:
    """The one article that ``data`` is.

    Its origin counts the file's characters as Python's own
    ``open(path, encoding="utf-8-sig")`` would: line breaks are one character.

    Raises:
        InputError: it is not UTF-8 text, or there is nothing in it.
    """
    text = clean(data if isinstance(data, str) else decode(name, data))
    if not text.strip():
        raise InputError(name, "holds no text")
    yield Article.of(text, Origin(name, 0, len(text)))


def clean(text: str) -> str:
    """Text as an article keeps it: line feeds for line breaks, no control characters.

    A control character becomes a space, so that it neither joins two words nor
    moves what follows, nor reaches a terminal. Surrogates that make a pair are
    joined, as JSON would join them and so move every offset behind them.
    """
    text = _CONTROLS.sub(" ", _BREAKS.sub("\n", text.removeprefix("\ufeff")))
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text
