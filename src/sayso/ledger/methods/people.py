"""Methods of ``Ledger`` for who is who over all articles; see ``people/``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Unpack

from sayso.ledger import people
from sayso.ledger.connecting import snapshot, transaction
from sayso.ledger.linking import Watch, ignore
from sayso.ledger.methods.opened import Opened
from sayso.ledger.people import Decision, Imported, Parts, Person


class People(Opened):
    """Who is who, and corrections of it."""

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
