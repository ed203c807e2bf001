"""From the names that people type to the persons that bear them."""

from __future__ import annotations

from typing import Final

import apsw
from rapidfuzz import fuzz, process

from sayso.errors import UnknownError
from sayso.ledger.connecting import rows
from sayso.ledger.people import names
from sayso.ledger.people.comparing import compare
from sayso.ledger.people.folding import fold
from sayso.ledger.people.identifying import body_norm, identify
from sayso.ledger.people.persons import root_of

_MOST: Final = 500
_NEAR: Final = 5
_KINDS: Final = ("person", "organization", "country", "document")
_LOOKED_AT: Final = 20_000
"""Names that a misspelt one is compared with, those in most articles first."""


def person_keys(connection: apsw.Connection, name: str) -> list[int]:
    """The keys of all whom a name may mean, those in most articles first; ``[]`` for nobody.

    Takes an id ("vladimir-putin"), a name in any of its spellings ("Zelenskiy",
    "President Putin"), or a surname, for which all bearers of it are meant. These are
    the keys in ``voice.person`` and ``party.person``: who was merged is not among them.
    """
    text = " ".join(name.split())
    by_id = rows(connection, "SELECT key FROM person WHERE id = ?", (text,))
    # An id such as "brown" may be the surname of others, too.
    found = dict.fromkeys([*(key for (key,) in by_id), *_by_alias(connection, text)])
    parsed = names.parse(text) or names.parse(text.title())
    if parsed is not None and (parsed.is_part or not found):
        found.update(dict.fromkeys(_by_parts(connection, parsed)))
    roots = {root_of(connection, key) for key in found}
    return sorted(roots, key=lambda key: (-_articles(connection, key), key))


def person_key(connection: apsw.Connection, name: str) -> int:
    """The key of the one whom a name means; the surname of several is refused.

    Raises:
        UnknownError: nobody has that name, or several have; the message names them.
    """
    text = " ".join(name.split())
    row = connection.execute("SELECT key FROM person WHERE id = ?", (text,)).fetchone()
    if row is not None:
        return root_of(connection, row[0])
    exact = {root_of(connection, key) for key in _by_alias(connection, text)}
    found = sorted(exact) or person_keys(connection, text)
    if not found:
        near = suggestions(connection, text)
        hint = f"; did you mean {', '.join(near)}?" if near else "; sayso people lists them"
        raise UnknownError(f"nobody is called {text!r:.60} in this ledger{hint}")
    if len(found) > 1:
        ids = [_id(connection, key) for key in found[:_NEAR]]
        more = " …" if len(found) > _NEAR else ""
        raise UnknownError(f"{text!r:.60} may be {', '.join(ids)}{more}; give one of these")
    return found[0]


def suggestions(connection: apsw.Connection, name: str) -> list[str]:
    """Names in the ledger that are spelt nearly so."""
    known: dict[str, str] = {}
    for shown, norm in connection.execute(
        "SELECT p.name, a.norm FROM alias a JOIN person p ON p.key = a.person"
        " ORDER BY p.articles DESC, a.key LIMIT ?",
        (_LOOKED_AT,),
    ):
        known.setdefault(norm, shown)
    wanted = fold(name)[:100]
    found = process.extract(
        wanted, list(known), scorer=fuzz.WRatio, limit=3 * _NEAR, score_cutoff=70
    )
    return list(dict.fromkeys(known[norm] for norm, _, _ in found))[:_NEAR]


def _by_alias(connection: apsw.Connection, text: str) -> list[int]:
    norms = {(kind, each.norm) for kind in _KINDS for each in identify(text, kind)}
    norms.update((each.kind, each.norm) for each in identify(text.title(), "person"))
    norms.update((kind, body_norm(text)) for kind in _KINDS)
    found: list[int] = []
    for kind, norm in sorted(norms):
        rows = connection.execute(
            "SELECT DISTINCT person FROM alias WHERE norm = ? AND kind = ? LIMIT ?",
            (norm, kind, _MOST),
        )
        found.extend(key for (key,) in rows)
    return found


def _by_parts(connection: apsw.Connection, parsed: names.Name) -> list[int]:
    """Bearers of a surname, or of a full name that is spelt otherwise."""
    found: list[int] = []
    for heading, initial in names.blocks(parsed):
        if initial == names.UNDER_GIVEN:
            continue
        letters = names.initials(parsed.readings[0].given[0]) if initial else None
        rows = connection.execute(
            "SELECT b.person, b.initial, a.name FROM block b JOIN alias a ON a.person = b.person"
            " AND a.kind = 'person' WHERE b.name = ? AND b.initial <> '*' LIMIT ?",
            (heading, _MOST),
        )
        for person, letter, name in rows:
            if letters is not None and letter not in letters:
                continue
            theirs = names.parse(name)
            if theirs is not None and compare(parsed, theirs) is not None:
                found.append(person)
    return found


def _articles(connection: apsw.Connection, key: int) -> int:
    row = connection.execute("SELECT articles FROM person WHERE key = ?", (key,)).fetchone()
    return int(row[0]) if row else 0


def _id(connection: apsw.Connection, key: int) -> str:
    row = connection.execute("SELECT id FROM person WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""
