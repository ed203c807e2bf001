"""Methods of ``Ledger`` for single records and lists; see ``loading.py``, ``listing.py``."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.days import iso_days
from sayso.ledger import listing, loading
from sayso.ledger.connecting import guarded, snapshot
from sayso.ledger.finding import article_key, outlet_named, statement_key
from sayso.ledger.listing import FailedInput, ListedArticle
from sayso.ledger.methods.opened import Opened
from sayso.records import Article, Statement


class Records(Opened):
    """Articles and statements by their ids, and lists."""

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

    def list_articles(
        self,
        words: str = "",
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        copies: bool | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> list[ListedArticle]:
        """Articles in short, the last to come first.

            ledger.list_articles("harbour strike", outlet="The Post", since="2024")

        Args:
            words: that all stand in the title (of articles without one, in how they begin),
                or parts of words; upper and lower case and accents make no difference.
            outlet: its very name; ``Ledger.outlet`` finds it by a part.
            since: a day, month or year (ISO); articles without a day are in no span.
            until: the same; that day, month or year included.
            copies: True: only those that repeat an earlier one. False: only those that
                do not. None: all.
            limit: how many at most.
            after: the id of an article: go on after it.

        Raises:
            UsageError: a date is none.
            UnknownError: there is no such article to go on after.
        """
        first, last = iso_days(since, until)
        with snapshot(self.connection, self.path):
            return listing.list_articles(
                self.connection,
                words,
                outlet=outlet,
                since=first,
                until=last,
                copies=copies,
                limit=limit,
                after=after,
            )

    def count_articles(
        self,
        words: str = "",
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        copies: bool | None = None,
    ) -> int:
        """How many there are; see ``list_articles``."""
        first, last = iso_days(since, until)
        with snapshot(self.connection, self.path):
            return listing.count_articles(
                self.connection, words, outlet=outlet, since=first, until=last, copies=copies
            )

    def failures(self, limit: int | None = None) -> list[FailedInput]:
        """What could not be read when it was last tried, by path; it goes when it can be."""
        with guarded(self.path):
            return listing.failures(self.connection, limit)

    def articles(self) -> Iterator[Article]:
        """All articles with all their statements, in the order in which they were added."""
        with guarded(self.path):
            yield from loading.articles(self.connection)
