"""Which reader opens which form. A new form is one file, one line here, one in ``sniffing``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from sayso.errors import InputError
from sayso.reading import csvrecords, feeds, html, jsonrecords, mail, plain, unpacking, warc
from sayso.reading.inputs import Opened
from sayso.reading.raw import Options, RawArticle
from sayso.reading.sniffing import Kind, kind_of

Reader: TypeAlias = Callable[[Opened, Options], Iterator[RawArticle | InputError]]
"""From a document to its articles, and to an error for each part that cannot be read.

A reader raises an InputError where nothing more can be read.
"""
Unpacker: TypeAlias = Callable[[Opened], Iterator[Opened | InputError]]

READERS: Final[dict[Kind, Reader]] = {
    Kind.TEXT: plain.read,
    Kind.HTML: html.read,
    Kind.FEED: feeds.read,
    Kind.JSON: jsonrecords.read,
    Kind.CSV: csvrecords.read,
    Kind.WARC: warc.read,
    Kind.MAIL: mail.read,
}
UNPACKERS: Final[dict[Kind, Unpacker]] = {
    Kind.GZIP: unpacking.ungzip,
    Kind.BZIP2: unpacking.unbzip2,
    Kind.XZ: unpacking.unxz,
    Kind.ZSTD: unpacking.unzstd,
    Kind.TAR: unpacking.untar,
    Kind.ZIP: unpacking.unzip,
}


def read(source: Opened, options: Options) -> Iterator[RawArticle | InputError]:
    """All articles in it, archives unpacked, errors in the place of what cannot be read."""
    kind = kind_of(source)
    failed = any_read = False
    try:
        if kind in UNPACKERS:
            for inner in UNPACKERS[kind](source):
                for item in [inner] if isinstance(inner, InputError) else read(inner, options):
                    failed = failed or isinstance(item, InputError)
                    yield item
                if source.budget.blown:
                    return
        else:
            for item in READERS[kind](source, options):
                # What broke off in the middle is told once, below, and why.
                is_error = isinstance(item, InputError)
                if source.budget.blown or (is_error and source.stream.fault is not None):
                    continue
                any_read = any_read or not is_error
                yield item
    except InputError as error:
        if source.stream.fault is None:
            failed = True
            yield error
    if source.stream.fault is not None and not failed:
        kept = "; what came before was read" if any_read else ""
        yield source.error(f"{source.stream.fault}{kept}")
