"""JSON and JSON lines → an article for each record, one record in memory at a time."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from sayso.errors import InputError
from sayso.reading.decoding import utf16_in
from sayso.reading.fields import Fields
from sayso.reading.inputs import Opened
from sayso.reading.raw import Options, RawArticle

LONGEST: Final = 50_000_000
"""Characters of one record."""
_PIECE: Final = 1 << 18
_SPACE: Final = re.compile(r"[\s,]*")
_DECODER: Final = json.JSONDecoder(strict=False)


def read(source: Opened, options: Options) -> Iterator[RawArticle | InputError]:
    """The articles in an array, in lines or in one object, an error for each bad record."""
    text = _Text(source)
    text.more(_PIECE)
    if text.rest.lstrip()[:1] == "[":
        text.rest = text.rest.lstrip()[1:]
        records = _elements(text, source)
    else:
        records = _lines(text, source) if _is_lines(text) else _elements(text, source)
    fields, number = Fields(source, options), 0
    for record in records:
        if isinstance(record, InputError):
            yield record
            number += 1
            continue
        for each in fields.records(record):
            try:
                article = fields.article(each, number)
            except ValueError as error:
                yield source.error(str(error), number)
            else:
                yield article
            number += 1
    if not number:
        raise source.error("holds no record")


class _Text:
    """Decoded text that grows at its end and is eaten from its front."""

    def __init__(self, source: Opened) -> None:
        self._stream = source.stream
        encoding = utf16_in(source.stream.peek()) or "utf-8-sig"
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self.rest = ""
        self.ended = False

    def more(self, size: int) -> bool:
        """Append about so many characters; false if there are none."""
        if self.ended:
            return False
        data = self._stream.read(size)
        self.ended = len(data) < size
        self.rest += self._decoder.decode(data, final=self.ended)
        return bool(data)


def _is_lines(text: _Text) -> bool:
    """Whether each line is a record of its own, not a piece of one that is laid out."""
    while "\n" not in text.rest.lstrip() and len(text.rest) < LONGEST and text.more(len(text.rest)):
        pass
    line, _, _ = text.rest.lstrip().partition("\n")
    return line.rstrip().endswith("}")


def _lines(text: _Text, source: Opened) -> Iterator[Any]:
    number = 0
    while text.rest or text.more(_PIECE):
        at = text.rest.find("\n")
        while at < 0 and len(text.rest) < LONGEST and text.more(max(_PIECE, len(text.rest))):
            at = text.rest.find("\n")
        if at < 0 and not text.ended:
            yield source.error(_too_long(), number, "line")
            while at < 0 and (text.more(_PIECE) or text.rest):
                at = text.rest.find("\n")
                text.rest = "" if at < 0 else text.rest
                if at < 0 and text.ended:
                    return
            text.rest = text.rest[at + 1 :]
            number += 1
            continue
        # Lines are cut off together, so that a long buffer is not copied for each of them.
        end = text.rest.rfind("\n") + 1 or len(text.rest)
        whole, text.rest = text.rest[:end], text.rest[end:]
        for line in whole.split("\n"):
            if not line.strip():
                continue
            try:
                yield _DECODER.decode(line.strip().rstrip(","))
            except (ValueError, RecursionError) as error:
                yield source.error(f"is not valid JSON: {_reason(error)}", number, "line")
            number += 1


def _elements(text: _Text, source: Opened) -> Iterator[Any]:
    """Values one after another, with or without commas, as they come in an array."""
    number, at = 0, 0
    while True:
        at = _SPACE.match(text.rest, at).end()  # type: ignore[union-attr]  # it matches nothing too
        if at == len(text.rest):
            text.rest, at = "", 0
            if not text.more(_PIECE):
                return
            continue
        if text.rest[at] == "]":
            return
        try:
            value, at = _DECODER.raw_decode(text.rest, at)
        except RecursionError:
            raise source.error("is nested too deep", number) from None
        except ValueError as error:
            text.rest, at = text.rest[at:], 0
            if len(text.rest) > LONGEST:
                raise source.error(_too_long(), number) from None
            # Twice as much each time: reading a long record anew then costs little.
            if not text.more(max(_PIECE, len(text.rest))):
                before = "; what came before was read" if number else ""
                raise source.error(f"is not valid JSON: {_reason(error)}{before}", number) from None
            continue
        yield value
        number += 1


def _too_long() -> str:
    return f"is longer than {LONGEST // 1_000_000} million characters; no article is"


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        message = error.msg.removesuffix(" at")
        return f"{message[0].lower()}{message[1:]} at character {error.pos + 1}"
    return "it is nested too deep"
