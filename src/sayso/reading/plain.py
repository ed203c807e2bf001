"""Plain text: one article, or several that ``finishing`` tells apart."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.errors import InputError
from sayso.reading.decoding import decode
from sayso.reading.inputs import Opened
from sayso.reading.raw import Options, RawArticle


def read(source: Opened, options: Options) -> Iterator[RawArticle | InputError]:
    """All the text that ``source`` holds.

    Raises:
        InputError: it is no text, or there is nothing in it.
    """
    text = decode(source.label, source.read(), options.encoding or source.charset)
    if not text or text.isspace():
        raise source.error("holds no text")
    yield RawArticle(text, source.origin(0, len(text)))
