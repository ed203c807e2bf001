"""Persons as records: names, roles, how much they say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import apsw

from sayso.errors import UsageError
from sayso.ledger.connecting import rows
from sayso.ledger.people import evidence
from sayso.ledger.people.decisions import Decision, decisions_about
from sayso.ledger.people.finding import person_key, person_keys
from sayso.ledger.people.folding import fold
from sayso.ledger.people.persons import family_of, root_of

KINDS: Final = ("person", "organization", "country", "document")
_MOST_ROLES: Final = 50
_MOST_ALIASES: Final = 100
_MOST_DECISIONS: Final = 100
_MOST_FOUND: Final = 1000


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody was called in articles."""

    text: str
    count: int
    """Of statements and interactions."""
    first: str | None
    """The earliest day, ISO."""
    last: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"text": self.text, "count": self.count, "first": self.first, "last": self.last}


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody was, by an import."""

    title: str
    start: str | None
    """ISO: a day, a month or a year."""
    end: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"title": self.title, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Person:
    """One identity over all articles: a person, an organization, a country or a document."""

    id: str
    name: str
    kind: str
    """person, organization, country or document."""
    aliases: tuple[str, ...]
    """All names, the most usual first."""
    roles: tuple[Role, ...]
    """As articles word them, the most usual first."""
    offices: tuple[Office, ...]
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-3, the likeliest first; of a state of the US, USA-OH."""
    qid: str | None
    """Of Wikidata."""
    statements: int
    """In which they speak; without rejected ones."""
    articles: int
    """In which they are named as a source, an addressee or a party."""
    confidence: float
    """How sure it is on average that a mention is theirs, 0 to 1."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "aliases": list(self.aliases),
            "roles": [role.to_dict() for role in self.roles],
            "offices": [office.to_dict() for office in self.offices],
            "countries": list(self.countries),
            "qid": self.qid,
            "statements": self.statements,
            "articles": self.articles,
            "confidence": round(self.confidence, 4),
        }


def people(
    connection: apsw.Connection,
    query: str | None = None,
    kind: str | None = None,
    limit: int = 100,
) -> list[Person]:
    """Persons, those in most articles first.

    Args:
        connection: to the ledger.
        query: a name, a surname, or part of a name; None for all.
        kind: person, organization, country or document; None for all.
        limit: how many at most.

    Raises:
        UsageError: there is no such kind.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r:.40} is no kind: {', '.join(KINDS)}")
    if query is None or not query.strip():
        listed = rows(
            connection,
            "SELECT key FROM person WHERE merged IS NULL AND articles > 0"
            f" {'AND kind = ?2' if kind else ''} ORDER BY articles DESC, key LIMIT ?1",
            (limit, kind) if kind else (limit,),
        )
        keys = [key for (key,) in listed]
    else:
        keys = _matching(connection, query)
    found: list[Person] = []
    for key in keys:
        if len(found) >= limit:
            break
        if kind is None or _kind(connection, key) == kind:
            found.append(_person(connection, key))
    return found


def person(connection: apsw.Connection, name: str) -> Person:
    """The person with that id or name.

    Raises:
        UnknownError: nobody has that name, or several have.
    """
    return _person(connection, person_key(connection, name))


def decisions(connection: apsw.Connection, name: str) -> list[Decision]:
    """What was decided about somebody, the latest first.

    Raises:
        UnknownError: nobody has that name, or several have.
    """
    family = family_of(connection, person_key(connection, name))
    return decisions_about(connection, family, _MOST_DECISIONS)


def _matching(connection: apsw.Connection, query: str) -> list[int]:
    found = dict.fromkeys(person_keys(connection, query))
    parts = rows(
        connection,
        "SELECT DISTINCT a.person, p.articles FROM alias a JOIN person p ON p.key = a.person"
        " WHERE instr(a.norm, ?) > 0 ORDER BY p.articles DESC, a.person LIMIT ?",
        (fold(" ".join(query.split())), _MOST_FOUND),
    )
    for key, _ in parts:
        found.setdefault(root_of(connection, key))
    return list(found)


def _person(connection: apsw.Connection, key: int) -> Person:
    row = connection.execute("SELECT id, name, kind, qid FROM person WHERE key = ?", (key,))
    shown_id, name, kind, qid = row.fetchone() or ("", "", "", None)
    family = json.dumps(family_of(connection, key))
    articles, confidence = connection.execute(
        "SELECT count(DISTINCT article), avg(iif(held IS NULL, score, 1.0)) FROM sighting"
        " WHERE person IN (SELECT value FROM json_each(?))",
        (family,),
    ).fetchone() or (0, None)
    return Person(
        id=shown_id,
        name=name,
        kind=kind,
        aliases=_aliases(connection, family),
        roles=_roles(connection, key),
        offices=_offices(connection, family),
        countries=_countries(connection, family),
        qid=qid,
        statements=_statements(connection, key),
        articles=articles,
        confidence=confidence or 0.0,
    )


def _aliases(connection: apsw.Connection, family: str) -> tuple[str, ...]:
    found = connection.execute(
        "SELECT name FROM alias WHERE person IN (SELECT value FROM json_each(?))"
        " GROUP BY name ORDER BY sum(articles) DESC, min(part), min(key) LIMIT ?",
        (family, _MOST_ALIASES),
    )
    return tuple(name for (name,) in found)


def _roles(connection: apsw.Connection, key: int) -> tuple[Role, ...]:
    found = connection.execute(
        # The day of the article: what it tells may have been said long before.
        "SELECT role, count(*) AS n, min(day), max(day) FROM ("
        " SELECT v.role, a.day FROM voice v JOIN statement s ON s.key = v.statement"
        " JOIN article a ON a.key = s.article"
        " WHERE v.person = ?1 AND v.role IS NOT NULL AND s.review IS NOT 'rejected' UNION ALL"
        " SELECT p.role, a.day FROM party p JOIN interaction i ON i.key = p.interaction"
        " JOIN article a ON a.key = i.article"
        " WHERE p.person = ?1 AND p.role IS NOT NULL)"
        " GROUP BY role ORDER BY n DESC, role LIMIT ?2",
        (key, _MOST_ROLES),
    )
    return tuple(Role(*row) for row in found)


def _offices(connection: apsw.Connection, family: str) -> tuple[Office, ...]:
    found = connection.execute(
        'SELECT DISTINCT title, start, "end" FROM office'
        " WHERE person IN (SELECT value FROM json_each(?)) ORDER BY start, title",
        (family,),
    )
    return tuple(Office(*row) for row in found)


def _countries(connection: apsw.Connection, family: str) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for (traits,) in connection.execute(
        "SELECT traits FROM sighting WHERE person IN (SELECT value FROM json_each(?))"
        " AND traits <> '' ORDER BY key DESC LIMIT 500",
        (family,),
    ):
        counts.update(evidence.places(traits.split()))
    usual = [code for code, count in counts.most_common(8) if 4 * count >= max(counts.values())]
    return tuple(usual)


def _statements(connection: apsw.Connection, key: int) -> int:
    row = connection.execute(
        "SELECT count(DISTINCT v.statement) FROM voice v JOIN statement s ON s.key = v.statement"
        " WHERE v.person = ? AND v.part = 'speaker' AND s.review IS NOT 'rejected'",
        (key,),
    ).fetchone()
    return int(row[0]) if row else 0


def _kind(connection: apsw.Connection, key: int) -> str:
    row: Sequence[Any] | None = connection.execute(
        "SELECT kind FROM person WHERE key = ?", (key,)
    ).fetchone()
    return str(row[0]) if row else ""
