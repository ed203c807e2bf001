"""Methods of ``Ledger`` for search: what was said and done, and what is new; see ``searching/``."""

from __future__ import annotations

from typing import Unpack

from sayso.ledger.connecting import snapshot
from sayso.ledger.methods.opened import Opened
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
    latest,
    search,
    search_acts,
)


class Searches(Opened):
    """What was said and who did what, by words and filters."""

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
