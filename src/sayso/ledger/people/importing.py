"""Names, offices and QIDs from outside: a CSV table, or lines of a Wikidata JSON dump.

An entry is for whoever in the ledger has its name or one of its aliases; where several
have, for the one whom offices and countries speak for. From a Wikidata dump only
entries for somebody in the ledger are taken, since the dump holds everybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import apsw

from sayso.errors import UsageError
from sayso.ledger.connecting import rows, transaction
from sayso.ledger.marking import Watch
from sayso.ledger.people import evidence
from sayso.ledger.people.correcting import join
from sayso.ledger.people.decisions import record
from sayso.ledger.people.dossiers import Dossiers
from sayso.ledger.people.entries import Entry
from sayso.ledger.people.persons import (
    add_alias,
    blocks_for,
    choose_name,
    create_person,
    root_of,
)
from sayso.ledger.people.tabular import from_csv
from sayso.ledger.people.wikidata import from_wikidata

_BATCH: Final = 200
"""Entries in one transaction."""


@dataclass(slots=True)
class Imported:
    """What an import has done."""

    entries: int = 0
    """Read."""
    matched: int = 0
    """For somebody in the ledger."""
    created: int = 0
    """For somebody who is in no article yet."""
    ambiguous: int = 0
    """Whose name several in the ledger have, none of them likelier; left out."""


def import_people(
    connection: apsw.Connection, ledger: Path, path: Path, *, by: str, watch: Watch
) -> Imported:
    """Enter what a file knows of people; the same file again changes nothing.

    Args:
        connection: to the ledger.
        ledger: its path.
        path: a .csv or .tsv table, or a .json dump of Wikidata, each also with .gz or .bz2.
        by: who imports.
        watch: told the number of entries so far; the total is not known and given as 0.

    Raises:
        UsageError: the file is neither, or its table has no column "name".
        InputError: it cannot be read, or a row of it is wrong.
    """
    entries, only_known = _entries(path)
    imported = Imported()
    for some in _batches(entries):
        with transaction(connection, ledger):
            for entry in some:
                _enter(connection, entry, imported, only_known=only_known, by=by)
        watch("import", imported.entries, 0)
    return imported


def _entries(path: Path) -> tuple[Iterator[Entry], bool]:
    """The entries of a file, and whether it holds everybody."""
    suffixes = [each.lower() for each in path.suffixes]
    if suffixes and suffixes[-1] in (".gz", ".bz2"):
        suffixes.pop()
    suffix = suffixes[-1] if suffixes else ""
    if suffix in (".csv", ".tsv"):
        return from_csv(path, "\t" if suffix == ".tsv" else ","), False
    if suffix in (".json", ".jsonl", ".ndjson"):
        return from_wikidata(path), True
    raise UsageError(f"{path}: name a .csv table or a .json dump of Wikidata, packed or not")


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while some := list(islice(entries, _BATCH)):
        yield some


def _enter(
    connection: apsw.Connection, entry: Entry, imported: Imported, *, only_known: bool, by: str
) -> None:
    imported.entries += 1
    found = _matching(connection, entry)
    if not found and only_known:
        return
    person = _choose(connection, entry, found) if found else None
    if found and person is None:
        imported.ambiguous += 1
        return
    if person is None:
        person = create_person(connection, entry.name, entry.kind)
        imported.created += 1
    else:
        imported.matched += 1
    _store(connection, person, entry, found, by)


def _matching(connection: apsw.Connection, entry: Entry) -> dict[int, bool]:
    """Who has a name of the entry, each with whether it is the entry's first name."""
    if entry.qid:
        row = connection.execute("SELECT key FROM person WHERE qid = ?", (entry.qid,)).fetchone()
        if row is not None:
            return {root_of(connection, row[0]): True}
    found: dict[int, bool] = {}
    for at, name in enumerate((entry.name, *entry.aliases)):
        norm, _, is_part = blocks_for(name, entry.kind)
        if is_part and at:
            continue  # many are called by their surname
        for (person,) in rows(
            connection,
            "SELECT DISTINCT person FROM alias WHERE norm = ? AND kind = ? AND part = 0 LIMIT 50",
            (norm, entry.kind),
        ):
            found.setdefault(root_of(connection, person), not at)
    return found


def _choose(connection: apsw.Connection, entry: Entry, found: dict[int, bool]) -> int | None:
    """For whom an entry is; None where that cannot be told."""
    traits = _traits(entry)
    dossiers = Dossiers(connection)
    weighed = []
    for person, is_first in found.items():
        weight = evidence.weigh(traits, dossiers.profile(person))
        has_other = _has_other_qid(connection, person, entry.qid)
        if has_other or (weight.total < -1 and weight.against > 1):
            continue
        weighed.append((weight.total + is_first, dossiers.articles(person), -person))
    if not weighed:
        return None
    weighed.sort(reverse=True)
    if len(weighed) > 1 and weighed[0][0] - weighed[1][0] < 1 and _only(found):
        return None
    return -weighed[0][2]


def _only(found: dict[int, bool]) -> bool:
    """Whether several have the very name: aliases may well be of one."""
    return sum(found.values()) != 1


def _has_other_qid(connection: apsw.Connection, person: int, qid: str | None) -> bool:
    row = connection.execute("SELECT qid FROM person WHERE key = ?", (person,)).fetchone()
    return bool(qid and row and row[0] and row[0] != qid)


def _traits(entry: Entry) -> set[str]:
    traits: set[str] = set()
    for title, _, _ in entry.offices:
        traits |= evidence.traits_of_role(title)
    if entry.country and (code := evidence.place_of(entry.country)):
        traits.add(evidence.PLACE + code)
    return traits


def _store(
    connection: apsw.Connection, person: int, entry: Entry, found: dict[int, bool], by: str
) -> None:
    row = connection.execute("SELECT name, qid FROM person WHERE key = ?", (person,)).fetchone()
    assert row is not None
    shown, qid = row
    offices = [
        each for each in dict.fromkeys(entry.offices) if not _holds(connection, person, each)
    ]
    known = {
        norm for (norm,) in connection.execute("SELECT norm FROM alias WHERE person = ?", (person,))
    }
    names: dict[str, str] = {}
    for name in (entry.name, *entry.aliases):
        norm = blocks_for(name, entry.kind)[0]
        if norm not in known:
            names.setdefault(norm, name)
    joined = [
        other
        for other in found
        if other != person
        and not _has_other_qid(connection, other, entry.qid)
        and _fits(connection, entry, other)
    ]
    if not (names or offices or joined or (entry.qid and entry.qid != qid)):
        return
    decision = record(
        connection,
        act="import",
        person=person,
        summary=f"{shown} is {entry.name}{f' ({entry.qid})' if entry.qid else ''}",
        reason="import",
        who=by,
    )
    added = [
        add_alias(connection, person, name, entry.kind, "import", None) for name in names.values()
    ]
    connection.executemany(
        'INSERT INTO office (person, title, start, "end", decision) VALUES (?, ?, ?, ?, ?)',
        ((person, *office, decision) for office in offices),
    )
    for other in joined:
        join(connection, person, other, decision)
    connection.execute(
        "UPDATE person SET qid = coalesce(?, qid) WHERE key = ?", (entry.qid, person)
    )
    connection.execute(
        "UPDATE decision SET detail = ? WHERE key = ?",
        (json.dumps({"aliases": added, "joined": joined, "qid": qid}), decision),
    )
    choose_name(connection, person)


def _holds(
    connection: apsw.Connection, person: int, office: tuple[str, str | None, str | None]
) -> bool:
    row = connection.execute(
        'SELECT 1 FROM office WHERE person = ? AND title = ? AND start IS ? AND "end" IS ?',
        (person, *office),
    ).fetchone()
    return row is not None


def _fits(connection: apsw.Connection, entry: Entry, other: int) -> bool:
    """Whether another bearer of one of the names is the same, as far as evidence goes."""
    weight = evidence.weigh(_traits(entry), Dossiers(connection).profile(other))
    return weight.total >= 0
