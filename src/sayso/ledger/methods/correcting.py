"""Methods of ``Ledger`` for decisions about statements; see ``reviews/``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Unpack

from sayso.ledger import reviews
from sayso.ledger.connecting import guarded
from sayso.ledger.finding import statement_key
from sayso.ledger.methods.opened import Opened
from sayso.ledger.reviews import Review, Waiting


class Corrections(Opened):
    """What people decide about statements."""

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
