"""One run of reading: inputs in, articles out, nothing lost and nothing kept for long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace

from sayso.errors import InputError
from sayso.reading.inputs import Input, opened
from sayso.reading.raw import Options
from sayso.records import Article


def articles(
    sources: Input | Iterable[Input],
    options: Options | None = None,
    on_error: Callable[[InputError], object] | None = None,
    watch: Callable[[int], object] | None = None,
) -> Iterator[Article]:
    """The articles in the inputs, without statements, in order.

    Each input is opened when the one before it is done. What repeats an earlier
    article of the run says so (``duplicate_of``, ``similarity``).

    Args:
        sources: what ``find`` found.
        options: how to read.
        on_error: called with the error of each input, and each part of one, that
            cannot be read, after which the rest goes on; without it, the error is raised.
        watch: called with the number of bytes of each piece that is read from files.

    Raises:
        InputError: something cannot be read, and there is no ``on_error``.
    """
    # The readers bring heavy libraries along: they wait until something is read.
    from sayso.reading.duplicates import Duplicates
    from sayso.reading.finishing import finish
    from sayso.reading.formats import read
    from sayso.reading.web import Fetcher

    options = options or Options()
    before = Duplicates()
    with closing(Fetcher(allow_private=options.allow_private)) as fetcher:
        for source in [sources] if isinstance(sources, Input) else sources:
            try:
                way = fetcher.opened(source.name) if source.is_address else opened(source, watch)
                with way as document:
                    for item in read(document, options):
                        if isinstance(item, InputError):
                            _report(item, on_error)
                            continue
                        for article in finish(item, options):
                            found = before.add(article.id, article.text)
                            if found is None:
                                yield article
                            else:
                                yield replace(article, duplicate_of=found[0], similarity=found[1])
            except InputError as error:
                _report(error, on_error)


def check(options: Options) -> Options:
    """The same options, names of fields and encodings known to exist.

    Raises:
        UsageError: one does not.
    """
    from sayso.reading.decoding import check_encoding
    from sayso.reading.fields import check_fields

    check_fields(options.fields)
    if options.encoding is None:
        return options
    return replace(options, encoding=check_encoding(options.encoding))


def _report(error: InputError, on_error: Callable[[InputError], object] | None) -> None:
    if on_error is None:
        raise error
    on_error(error)
