"""Methods of ``Ledger`` for echoes and disputes; see ``echoes/`` and ``disputes/``."""

from __future__ import annotations

from sayso.days import iso_days
from sayso.ledger import disputes, echoes
from sayso.ledger.connecting import snapshot
from sayso.ledger.disputes import Dispute
from sayso.ledger.echoes import Echo
from sayso.ledger.finding import statement_key
from sayso.ledger.methods.opened import Opened


class Ties(Opened):
    """What is said in several places, and what is denied."""

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

    def count_echoes(
        self,
        *,
        min_size: int = 2,
        speaker: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> int:
        """How many there are; see ``echoes``."""
        first, last = iso_days(since, until)
        with snapshot(self.connection, self.path):
            return echoes.count_echoes(
                self.connection, min_size=min_size, speaker=speaker, since=first, until=last
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

    def count_disputes(
        self,
        *,
        speaker: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_score: float = 0.0,
    ) -> int:
        """How many there are; see ``disputes``."""
        first, last = iso_days(since, until)
        with snapshot(self.connection, self.path):
            return disputes.count_disputes(
                self.connection, speaker=speaker, since=first, until=last, min_score=min_score
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
