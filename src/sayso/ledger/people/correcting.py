"""What people decide about who is who: merge, split, rename, and undo. It holds for good.

Each function is to be called inside of a transaction. What the machine decided
(``sighting.person``) stays as it is under a merge, so that an undo brings it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final, TypedDict, Unpack

import apsw

from sayso.errors import UsageError
from sayso.ledger.connecting import rows
from sayso.ledger.finding import article_key
from sayso.ledger.people.decisions import record
from sayso.ledger.people.finding import person_key
from sayso.ledger.people.folding import fold
from sayso.ledger.people.identifying import identify
from sayso.ledger.people.persons import (
    add_alias,
    blocks_for,
    choose_name,
    count_sightings,
    create_person,
    family_of,
    move,
    recount,
    show_as,
    shown,
)

_LONGEST: Final = 200


class Parts(TypedDict, total=False):
    """What of somebody is somebody else: whatever fits one of these."""

    aliases: Sequence[str]
    """Names, which are the other's from now on."""
    roles: Sequence[str]
    """Words of a role; who is called so in an article is the other there."""
    articles: Sequence[str]
    """Ids of articles in which it is the other."""
    called: str | None
    """The other's name; by default the most usual of what is split off."""


def merge(connection: apsw.Connection, one: str, other: str, *, by: str, why: str) -> int:
    """Let two be one; the first keeps its id and name. The decision's key.

    Raises:
        UnknownError: one of the names is nobody's, or several's.
        UsageError: they are one already, or of different kinds.
    """
    kept, gone = person_key(connection, one), person_key(connection, other)
    if kept == gone:
        raise UsageError(f"{one!r:.60} and {other!r:.60} are one already")
    (kept_name, kind), (gone_name, other_kind) = (shown(connection, key) for key in (kept, gone))
    if kind != other_kind:
        raise UsageError(
            f"{kept_name} is a {kind} and {gone_name} a {other_kind}; only like can be merged"
        )
    decision = record(
        connection,
        act="merge",
        person=kept,
        other=gone,
        summary=f"{gone_name} is {kept_name}",
        reason=why,
        who=by,
    )
    join(connection, kept, gone, decision)
    return decision


def join(connection: apsw.Connection, kept: int, gone: int, decision: int) -> None:
    """Let somebody be somebody else from now on, by a decision that is on record."""
    people = [*family_of(connection, kept), *family_of(connection, gone)]
    connection.execute("UPDATE person SET merged = ? WHERE key = ?", (kept, gone))
    for person in people:
        # Names that only these two have are theirs for good; of others' it says nothing.
        connection.execute(
            "UPDATE alias SET held = ?1 WHERE person = ?2 AND held IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM alias o WHERE o.norm = alias.norm AND o.kind = alias.kind"
            f" AND o.person NOT IN ({','.join('?' * len(people))}))",
            (decision, person, *people),
        )
        connection.execute(
            "UPDATE sighting SET held = ? WHERE person = ? AND held IS NULL", (decision, person)
        )
    show_as(connection, family_of(connection, gone), kept)
    recount(connection, kept)


def split(
    connection: apsw.Connection,
    name: str,
    *,
    by: str,
    why: str,
    **what: Unpack[Parts],
) -> int:
    """Let some of somebody's mentions be somebody else. The decision's key.

    Args:
        connection: to the ledger.
        name: of whom something is split off.
        by: who decides.
        why: the reason.
        what: is split off.

    Raises:
        UnknownError: the name is nobody's, or several's; or there is no such article.
        UsageError: nothing fits, or everything does.
    """
    aliases, roles = what.get("aliases", ()), what.get("roles", ())
    articles = what.get("articles", ())
    called = _checked(what["called"]) if what.get("called") else None
    root = person_key(connection, name)
    before, kind = shown(connection, root)
    family = family_of(connection, root)
    if not (aliases or roles or articles):
        raise UsageError("say what to split off: names, --role or --article")
    norms = {each.norm for alias in aliases for each in identify(alias, kind)}
    norms |= {blocks_for(alias, kind)[0] for alias in aliases}
    chosen = _chosen(connection, family, norms, roles, articles)
    total = sum(count_sightings(connection, person) for person in family)
    if not chosen:
        raise UsageError(f"nothing of {before} fits that; see: sayso people show {before!r}")
    if len(chosen) == total:
        raise UsageError(f"that is all of {before}; use rename, or name less")
    other = create_person(connection, called or _usual(connection, chosen), kind)
    decision = record(
        connection,
        act="split",
        person=root,
        other=other,
        summary="",
        detail={"moved": chosen, "called": called},
        reason=why,
        who=by,
    )
    move(connection, chosen, other, decision)
    if aliases:
        connection.execute(
            "UPDATE alias SET held = ?1 WHERE person = ?2 AND norm IN (SELECT value FROM"
            " json_each(?3))",
            (decision, other, json.dumps(sorted(norms))),
        )
    if called:
        _show_under(connection, other, called, decision)
    other_name, _ = shown(connection, other)
    connection.execute(
        "UPDATE decision SET summary = ? WHERE key = ?",
        (f"{len(chosen)} mentions of {before} are {other_name}", decision),
    )
    for person in family:
        choose_name(connection, person)
    return decision


def rename(connection: apsw.Connection, old: str, new: str, *, by: str, why: str) -> int:
    """Show somebody under another name. The decision's key.

    Raises:
        UnknownError: the old name is nobody's, or several's.
        UsageError: the new one is empty or too long.
    """
    person = person_key(connection, old)
    before, _ = shown(connection, person)
    name = _checked(new)
    row = connection.execute("SELECT renamed FROM person WHERE key = ?", (person,)).fetchone()
    decision = record(
        connection,
        act="rename",
        person=person,
        summary=f"{before} is shown as {name}",
        detail={"name": before, "renamed": row[0] if row else None, "called": name},
        reason=why,
        who=by,
    )
    _show_under(connection, person, name, decision)
    return decision


def _checked(name: str | None) -> str:
    """A name that somebody gave, its spaces in order."""
    found = " ".join((name or "").split())
    if not found or len(found) > _LONGEST:
        raise UsageError(f"a name has 1 to {_LONGEST} characters")
    return found


def _show_under(connection: apsw.Connection, person: int, name: str, decision: int) -> None:
    """Let somebody be shown under a name, which is one of theirs from now on."""
    kind = shown(connection, person)[1]
    add_alias(connection, person, name, kind, "human", None)
    connection.execute(
        "UPDATE person SET name = ?, renamed = ? WHERE key = ?", (name, decision, person)
    )


def _chosen(
    connection: apsw.Connection,
    family: Sequence[int],
    norms: Iterable[str],
    roles: Sequence[str],
    articles: Sequence[str],
) -> dict[str, int]:
    """The sightings that are split off, each with whose it is now."""
    wanted_norms = set(norms)
    wanted_roles = [fold(role) for role in roles]
    wanted_articles = {article_key(connection, each) for each in articles}
    chosen: dict[str, int] = {}
    for person in family:
        for key, norm, article in rows(
            connection,
            "SELECT key, norm, article FROM sighting WHERE person = ? ORDER BY key",
            (person,),
        ):
            if (
                norm in wanted_norms
                or article in wanted_articles
                or (wanted_roles and _has_role(connection, key, wanted_roles))
            ):
                chosen[str(key)] = person
    return chosen


def _has_role(connection: apsw.Connection, sighting: int, wanted: Sequence[str]) -> bool:
    rows = connection.execute(
        "SELECT role FROM voice WHERE sighting = ?1 AND role IS NOT NULL UNION"
        " SELECT role FROM party WHERE sighting = ?1 AND role IS NOT NULL",
        (sighting,),
    )
    return any(role in fold(each) for (each,) in rows for role in wanted)


def _usual(connection: apsw.Connection, chosen: dict[str, int]) -> str:
    row = connection.execute(
        "SELECT name FROM sighting WHERE key IN (SELECT value FROM json_each(?))"
        " GROUP BY name ORDER BY min(part), count(*) DESC, name LIMIT 1",
        (json.dumps([int(key) for key in chosen]),),
    ).fetchone()
    assert row is not None
    return str(row[0])
