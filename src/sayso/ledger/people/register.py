"""Who bears which name, as the linking step reads and writes it, with what it keeps in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import apsw

from sayso.ledger.connecting import rows
from sayso.ledger.people import names
from sayso.ledger.people.comparing import Match, compare
from sayso.ledger.people.dossiers import Dossiers
from sayso.ledger.people.identifying import Identity
from sayso.ledger.people.persons import choose_name, create_person, is_decided, root_of

_FILED: Final = 64
"""Full names looked at under one heading and initial, the earliest first."""
_HEADED: Final = 500
"""Names looked at under one heading, the earliest first; bounds what hostile texts can cost."""
_ATTESTED: Final = 12
"""Of these, those in most articles may be meant by a surname alone."""
_NORM: Final = "="
"""Before a norm, to tell it from the headings that have a version, too."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody whose name fits."""

    person: int
    match: Match
    is_held: bool = False
    """A person has decided that this name is theirs."""


class Register:
    """Identities by name. Belongs to one transaction at a time; ``forget`` between them.

    ``dossiers`` holds what articles tell of each.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self.connection = connection
        self.forget()

    def forget(self) -> None:
        """Drop what is kept in memory: others may have written."""
        self.dossiers = Dossiers(self.connection)
        self._names: dict[int, list[tuple[str, bool]]] = {}
        self._parts: dict[int, bool] = {}
        self._bearers: dict[tuple[str, str], tuple[tuple[int, ...], list[Bearer]]] = {}
        self._versions: Counter[str] = Counter()
        self._roots: dict[int, int] = {}
        self.changed: set[int] = set()
        """Whose names or articles changed: the name that is shown may be another now."""

    # Looking up

    def bearers(self, identity: Identity) -> list[Bearer]:
        """Whoever may be meant by a name."""
        key = (identity.kind, identity.norm)
        versions = (
            self._versions[_NORM + identity.norm],
            *(self._versions[heading] for heading, _ in identity.blocks),
        )
        known = self._bearers.get(key)
        if known is not None and known[0] == versions:
            return known[1]
        found = self._find(identity)
        self._bearers[key] = (versions, found)
        return found

    def _find(self, identity: Identity) -> list[Bearer]:
        exact: dict[int, bool] = {}
        for person, held in self.connection.execute(
            "SELECT person, max(held IS NOT NULL) FROM alias WHERE norm = ? AND kind = ?"
            " GROUP BY person ORDER BY person LIMIT ?",
            (identity.norm, identity.kind, _HEADED),
        ):
            exact[person] = bool(held)
        if any(exact.values()):
            held_ones = [person for person, held in exact.items() if held]
            return [Bearer(person, Match.SAME, is_held=True) for person in held_ones]
        people = dict.fromkeys(self._filed(identity))
        for person in exact:
            people.setdefault(person)
        found = []
        for person in people:
            match = self._fit(identity, person, person in exact)
            if match is not None:
                found.append(Bearer(person, match))
        return found

    def _filed(self, identity: Identity) -> list[int]:
        """Who is filed where the name is."""
        found: list[int] = []
        if identity.is_part:
            ((heading, _),) = identity.blocks
            rows = self.connection.execute(
                "SELECT p.key FROM (SELECT DISTINCT person FROM block WHERE name = ?"
                " ORDER BY person LIMIT ?) JOIN person p ON p.key = person AND p.kind = ?"
                " ORDER BY p.articles DESC, p.key LIMIT ?",
                (heading, _HEADED, identity.kind, _ATTESTED),
            )
            return [key for (key,) in rows]
        for heading, initial in identity.blocks:
            if initial == names.UNDER_GIVEN:
                continue
            for letter in sorted(self._initials(identity, heading, initial)):
                rows = self.connection.execute(
                    "SELECT b.person FROM block b JOIN person p ON p.key = b.person AND p.kind = ?"
                    " WHERE b.name = ? AND b.initial = ? ORDER BY b.person LIMIT ?",
                    (identity.kind, heading, letter, _FILED),
                )
                found.extend(key for (key,) in rows)
        return found

    @staticmethod
    def _initials(identity: Identity, heading: str, initial: str) -> frozenset[str]:
        if identity.parsed is None:
            return frozenset((initial, ""))
        for reading in identity.parsed.readings:
            if reading.given and names.skeleton(reading.surname) == heading:
                return names.initials(reading.given[0])
        return frozenset((initial,))

    def _fit(self, identity: Identity, person: int, is_exact: bool) -> Match | None:
        """How a name fits somebody: none of the names they have in full may speak against it."""
        if identity.parsed is None:
            if is_exact:
                return Match.SAME
            if identity.is_part:
                return Match.SURNAME
            # An acronym may be somebody until the long name comes.
            heading = identity.blocks[0][0]
            own = [norm for norm, _ in self._norms(person)]
            return Match.SURNAME if own == [heading] and len(heading) > 2 else None
        best: Match | None = None
        for name, counts in self._norms(person):
            theirs = names.parse(name)
            if theirs is None:
                continue
            if identity.is_part and theirs.is_part:
                # That they were called so before proves nothing, and spelt otherwise still less.
                if theirs.norm == identity.norm and best is None:
                    best = Match.SURNAME
                continue
            match = compare(identity.parsed, theirs)
            if match is None:
                if counts and not theirs.is_part and not identity.is_part:
                    return Match.SAME if is_exact else None
            elif counts or match is Match.SAME:
                best = match if best is None else max(best, match)
        if best is None and is_exact:
            return Match.SAME
        if not identity.is_part and best is Match.GIVEN:
            return None
        return best

    def _norms(self, person: int) -> list[tuple[str, bool]]:
        """Somebody's names, each with whether it was read in a text (and so counts against)."""
        found = self._names.get(person)
        if found is None:
            found = [
                (norm if kind != "person" else name, origin == "text" and not held)
                for name, norm, kind, origin, held in self.connection.execute(
                    "SELECT name, norm, kind, origin, held IS NOT NULL FROM alias WHERE person = ?"
                    " ORDER BY key LIMIT 50",
                    (person,),
                )
            ]
            self._names[person] = found
        return found

    def is_part(self, person: int) -> bool:
        """Whether only a surname or an acronym of theirs is known."""
        found = self._parts.get(person)
        if found is None:
            row = self.connection.execute(
                "SELECT min(part) FROM alias WHERE person = ?", (person,)
            ).fetchone()
            found = self._parts[person] = bool(row and row[0])
        return found

    def shown(self, person: int) -> str:
        """The name that somebody is shown under."""
        row = self.connection.execute("SELECT name FROM person WHERE key = ?", (person,)).fetchone()
        return str(row[0]) if row else ""

    def has_namesakes(self, person: int, identity: Identity) -> bool:
        """Whether others have exactly that name."""
        row = self.connection.execute(
            "SELECT 1 FROM alias WHERE norm = ? AND kind = ? AND person <> ? LIMIT 1",
            (identity.norm, identity.kind, person),
        ).fetchone()
        return row is not None

    def namesakes(self, person: int, identity: Identity, limit: int) -> list[tuple[int, str, str]]:
        """Full names of others under the same headings: of whom, the name, its norm."""
        found: list[tuple[int, str, str]] = []
        for heading, initial in identity.blocks:
            if initial == names.UNDER_GIVEN:
                continue
            found.extend(
                self.connection.execute(
                    "SELECT a.person, a.name, a.norm FROM block b JOIN alias a"
                    " ON a.person = b.person AND a.part = 0 AND a.origin = 'text'"
                    " AND a.held IS NULL WHERE b.name = ? AND b.initial = ? AND b.person <> ?"
                    " ORDER BY b.person, a.key LIMIT ?",
                    (heading, initial, person, limit),
                )
            )
        return found

    def root(self, person: int) -> int:
        """Whom people have merged somebody into, at last."""
        found = self._roots.get(person)
        if found is None:
            found = root_of(self.connection, person)
            self._roots[person] = found
        return found

    # Writing

    def create(self, identity: Identity) -> int:
        """A new identity with that name."""
        person = create_person(self.connection, identity.name, identity.kind)
        self.dossiers.begin(person)
        return person

    def count(self, person: int, article: int, by: int, traits: Sequence[str]) -> None:
        """Somebody has an article more, or one less."""
        self.dossiers.count(person, article, by, traits)
        self.changed.add(person)

    def name(self, person: int, identity: Identity) -> bool:
        """Somebody was called that once more; whether it is the first time."""
        self.connection.execute(
            "UPDATE alias SET articles = articles + 1 WHERE norm = ? AND person = ? AND name = ?",
            (identity.norm, person, identity.name),
        )
        if self.connection.changes():
            return False
        self.connection.execute(
            "INSERT INTO alias (person, name, norm, kind, origin, part, articles)"
            " VALUES (?, ?, ?, ?, 'text', ?, 1)",
            (person, identity.name, identity.norm, identity.kind, identity.is_part),
        )
        self._forget_names(person)
        self._versions[_NORM + identity.norm] += 1
        self.file(person, identity.blocks)
        return True

    def unname(self, person: int, name: str, norm: str) -> None:
        """Somebody was called that once less."""
        self.connection.execute(
            "UPDATE alias SET articles = articles - 1 WHERE norm = ? AND person = ? AND name = ?",
            (norm, person, name),
        )
        self.connection.execute(
            "DELETE FROM alias WHERE norm = ? AND person = ? AND name = ? AND articles <= 0"
            " AND origin = 'text' AND held IS NULL",
            (norm, person, name),
        )
        self._forget_names(person)

    def file(self, person: int, blocks: Iterable[tuple[str, str]]) -> None:
        """Let somebody be found under these headings."""
        for heading, initial in blocks:
            self.connection.execute(
                "INSERT OR IGNORE INTO block (name, initial, person) VALUES (?, ?, ?)",
                (heading, initial, person),
            )
            self._versions[heading] += 1

    def _forget_names(self, person: int) -> None:
        self._names.pop(person, None)
        self._parts.pop(person, None)

    def drop_if_empty(self, person: int) -> bool:
        """Take out an identity that has no article left, unless people decided about it."""
        if self.dossiers.articles(person) > 0:
            return False
        if is_decided(self.connection, person):
            return False
        headings = rows(
            self.connection, "SELECT DISTINCT name FROM block WHERE person = ?", (person,)
        )
        self.connection.execute("DELETE FROM person WHERE key = ?", (person,))
        for (heading,) in headings:
            self._versions[heading] += 1
        self._forget_names(person)
        self.dossiers.drop(person)
        self.changed.discard(person)
        return True

    def show_names(self) -> None:
        """Show everybody who changed under their most usual full name."""
        for person in sorted(self.changed):
            choose_name(self.connection, person)
        self.changed.clear()
