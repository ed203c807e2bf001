"""Reading and extracting joined: what ``import sayso`` offers as functions."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from sayso import reading
from sayso.errors import InputError
from sayso.records import Article, Statement

if TYPE_CHECKING:
    from sayso.extracting import Extractor

_LOADING: Final = Lock()


def extract(text: str) -> list[Statement]:
    """Who said what in one article's ``text``, taken exactly as it is.

    All offsets count code points of that very string. The model is loaded at
    the first call and kept; calls from several threads are safe.

    Raises:
        ModelError: the model's files are missing or damaged.
    """
    return _default().extract(text)


def read(
    *sources: reading.Source,
    extractor: Extractor | None = None,
    on_error: Callable[[InputError], object] | None = None,
) -> Iterator[Article]:
    """The articles in files and folders, each with its statements, one by one.

    Inputs are opened as the articles are asked for, so that a folder of any
    size takes little memory; extraction uses all threads of the extractor.

    Args:
        sources: paths to text files or folders of them, or files open for reading.
        extractor: another than the default one.
        on_error: called with the error of each input that cannot be read, after
            which the rest goes on; without it, the error is raised.

    Raises:
        InputError: an input cannot be read, and there is no ``on_error``.
        ModelError: the model's files are missing or damaged.
    """
    chosen = extractor or _default()
    pending: deque[Article] = deque()

    def texts() -> Iterator[str]:
        for article in _articles(sources, on_error):
            pending.append(article)
            yield article.text

    # The extractor may take texts ahead of what it has given back.
    for statements in chosen.extract_many(texts()):
        yield replace(pending.popleft(), statements=tuple(statements))


def at_least(article: Article, confidence: float) -> Article:
    """The article without the statements that are less certain than that.

    What stood inside a statement that goes moves up to the one around it.
    """
    everything = {statement.id: statement for statement in article.statements}
    kept = {key for key, statement in everything.items() if statement.confidence >= confidence}

    def around(statement: Statement) -> str | None:
        parent, seen = statement.parent, {statement.id}
        while parent is not None and parent not in kept and parent not in seen:
            seen.add(parent)
            outer = everything.get(parent)
            parent = outer.parent if outer else None
        return parent if parent in kept else None

    return replace(
        article,
        statements=tuple(
            replace(statement, parent=around(statement))
            for statement in article.statements
            if statement.id in kept
        ),
    )


def _articles(
    sources: Iterable[reading.Source],
    on_error: Callable[[InputError], object] | None,
) -> Iterator[Article]:
    for source in sources:
        for each in reading.find([source], on_error):
            try:
                yield from reading.articles(each)
            except InputError as error:
                if on_error is None:
                    raise
                on_error(error)


@cache
def _load() -> Extractor:
    from sayso.extracting import Extractor

    return Extractor.load()


def _default() -> Extractor:
    with _LOADING:  # a cache alone would load twice for two threads
        return _load()
