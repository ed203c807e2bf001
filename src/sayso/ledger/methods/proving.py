"""Methods of ``Ledger`` for proof; see ``verifying/`` and ``showing/``."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.ledger import showing, verifying
from sayso.ledger.connecting import guarded
from sayso.ledger.linking import Watch, ignore
from sayso.ledger.methods.opened import Opened
from sayso.ledger.showing import Shown
from sayso.ledger.verifying import Difference, Verification


class Proofs(Opened):
    """Where everything comes from, and whether it is still so."""

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
