"""Entries from a table: name, aliases, kind, office, start, end, country, qid."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sayso.days import days
from sayso.errors import InputError, UsageError
from sayso.ledger.people.entries import KINDS, LONGEST, MOST_ALIASES, Entry, opened

COLUMNS: Final = ("name", "aliases", "kind", "office", "start", "end", "country", "qid")
_PART: Final = re.compile(r"\s*[|;]\s*")
_QID: Final = re.compile(r"Q[1-9]\d{0,11}")


def from_csv(path: Path, delimiter: str) -> Iterator[Entry]:
    """The entries of a table; all of it is read before the first comes.

    Raises:
        UsageError: it has no column "name".
        InputError: it cannot be read, or a row is wrong.
    """
    with opened(path) as file:
        try:
            rows = csv.DictReader(file, delimiter=delimiter)
            heads = [each.strip().lower() for each in rows.fieldnames or ()]
            if "name" not in heads:
                raise UsageError(
                    f"{path} has no column name; columns are {', '.join(COLUMNS)}, in any order"
                )
            rows.fieldnames = heads
            entries: dict[tuple[str, str, str], Entry] = {}
            for row in rows:
                entry = _from_row(path, rows.line_num, row)
                if entry is None:
                    continue
                # One person may have several rows, one for each office.
                kept = entries.setdefault((entry.qid or "", entry.name, entry.kind), entry)
                if kept is not entry:
                    kept.aliases.extend(entry.aliases)
                    kept.offices.extend(entry.offices)
                    kept.country = kept.country or entry.country
            yield from entries.values()
        except csv.Error as error:
            raise InputError(str(path), f"is no table ({error})") from None


def _from_row(path: Path, line: int, row: dict[str | None, Any]) -> Entry | None:
    cells = {key: (row.get(key) or "").strip()[:LONGEST] for key in COLUMNS if key != "aliases"}
    if not cells["name"]:
        return None
    if not any(each.isalnum() for each in cells["name"]):
        raise InputError(str(path), f"line {line}: {cells['name']!r:.40} is no name")
    kind = cells["kind"].lower() or "person"
    if kind not in KINDS:
        raise InputError(str(path), f"line {line}: {kind!r} is no kind: {', '.join(KINDS)}")
    try:
        days(cells["start"], cells["end"], ("start", "end"))
    except UsageError as error:
        raise InputError(str(path), f"line {line}: {error}") from None
    if cells["qid"] and not _QID.fullmatch(cells["qid"]):
        raise InputError(str(path), f"line {line}: {cells['qid']!r} is no QID such as Q7747")
    names = [each for each in _PART.split((row.get("aliases") or "").strip()) if each]
    office = (cells["office"], cells["start"] or None, cells["end"] or None)
    return Entry(
        cells["name"],
        kind,
        [each[:LONGEST] for each in names[:MOST_ALIASES]],
        [office] if office[0] else [],
        cells["country"] or None,
        cells["qid"] or None,
    )
