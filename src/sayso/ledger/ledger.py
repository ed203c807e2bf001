"""The ledger as its users see it: one class, whose methods lead to the rooms that do the work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.errors import LedgerError
from sayso.ledger import loading
from sayso.ledger.adding import Added, Writer
from sayso.ledger.connecting import connect, guarded, one
from sayso.ledger.finding import article_key, statement_key
from sayso.ledger.linking import Watch, link
from sayso.ledger.migrating import check, migrate, steps, version
from sayso.records import Article, Statement


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in a ledger."""

    articles: int
    statements: int
    interactions: int
    failures: int

    def to_dict(self) -> dict[str, int]:
        """Plain JSON types."""
        return {
            "articles": self.articles,
            "statements": self.statements,
            "interactions": self.interactions,
            "failures": self.failures,
        }


class Ledger:
    """A record of articles and who said what in them, in one file.

        with Ledger.open("politics.sayso", write=True) as ledger:
            ledger.add(sayso.read("news/"))

    One process writes at a time, any number read meanwhile. A ledger object
    belongs to one thread at a time; open one for each.
    """

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self._write = write
        self.connection = connect(path, write=write, create=write)
        try:
            if write:
                migrate(self.connection, path)
            elif version(self.connection) < len(steps()):
                self._update()
            check(self.connection, path)
        except BaseException:
            self.connection.close()
            raise

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, write: bool = False) -> Self:
        """Open the ledger at ``path``; with ``write``, one that is not there is made.

        Raises:
            LedgerError: there is none, it is no ledger, a newer Sayso made it, or
                it cannot be read or written.
        """
        return cls(Path(path), write=write)

    def close(self) -> None:
        """Let go of the file."""
        with guarded(self.path):
            self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _update(self) -> None:
        """Bring older tables up to date, for which the file must be open for writing."""
        self.connection.close()
        try:
            with Ledger(self.path, write=True):
                pass
        except LedgerError as error:
            raise LedgerError(
                f"{self.path} was made by an older Sayso and must be brought up to date once,"
                f" but: {error}"
            ) from None
        self.connection = connect(self.path, write=False)

    def counts(self) -> Counts:
        """How much is in it."""
        with guarded(self.path):
            tables = ("article", "statement", "interaction", "failure")
            found = [one(self.connection, f"SELECT count(*) FROM {name}") for name in tables]
        return Counts(*found)

    # Writing

    @contextmanager
    def writing(self, command: str, *, model: str = "", options: str = "{}") -> Iterator[Writer]:
        """One run of writing; what was taken is written when it ends, also by an error.

        Args:
            command: what the run is, for the record.
            model: the fingerprint of the model that made the statements.
            options: how inputs are read, from ``options_of``.

        Raises:
            LedgerError: the ledger cannot be written to.
        """
        if not self._write:
            raise LedgerError(f"{self.path} was opened for reading; open it with write=True")
        writer = Writer(self.connection, self.path, command, model, options)
        try:
            yield writer
        except LedgerError:
            raise
        except BaseException:
            writer.flush()
            raise
        writer.finish()

    def add(self, articles: Iterable[Article], *, model: str = "") -> Added:
        """Put articles with their statements into the ledger; those that are there already stay.

        Raises:
            LedgerError: the ledger cannot be written to, or a record not be stored.
        """
        with self.writing("Ledger.add", model=model) as writer:
            for article in articles:
                writer.add(article)
        self.link()
        return writer.added

    def link(self, watch: Watch | None = None) -> None:
        """Tie what is new to what was there: people, copies, echoes, disputes.

        Args:
            watch: told the step's name, how many rows are done, and how many there are.

        Raises:
            LedgerError: the ledger cannot be written to.
        """
        link(self.connection, self.path, watch)

    # Looking up

    def article(self, article_id: str) -> Article:
        """The article with that id, or the only one whose id begins so.

        Raises:
            UnknownError: there is none, or more than one.
        """
        with guarded(self.path):
            return loading.article(self.connection, article_key(self.connection, article_id))

    def statement(self, statement_id: str) -> Statement:
        """The statement with that id, or the only one whose id begins so.

        Raises:
            UnknownError: there is none, or more than one.
        """
        with guarded(self.path):
            return loading.statement(self.connection, statement_key(self.connection, statement_id))

    def articles(self) -> Iterator[Article]:
        """All articles with all their statements, in the order in which they were added."""
        with guarded(self.path):
            yield from loading.articles(self.connection)
