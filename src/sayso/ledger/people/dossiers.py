"""What the articles tell of those who are in them, as the linking step keeps it in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import apsw

from sayso.ledger.connecting import rows
from sayso.ledger.people.evidence import Profile

_RECENT: Final = 64
"""Of somebody's articles, so many of the latest are looked at for evidence."""
_COMPANY: Final = 12
"""Of somebody's articles, so many of the latest are looked at for who else is there."""
_GROWTH: Final = frozenset(2**step for step in range(1, 40, 2))
"""Numbers of articles at which somebody has become much likelier to be meant."""


class Dossiers:
    """In which articles somebody is, what these say of them, and who else is there.

    Belongs to one transaction at a time, as the register does that owns it.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._profiles: dict[int, Profile] = {}
        self._articles: dict[int, int] = {}
        self._recent: dict[int, list[int]] = {}
        self._casts: dict[int, set[int]] = {}
        self._grown: dict[int, None] = {}

    def articles(self, person: int) -> int:
        """In how many articles they are."""
        found = self._articles.get(person)
        if found is None:
            row = self._connection.execute(
                "SELECT articles FROM person WHERE key = ?", (person,)
            ).fetchone()
            found = int(row[0]) if row else 0
            self._articles[person] = found
        return found

    def profile(self, person: int) -> Profile:
        """What their latest articles tell of them."""
        found = self._profiles.get(person)
        if found is None:
            found = Profile()
            for (traits,) in self._connection.execute(
                "SELECT traits FROM sighting WHERE person = ? ORDER BY key DESC LIMIT ?",
                (person, _RECENT),
            ):
                found.take(traits.split())
            self._profiles[person] = found
        return found

    def company(self, person: int, article: int, others: Iterable[int]) -> list[int]:
        """Of the others in an article, who are in other articles of somebody's, too.

        Returns:
            In how many articles each of them is.
        """
        wanted = set(others) - {person}
        met: set[int] = set()
        for each in self._latest(person):
            if each != article:
                met |= wanted & self._cast(each)
        return [self.articles(key) for key in sorted(met)]

    def grown(self) -> list[tuple[str, str]]:
        """Headings of those who have many more articles now: they are likelier to be meant."""
        found: dict[tuple[str, str], None] = {}
        for person in self._grown:
            for row in self._connection.execute(
                "SELECT b.name, p.kind FROM block b JOIN person p ON p.key = b.person"
                " WHERE b.person = ? AND b.initial <> '' ORDER BY b.name LIMIT 8",
                (person,),
            ):
                found.setdefault(row)
        self._grown.clear()
        return list(found)

    def begin(self, person: int) -> None:
        """Somebody is new, and in no article yet."""
        self._articles[person] = 0
        self._profiles[person] = Profile()

    def count(self, person: int, article: int, by: int, traits: Sequence[str]) -> None:
        """Somebody has an article more, or one less."""
        self._recent.pop(person, None)
        self._casts.pop(article, None)
        self._connection.execute(
            "UPDATE person SET articles = articles + ? WHERE key = ?", (by, person)
        )
        count = self.articles(person) + by
        self._articles[person] = count
        if by > 0 and count in _GROWTH:
            self._grown[person] = None
        if by > 0 and person in self._profiles:
            self._profiles[person].take(traits)
        else:
            self._profiles.pop(person, None)

    def drop(self, person: int) -> None:
        """Somebody is nobody any more."""
        self._profiles.pop(person, None)
        self._articles.pop(person, None)
        self._grown.pop(person, None)

    def _latest(self, person: int) -> list[int]:
        """The latest articles that somebody is in."""
        found = self._recent.get(person)
        if found is None:
            latest = rows(
                self._connection,
                "SELECT article FROM sighting WHERE person = ? ORDER BY key DESC LIMIT ?",
                (person, _COMPANY),
            )
            found = self._recent[person] = [article for (article,) in latest]
        return found

    def _cast(self, article: int) -> set[int]:
        """Who is in an article."""
        found = self._casts.get(article)
        if found is None:
            people = rows(
                self._connection, "SELECT person FROM sighting WHERE article = ?", (article,)
            )
            found = self._casts[article] = {person for (person,) in people}
        return found
