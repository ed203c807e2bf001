"""Reading and extracting joined: what ``import sayso`` offers as functions."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeAlias

from sayso import reading
from sayso.errors import InputError
from sayso.pruning import pruned
from sayso.records import Article, Interaction, Statement

if TYPE_CHECKING:
    from sayso.extracting import Extraction, Extractor, Story

_Found: TypeAlias = tuple[Sequence[Statement], Sequence[Interaction]]

_NOTHING: Final[_Found] = ((), ())
_LOADING: Final = Lock()
_ENGLISH: Final = "en"
_REMEMBERED: Final = 5_000
"""Articles whose records are kept for copies of them, word for word; more than wait at once."""
_IDLE: Final = 6
"""Articles in a row that need no extraction, after which what is ready is given back."""


def extract(
    text: str, *, published: date | None = None, byline: str | None = None
) -> list[Statement]:
    """Who said what in one article's ``text``, taken exactly as it is.

    All offsets count code points of that very string. The model is loaded at
    the first call and kept; calls from several threads are safe.

    Args:
        text: the article.
        published: its day, from which "on Monday" counts where its text has no
            dateline that says so; without either such dates stay unresolved.
        byline: who wrote it, as it stands above the article: "I" in the article's own
            words, if that is one person.

    Raises:
        ModelError: the model's files are missing or damaged.
    """
    return extract_all(text, published=published, byline=byline).statements


def extract_all(
    text: str, *, published: date | None = None, byline: str | None = None
) -> Extraction:
    """Who said what and who did what to whom in one article's ``text``; see ``extract``."""
    from sayso.extracting import Story

    return next(_default().read_many([Story(text, published, byline)]))


def read(
    *sources: reading.Source,
    extractor: Extractor | None = None,
    one_article: bool = False,
    fields: Mapping[str, str] | None = None,
    encoding: str | None = None,
    allow_private: bool = False,
    on_error: Callable[[InputError], object] | None = None,
    watch: Callable[[int], object] | None = None,
) -> Iterator[Article]:
    """The articles in files, folders and at addresses, one by one, with who said and did what.

    Text, HTML, feeds, JSON, WARC and mail are told apart by what they hold, and
    unpacked if they are packed. Inputs are opened as the articles are asked for
    and read piece by piece, so that a folder or archive of any size takes little
    memory; extraction uses all threads of the extractor. Articles that are not
    in English (see ``Article.language``) come without statements and interactions.

    Args:
        sources: paths to files or folders, patterns of them (``news/**/*.html``),
            addresses of pages and feeds, or files open for reading.
        extractor: another than the default one.
        one_article: a text file is one article, even if it looks like several.
        fields: which field of JSON records holds what, ``{"text": "body"}``;
            those that are not named here are found by their usual names.
        encoding: of text that does not say itself how it is encoded.
        allow_private: also fetch from addresses that are not public.
        on_error: called with the error of each input, or part of one, that cannot
            be read, after which the rest goes on; without it, the error is raised.
        watch: called with the number of bytes of each piece that is read from files.

    Raises:
        UsageError: there is no such field or encoding.
        InputError: an input cannot be read, and there is no ``on_error``.
        ModelError: the model's files are missing or damaged.
    """
    options = reading.Options(one_article, dict(fields or {}), encoding, allow_private)
    found = (each for source in sources for each in reading.find([source], on_error))
    return read_inputs(found, extractor or _default(), reading.check(options), on_error, watch)


def read_inputs(
    inputs: Iterable[reading.Input],
    extractor: Extractor,
    options: reading.Options,
    on_error: Callable[[InputError], object] | None = None,
    watch: Callable[[int], object] | None = None,
    have: Callable[[str], bool] | None = None,
) -> Iterator[Article]:
    """``read`` for who has found the inputs and checked the options already.

    A copy of an earlier article, word for word and of the same day, gets the records of that.
    Articles whose id ``have`` knows come without records: whoever asks has them.
    """
    return extracted(reading.articles(inputs, options, on_error, watch), extractor, have)


def extracted(
    articles: Iterator[Article],
    extractor: Extractor,
    have: Callable[[str], bool] | None = None,
) -> Iterator[Article]:
    """The articles with their records; see ``read_inputs``."""
    pending: deque[Article] = deque()
    known: OrderedDict[tuple[str, str, str | None], _Found | None] = OrderedDict()
    more = True

    def texts() -> Iterator[str | Story]:
        # The extractor may take texts ahead of what it has given back; it is not
        # to run through a thousand articles that need none of its work.
        nonlocal more
        idle = 0
        for article in articles:
            pending.append(article)
            if article.language != _ENGLISH:
                idle += 1
            elif have is not None and _key(article) not in known and have(article.id):
                known[_key(article)] = _NOTHING
                idle += 1
            elif _key(article) in known:
                known.move_to_end(_key(article))
                idle += 1
            else:
                known[_key(article)] = None
                idle = 0
                yield _story(article)
            if idle == _IDLE:
                return
        more = False

    def ready() -> Iterator[Article]:
        while pending:
            found = known[_key(pending[0])] if pending[0].language == _ENGLISH else _NOTHING
            if found is None:
                return
            yield replace(
                pending.popleft(),
                statements=tuple(found[0]),
                interactions=tuple(found[1]),
            )

    while more:
        for found in extractor.read_many(texts()):
            yield from ready()
            known[_key(pending[0])] = found
            yield from ready()
            if len(known) > _REMEMBERED:
                known.popitem(last=False)
        yield from ready()


def _key(article: Article) -> tuple[str, str, str | None]:
    """Articles of one text, day and author have the same records."""
    return article.id, (article.published or "")[:10], article.byline


def _story(article: Article) -> Story:
    """What the extractor is given: the text, with its day and author if they are known."""
    from sayso.extracting import Story

    return Story.of(article.text, article.published, article.byline)


def at_least(article: Article, confidence: float) -> Article:
    """The article without the statements that are less certain than that.

    What stood inside a statement that goes moves up to the one around it.
    """
    return pruned(article, lambda statement: statement.confidence >= confidence)


@cache
def _load() -> Extractor:
    from sayso.extracting import Extractor

    return Extractor.load()


def _default() -> Extractor:
    with _LOADING:  # a cache alone would load twice for two threads
        return _load()
