"""Reading many inputs at once: a bar on the terminal, errors told as they come, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sayso._api import read_inputs
from sayso.commands.shared import complain
from sayso.errors import InputError
from sayso.reading import Input, Options

if TYPE_CHECKING:
    from sayso.extracting import Extractor
    from sayso.ledger import Writer
    from sayso.records import Article
    from sayso.rendering.progress import Meter

_TOLD: Final = 20
"""Errors of one input: an export whose field for the text is unknown has one for each record."""


@dataclass(slots=True)
class Tally:
    """What a command has read so far."""

    articles: int = 0
    copies: int = 0
    """Near-copies of earlier ones among them."""
    failed: int = 0
    foreign: Counter[str] = field(default_factory=Counter)
    """Articles by language, where that is not English."""
    _told: Counter[str] = field(default_factory=Counter)
    """Errors by input."""

    def take(self, article: Article) -> None:
        """Count an article."""
        self.articles += 1
        self.copies += article.duplicate_of is not None
        self.foreign.update([article.language] if article.language != "en" else [])

    def fail(self, error: InputError) -> None:
        """Count an error, and tell it unless enough of its input were told."""
        self.failed += 1
        self._told[error.path] += 1
        if self._told[error.path] <= _TOLD:
            complain(str(error))
        elif self._told[error.path] == _TOLD + 1:
            complain(f"{error.path}: more like this; from here on they are only counted")

    def trouble(self) -> list[str]:
        """What did not go as wished, in words; nothing if all did."""
        parts = []
        if self.failed:
            parts.append(f"{self.failed:,} could not be read (see above)")
        if self.foreign:
            each = ", ".join(
                f"{count:,} {language}" for language, count in self.foreign.most_common(5)
            )
            parts.append(f"{self.foreign.total():,} not in English and not extracted from ({each})")
        return parts


def read_metered(
    inputs: Iterable[Input],
    extractor: Extractor,
    options: Options,
    tally: Tally,
    meter: Meter,
    writer: Writer | None = None,
) -> Iterator[Article]:
    """The articles of all inputs, with their statements.

    Args:
        inputs: in which order they are opened.
        extractor: of statements.
        options: how inputs are read.
        tally: counts what comes, and tells what fails.
        meter: shows how far it is.
        writer: told of every input that is opened or fails; texts that its ledger has
            come without statements.
    """

    def begun() -> Iterator[Input]:
        for each in inputs:
            meter.begin()
            if writer is not None:
                writer.begin(each.name)
            yield each

    def fail(error: InputError) -> None:
        meter.clear()
        tally.fail(error)
        meter.fail()
        if writer is not None:
            writer.fail(error)

    have = writer.has if writer is not None else None
    for article in read_inputs(begun(), extractor, options, fail, meter.take, have):
        tally.take(article)
        meter.advance(len(article.text.split()), len(article.statements))
        yield article
