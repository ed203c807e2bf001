"""The options that say what to read and how, the same for every command that reads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from sayso.commands.shared import Threads
from sayso.errors import InputError, UsageError
from sayso.reading import Input, Options, check, find

_LONG: Final = 200_000
"""Bytes of text from which on a person wants to see that something happens."""

Inputs: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…",
        help="Text, HTML, feeds, JSON, CSV, WARC, mail, packed or not; folders and patterns of"
        " them, addresses of pages and feeds, or - for standard input.",
        show_default=False,
    ),
]
OneArticle: TypeAlias = Annotated[
    bool,
    typer.Option("--one-article", help="A text file is one article, do not look for several."),
]
Fields: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="NAME=FIELD",
        help="Where in JSON records or CSV rows something is: text=body, title=meta.headline …",
        show_default=False,
    ),
]
Encoding: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        help="Of text that does not say itself how it is encoded.",
        show_default=False,
    ),
]
AllowPrivate: TypeAlias = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from private and loopback addresses, too."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How inputs are read."""

    one_article: OneArticle = False
    field: Fields = None
    encoding: Encoding = None
    allow_private: AllowPrivate = False
    threads: Threads = None

    def options(self) -> Options:
        """As reading takes them.

        Raises:
            UsageError: there is no such field or encoding.
        """
        fields = _pairs(self.field or ())
        return check(Options(self.one_article, fields, self.encoding, self.allow_private))


def found(names: Iterable[str], report: Callable[[InputError], object]) -> list[Input]:
    """What the names on the command line stand for; ``-`` is standard input.

    Raises:
        UsageError: it is named twice.
    """
    names = list(names)
    if names.count("-") > 1:
        raise UsageError("standard input can be read only once; name - a single time")
    stdin = Input("<stdin>", sys.stdin.buffer)
    return find((stdin if name == "-" else name for name in names), report)


def size_of(inputs: Iterable[Input]) -> int | None:
    """Bytes of all inputs together, None where some do not tell."""
    total = 0
    for each in inputs:
        if each.file is not None or each.is_address:
            return None
        try:
            total += Path(each.name).stat().st_size
        except OSError:  # reading it will say so
            continue
    return total


def is_long(size: int | None) -> bool:
    """Whether reading so many bytes, or nobody knows how many, takes its time."""
    return size is None or size >= _LONG


def _pairs(given: Iterable[str]) -> dict[str, str]:
    """The fields of ``--field NAME=FIELD``.

    Raises:
        UsageError: one is not written so.
    """
    result = {}
    for each in given:
        name, sign, path = each.partition("=")
        if not (name and sign and path):
            raise UsageError(f"--field {each!r} names no field; write it like --field text=body")
        result[name.strip()] = path.strip()
    return result
