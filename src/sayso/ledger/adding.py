"""One run of writing: articles in, in short transactions, so that a stop loses next to nothing.

A run can be cut off at any moment, by ``kill -9`` too. What was committed stays,
what was not is not there at all, and the same command again goes on from there:
ids are made from the text, so nothing comes in twice, and files that were read
to their end are known by size and time.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import apsw

from sayso._version import __version__
from sayso.errors import InputError
from sayso.ledger.connecting import now, transaction
from sayso.ledger.searching import index_new
from sayso.ledger.storing import storable, store_article
from sayso.records import Article

_BATCH: Final = 100
"""Articles in one transaction: many enough to be fast, few enough to lose little."""
_FAILURES: Final = 1_000
"""Of one input that are kept: an export of millions may fail in each of its records."""
_PATIENCE: Final = 2.0
"""Seconds after which what has come is written, however little."""


@dataclass(slots=True)
class Added:
    """What a run has done so far."""

    articles: int = 0
    """New texts."""
    known: int = 0
    """Texts that were in the ledger already."""
    statements: int = 0
    interactions: int = 0
    failures: int = 0


@dataclass(slots=True)
class _Reading:
    """An input under way."""

    name: str
    stamp: tuple[int, int] | None
    """Size and time of the file, None for what is no file."""
    articles: int = 0
    failed: bool = False


class Writer:
    """Writes what is read into a ledger. Made by ``Ledger.writing``."""

    def __init__(
        self, connection: apsw.Connection, path: Path, command: str, model: str, options: str
    ) -> None:
        self._connection = connection
        self._path = path
        self._options = options
        self._waiting: list[Article] = []
        self._readings: list[_Reading] = []
        self._failures: Counter[str] = Counter()
        self._since = time.monotonic()
        self.added = Added()
        with transaction(connection, path):
            connection.execute(
                "INSERT INTO run (command, version, model, started) VALUES (?, ?, ?, ?)",
                (command, __version__, model, now()),
            )
            self.run = connection.last_insert_rowid()

    def has(self, article_id: str) -> bool:
        """Whether the text with that id is in the ledger."""
        found = self._connection.execute(
            "SELECT 1 FROM article WHERE id = ?", (article_id,)
        ).fetchone()
        return found is not None

    def is_done(self, name: str) -> bool:
        """Whether that file was read to its end before and has not changed since."""
        row = self._connection.execute(
            "SELECT size, modified, options FROM input WHERE name = ?", (storable(name),)
        ).fetchone()
        return row is not None and row[:2] == _stamp(name) and row[2] == self._options

    def begin(self, name: str) -> None:
        """The next input is opened; articles of earlier ones may still come."""
        self._readings.append(_Reading(name, _stamp(name)))

    def add(self, article: Article) -> None:
        """Take an article, to be written soon."""
        if self._waiting and time.monotonic() - self._since > _PATIENCE:
            self.flush()
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(article)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def fail(self, error: InputError) -> None:
        """Note what could not be read; it is tried again the next time."""
        self.added.failures += 1
        if self._readings:
            self._readings[-1].failed = True
        self._failures[error.path] += 1
        if self._failures[error.path] > _FAILURES:
            return
        with transaction(self._connection, self._path):
            self._connection.execute(
                "INSERT OR REPLACE INTO failure (path, reason, run) VALUES (?, ?, ?)",
                (storable(error.path), storable(error.reason), self.run),
            )

    def flush(self) -> None:
        """Write what is waiting, all or nothing."""
        if not self._waiting:
            return
        new = Added()
        with transaction(self._connection, self._path):
            for article in self._waiting:
                if store_article(self._connection, article, self.run):
                    new.articles += 1
                    new.statements += len(article.statements)
                    new.interactions += len(article.interactions)
                else:
                    new.known += 1
            index_new(self._connection)
            self._close_readings(self._waiting)
        self.added.articles += new.articles
        self.added.known += new.known
        self.added.statements += new.statements
        self.added.interactions += new.interactions
        self._waiting.clear()

    def finish(self) -> None:
        """Everything has been read to its end: write the rest, and that the run is over."""
        self.flush()
        with transaction(self._connection, self._path):
            for reading in self._readings:
                self._close(reading)
            self._readings.clear()
            self._connection.execute("UPDATE run SET ended = ? WHERE key = ?", (now(), self.run))

    def _close_readings(self, articles: Iterable[Article]) -> None:
        # Articles come in the order of the inputs: what stands before the input of
        # the last article has given all that it holds.
        for article in articles:
            name = article.origin.path if article.origin else None
            at = next((i for i, each in enumerate(self._readings) if each.name == name), None)
            if at is None:
                continue
            for reading in self._readings[:at]:
                self._close(reading)
            del self._readings[:at]
            self._readings[0].articles += 1

    def _close(self, reading: _Reading) -> None:
        self._forget_failures(storable(reading.name))
        if reading.stamp is None or reading.failed:
            return
        self._connection.execute(
            "INSERT OR REPLACE INTO input (name, size, modified, options, articles, run)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (storable(reading.name), *reading.stamp, self._options, reading.articles, self.run),
        )

    def _forget_failures(self, name: str) -> None:
        """An input was read again: what failed in it, or in a part of it, and now does not."""
        self._connection.execute(
            "DELETE FROM failure WHERE (path = ?1 OR path BETWEEN ?1 || ' (' AND ?1 || ' )')"
            " AND run <> ?2",
            (name, self.run),
        )


def options_of(**given: object) -> str:
    """How something was read, as it is stored: the same for the same options."""
    return json.dumps(given, sort_keys=True, default=str)


def _stamp(name: str) -> tuple[int, int] | None:
    try:
        found = Path(name).stat()
    except (OSError, ValueError):  # standard input, an address, a name that no file can have
        return None
    return found.st_size, found.st_mtime_ns
