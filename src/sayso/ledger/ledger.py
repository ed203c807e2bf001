"""The ledger as its users see it: one class. Opening and writing stand here, else ``methods/``.

========================  =====================================================
``methods/searching.py``  search, arrived, latest, interactions
``methods/tying.py``      echoes, disputes
``methods/people.py``     people, person, merge, split, rename, undo, import
``methods/correcting.py`` accept, reject, edit, undo_review, history, waiting
``methods/proving.py``    verify, compare, show
``methods/looking.py``    article, statement, outlet, articles, failures
========================  =====================================================
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.errors import LedgerError
from sayso.ledger.adding import Added, Writer
from sayso.ledger.connecting import connect, guarded, one
from sayso.ledger.linking import Watch, link
from sayso.ledger.methods import Corrections, People, Proofs, Records, Searches, Ties
from sayso.ledger.migrating import check, migrate, steps, version
from sayso.ledger.searching import (
    catch_up,
    prepare,
)
from sayso.records import Article


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


class Ledger(Searches, Ties, People, Corrections, Proofs, Records):
    """A record of articles and who said what in them, in one file.

        with Ledger.open("politics.sayso", write=True) as ledger:
            ledger.add(sayso.read("news/"))

    One process writes at a time, any number read meanwhile. A ledger object
    belongs to one thread at a time; open one for each.
    """

    def __init__(self, path: Path, *, write: bool, create: bool = True) -> None:
        self.path = path
        self._write = write
        self.connection = connect(path, write=write, create=write and create)
        try:
            if write:
                migrate(self.connection, path)
                catch_up(self.connection, path)
            elif version(self.connection) < len(steps()):
                self._update()
            check(self.connection, path)
            prepare(self.connection)
        except BaseException:
            self.connection.close()
            raise

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, write: bool = False, create: bool = True
    ) -> Self:
        """Open the ledger at ``path``; with ``write``, one that is not there is made.

        Without ``create`` it must be there, for commands that can only change what is.

        Raises:
            LedgerError: there is none, it is no ledger, a newer Sayso made it, or
                it cannot be read or written.
        """
        return cls(Path(path), write=write, create=create)

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
        self._check_writable()
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
