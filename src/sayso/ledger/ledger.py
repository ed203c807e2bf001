"""The ledger as its users see it: one class, whose methods lead to the rooms that do the work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, Unpack

from sayso.days import iso_days
from sayso.errors import LedgerError
from sayso.ledger import disputes, echoes, loading, people, reviews, showing, verifying
from sayso.ledger.adding import Added, Writer
from sayso.ledger.connecting import connect, guarded, one, snapshot, transaction
from sayso.ledger.disputes import Dispute
from sayso.ledger.echoes import Echo
from sayso.ledger.finding import article_key, outlet_named, statement_key
from sayso.ledger.linking import Watch, ignore, link
from sayso.ledger.migrating import check, migrate, steps, version
from sayso.ledger.people import Decision, Imported, Parts, Person
from sayso.ledger.reviews import Review, Waiting
from sayso.ledger.searching import (
    ActFilters,
    ActResults,
    Arrivals,
    Direction,
    Filters,
    Hit,
    Results,
    Sort,
    arrived,
    catch_up,
    latest,
    search,
    search_acts,
)
from sayso.ledger.showing import Shown
from sayso.ledger.verifying import Difference, Verification
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

    def _check_writable(self) -> None:
        if not self._write:
            raise LedgerError(f"{self.path} was opened for reading; open it with write=True")

    # Searching

    def search(
        self,
        query: str = "",
        *,
        sort: Sort | None = None,
        limit: int = 20,
        after: str | None = None,
        facets: bool = False,
        **filters: Unpack[Filters],
    ) -> Results:
        """One page of the statements that a query and all filters match.

            ledger.search('sanction* "foreign minister" -rumour', speaker="Putin", since="2024")

        Args:
            query: words that the content has to hold, ``"phrases"``, ``begin*``, OR,
                NOT or ``-``, brackets; ``speaker:``, ``to:`` and ``outlet:`` before a
                word. Nothing: all statements.
            sort: relevance (with words, the default), newest or oldest. Of more than
                5,000 matches the latest 5,000 are ranked; the others follow by date.
            limit: of hits on the page, up to 1,000.
            after: ``next`` of the page before.
            facets: whether to count how the matches are spread.
            filters: see ``Filters``.

        Raises:
            QueryError: the query cannot be understood; it points at the place.
            UsageError: a filter has a value that there is not, or ``after`` is no place
                in this search.
            UnknownError: there is no such article.
        """
        with snapshot(self.connection, self.path):
            return search(
                self.connection,
                query,
                sort=sort,
                limit=limit,
                after=after,
                with_facets=facets,
                **filters,
            )

    def arrived(
        self, query: str = "", *, after: int, limit: int = 100, **filters: Unpack[Filters]
    ) -> Arrivals:
        """What matches a search and came after a place in the order of arrival, first first.

            new = ledger.arrived("bridge", after=new.last, speaker="Ada Quill")

        Args:
            query: as for ``search``.
            after: ``last`` of what came before, 0 for all.
            limit: of hits, up to 1,000.
            filters: see ``Filters``.

        Raises:
            QueryError: the query cannot be understood; it points at the place.
            UsageError: a filter has a value that there is not.
            UnknownError: there is no such article.
        """
        with snapshot(self.connection, self.path):
            return arrived(self.connection, query, after=after, limit=limit, **filters)

    def latest(
        self, query: str = "", *, limit: int = 50, **filters: Unpack[Filters]
    ) -> tuple[Hit, ...]:
        """What matches a search, the last that came into the ledger first; see ``arrived``."""
        with snapshot(self.connection, self.path):
            return latest(self.connection, query, limit=limit, **filters)

    def interactions(
        self,
        *,
        sort: Direction = "newest",
        limit: int = 20,
        after: str | None = None,
        **filters: Unpack[ActFilters],
    ) -> ActResults:
        """One page of the interactions that all filters match.

            ledger.interactions(actor="Putin", type="SUPPORT", since="2024")

        Args:
            sort: newest or oldest.
            limit: of hits on the page, up to 1,000.
            after: ``next`` of the page before.
            filters: see ``ActFilters``.

        Raises:
            UsageError: a filter has a value that there is not, or ``after`` is no place
                in this search.
            UnknownError: there is no such article.
        """
        with snapshot(self.connection, self.path):
            return search_acts(self.connection, sort=sort, limit=limit, after=after, **filters)

    # What is said in several places, and what is denied

    def echoes(
        self,
        *,
        min_size: int = 2,
        speaker: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> list[Echo]:
        """Statements that appear in several articles, those that appear most first.

            ledger.echoes(speaker="Ada Quill", since="2024")

        Args:
            min_size: appearances, at least.
            speaker: who said it, by any name that is known of them; one of those who did.
            since: a day, month or year (ISO); some appearance of it is not older.
            until: the same; that day, month or year included.
            limit: how many at most.
            after: the id of an echo: go on after it.

        Raises:
            UsageError: a date is none.
            UnknownError: there is no such echo to go on after.
        """
        first, last = iso_days(since, until)
        with snapshot(self.connection, self.path):
            return echoes.echoes(
                self.connection,
                min_size=min_size,
                speaker=speaker,
                since=first,
                until=last,
                limit=limit,
                after=after,
            )

    def echoes_of(self, statement_id: str) -> Echo | None:
        """The echo that a statement belongs to, None if it appears once.

        Raises:
            UnknownError: there is no such statement.
        """
        with snapshot(self.connection, self.path):
            return echoes.echo_of(self.connection, statement_key(self.connection, statement_id))

    def disputes(
        self,
        *,
        speaker: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_score: float = 0.0,
        limit: int = 50,
        after: str | None = None,
    ) -> list[Dispute]:
        """Denials with what they deny, those of the latest articles first.

            ledger.disputes(speaker="Ada Quill", min_score=0.7)

        Args:
            speaker: who denies, or is denied, by any name that is known of them.
            since: a day, month or year (ISO) of the denial.
            until: the same; that day, month or year included.
            min_score: probability that the one denies the other, at least.
            limit: how many at most.
            after: the id of a dispute: go on after it.

        Raises:
            UsageError: a date is none.
            UnknownError: there is no such dispute to go on after.
        """
        first, last = iso_days(since, until)
        with snapshot(self.connection, self.path):
            return disputes.disputes(
                self.connection,
                speaker=speaker,
                since=first,
                until=last,
                min_score=min_score,
                limit=limit,
                after=after,
            )

    def disputes_of(self, statement_id: str) -> list[Dispute]:
        """Those in which a statement denies or is denied, the likeliest first.

        Raises:
            UnknownError: there is no such statement.
        """
        with snapshot(self.connection, self.path):
            return disputes.disputes_of(
                self.connection, statement_key(self.connection, statement_id)
            )

    # People

    def people(
        self, query: str | None = None, *, kind: str | None = None, limit: int = 100
    ) -> list[Person]:
        """Who speaks in the articles, those in most articles first.

        Args:
            query: a name in any spelling, a surname or a part of a name.
            kind: person, organization, country or document.
            limit: how many at most.

        Raises:
            UsageError: there is no such kind.
        """
        with snapshot(self.connection, self.path):
            return people.people(self.connection, query, kind, limit)

    def person(self, name: str) -> Person:
        """Whoever has that id, or that name.

        Raises:
            UnknownError: nobody has, or several; the message says who comes near.
        """
        with snapshot(self.connection, self.path):
            return people.person(self.connection, name)

    def decisions(self, name: str) -> list[Decision]:
        """What was decided about somebody, by the machine or by people, the latest first.

        Raises:
            UnknownError: nobody has that name, or several have.
        """
        with snapshot(self.connection, self.path):
            return people.decisions(self.connection, name)

    def merge(self, one: str, other: str, *, by: str, why: str = "") -> int:
        """Let two be one for good; the first keeps its id and name. What ``undo`` takes.

        Raises:
            UnknownError: a name is nobody's, or several's.
            UsageError: they are one already, or of different kinds.
        """
        self._check_writable()
        with transaction(self.connection, self.path):
            return people.merge(self.connection, one, other, by=by, why=why)

    def split(self, name: str, *, by: str, why: str = "", **what: Unpack[Parts]) -> int:
        """Let some of somebody's mentions be somebody else for good. What ``undo`` takes.

        Args:
            name: of whom something is split off.
            by: who says so.
            why: for the record.
            what: see ``Parts``.

        Raises:
            UnknownError: the name is nobody's, or several's.
            UsageError: nothing fits, or everything does.
        """
        self._check_writable()
        with transaction(self.connection, self.path):
            return people.split(self.connection, name, by=by, why=why, **what)

    def rename(self, old: str, new: str, *, by: str, why: str = "") -> int:
        """Show somebody under another name for good. What ``undo`` takes.

        Raises:
            UnknownError: the old name is nobody's, or several's.
            UsageError: the new one is empty or too long.
        """
        self._check_writable()
        with transaction(self.connection, self.path):
            return people.rename(self.connection, old, new, by=by, why=why)

    def undo(self, decision: int, *, by: str) -> None:
        """Take back a merge, a split, a rename or an import.

        Raises:
            UnknownError: there is no such decision.
            UsageError: it was taken back before, or is an automatic one.
        """
        self._check_writable()
        with transaction(self.connection, self.path):
            people.undo(self.connection, decision, by=by)

    def import_people(
        self, file: str | os.PathLike[str], *, by: str, watch: Watch | None = None
    ) -> Imported:
        """Take over names, offices and QIDs from a CSV table or a Wikidata JSON dump.

        Raises:
            UsageError: the file is neither, or its table has no column "name".
            InputError: it cannot be read, or a row of it is wrong.
        """
        self._check_writable()
        return people.import_people(
            self.connection, self.path, Path(file), by=by, watch=watch or ignore
        )

    # Correcting

    def accept(self, statement_id: str, *, by: str, why: str | None = None) -> None:
        """Note that somebody found the statement right.

        Raises:
            UnknownError: there is no such statement, or more than one.
        """
        self._check_writable()
        reviews.accept(self.connection, self.path, statement_id, by, why)

    def reject(self, statement_id: str, *, by: str, why: str | None = None) -> None:
        """Note that somebody found the statement to be none; see ``accept``."""
        self._check_writable()
        reviews.reject(self.connection, self.path, statement_id, by, why)

    def edit(
        self,
        statement_id: str,
        *,
        by: str,
        why: str | None = None,
        **changes: Unpack[reviews.Changes],
    ) -> None:
        """Correct a statement; its id stays, and what it was is kept in its history.

            ledger.edit("1f3a", by="ira", speaker="Tom Reed", stance="denies", cue="denied")

        Raises:
            UsageError: a change cannot be made (words that do not stand in the article,
                a value that there is not), or nothing would change.
            UnknownError: there is no such statement, or more than one.
        """
        self._check_writable()
        reviews.edit(self.connection, self.path, statement_id, by, why, changes)

    def undo_review(self, statement_id: str, *, by: str, why: str | None = None) -> None:
        """Take back the last decision about a statement; again, the one before it.

        Raises:
            UsageError: there is none.
            UnknownError: there is no such statement, or more than one.
        """
        self._check_writable()
        reviews.undo(self.connection, self.path, statement_id, by, why)

    def history(self, statement_id: str) -> list[Review]:
        """All that was decided about a statement, the first first; see ``accept``."""
        with guarded(self.path):
            return reviews.history(self.connection, statement_key(self.connection, statement_id))

    def waiting(self, wanted: Waiting | None = None) -> Iterator[str]:
        """The ids of statements that nobody has looked at, the least certain first."""
        with guarded(self.path):
            yield from reviews.waiting(self.connection, wanted or Waiting())

    def count_waiting(self, wanted: Waiting | None = None) -> int:
        """How many there are; see ``waiting``."""
        with guarded(self.path):
            return reviews.count(self.connection, wanted or Waiting())

    def training_data(self, *, complete: bool = False) -> Iterator[dict[str, Any]]:
        """The articles in which something was reviewed, in the shape that ``training/`` reads.

        Plain JSON types, an article each; its ``labels`` belong into a file of their own.

        Args:
            complete: only those whose statements were all reviewed.
        """
        with guarded(self.path):
            yield from reviews.training_data(self.connection, complete=complete)

    # Proving

    def verify(self, watch: Watch | None = None, *, originals: bool = True) -> Verification:
        """Derive everything again from the stored texts, and those from their files.

        Args:
            watch: told the step's name, how much is done, and how much there is.
            originals: whether files that are still there are read again.
        """
        with guarded(self.path):
            return verifying.verify(
                self.connection, self.path, watch or ignore, originals=originals
            )

    def compare(
        self,
        extractor: verifying.Reads,
        watch: Watch | None = None,
        *,
        since: str | None = None,
        limit: int | None = None,
    ) -> Iterator[tuple[str, list[Difference]]]:
        """Each article's id, and what a model says otherwise of it than the ledger does.

        Args:
            extractor: with the model, such as ``sayso.Extractor.load()``.
            watch: told "articles", how many are done, and how many there are.
            since: id of the article to begin after; the order is that of adding.
            limit: articles at most.

        Raises:
            UnknownError: there is no such article, or more than one.
        """
        with guarded(self.path):
            yield from verifying.compare(
                self.connection, extractor, watch or ignore, since=since, limit=limit
            )

    def show(self, record_id: str) -> Shown:
        """Everything about the statement, article or interaction with that id.

        Raises:
            UnknownError: there is none, or more than one.
        """
        with guarded(self.path):
            return showing.show(self.connection, record_id)

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

    def outlet(self, name: str) -> str:
        """The outlet with that name, or the only one whose name has it as a part.

        Raises:
            UnknownError: there is none, or more than one; the message names some.
        """
        with guarded(self.path):
            return outlet_named(self.connection, name)

    def articles(self) -> Iterator[Article]:
        """All articles with all their statements, in the order in which they were added."""
        with guarded(self.path):
            yield from loading.articles(self.connection)
