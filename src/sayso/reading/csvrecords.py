"""CSV and TSV, as spreadsheets and databases export them → an article for each row."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import chain
from typing import Final

from sayso.errors import InputError
from sayso.reading.decoding import decode, utf16_in
from sayso.reading.fields import Fields, names_article
from sayso.reading.inputs import Opened
from sayso.reading.raw import Options, RawArticle

LONGEST: Final = 10_000_000
"""Characters of a line or a cell; where there are more a quotation mark was never closed."""
_DELIMITERS: Final = ",;\t|"
_PIECE: Final = 1 << 18
_LONGEST_NAME: Final = 60


def read(source: Opened, options: Options) -> Iterator[RawArticle | InputError]:
    """The articles in the rows; the first row names the columns.

    Raises:
        InputError: no column holds a text, or a cell does not end.
    """
    lines = _lines(source, options)
    first = next(lines, "")
    csv.field_size_limit(LONGEST)  # of all the process: the usual limit is less than an article
    rows = csv.reader(
        chain([first], lines), delimiter=_delimiter(first), strict=True, skipinitialspace=True
    )
    fields, number = Fields(source, options), 0
    names: list[str] = []
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:  # reading goes on with the next line
            yield source.error(f"has a quotation mark in the wrong place: {error}", number, "row")
            number += 1
            continue
        if row is None:
            break
        if not any(row):
            continue
        if not names:
            names = [name.strip() for name in row]
            fields.require_text(names)
            continue
        try:
            if len(row) > len(names):
                raise ValueError(
                    f"has {len(row)} cells where the header has {len(names)}: a cell with"
                    f" {_delimiter(first)!r} in it has to be in quotation marks"
                )
            yield fields.article(dict(zip(names, row, strict=False)), number)
        except ValueError as error:
            yield source.error(str(error), number, "row")
        number += 1
    if not number:
        raise source.error("holds nothing below the names of its columns")


def is_header(text: str) -> bool:
    """Whether the first line of ``text`` names columns, that of an article's text among them."""
    line = text.lstrip("\ufeff \r\n").partition("\n")[0]
    names = [name.strip(' "\r') for name in line.split(_delimiter(line))]
    return (
        len(names) > 1
        and all(0 < len(name) <= _LONGEST_NAME for name in names)
        and names_article(names)
    )


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def _lines(source: Opened, options: Options) -> Iterator[str]:
    """The lines as they are, a piece of the document decoded at a time."""
    wide = utf16_in(source.stream.peek())
    decoder = codecs.getincrementaldecoder(wide)("replace") if wide else None
    declared = options.encoding or source.charset
    rest = b""
    text = ""
    while True:
        data = source.stream.read(_PIECE)
        if decoder:
            text += decoder.decode(data, final=len(data) < _PIECE)
        else:
            end = (rest + data).rfind(b"\n") + 1 if len(data) == _PIECE else len(rest + data)
            text += decode(source.label, (rest + data)[:end], declared)
            rest = (rest + data)[end:]
        *whole, text = text.split("\n")
        for line in whole:
            yield f"{line}\n"
        if len(data) < _PIECE:
            break
        if len(text) + len(rest) > LONGEST:
            raise source.error(f"holds a line of more than {LONGEST:,} characters")
    if text:
        yield text
