"""Entries from lines of a Wikidata JSON dump."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sayso.errors import InputError
from sayso.ledger.people.entries import LONGEST, MOST_ALIASES, Entry, opened

_QID: Final = re.compile(r"Q[1-9]\d{0,11}")
_TIME: Final = re.compile(r"\+(\d{4})-(\d{2})-(\d{2})T")
_MOST_OFFICES: Final = 100
_LONGEST_LINE: Final = 50_000_000
_HUMAN: Final = "Q5"
_OF_BODIES: Final = ("P17", "P571", "P749")
"""Country, inception, parent organization: what is no human and has one is taken for a body."""
_STATES: Final = frozenset({"Q6256", "Q3624078"})
"""Country, sovereign state."""


def from_wikidata(path: Path) -> Iterator[Entry]:
    """Entries of a dump: humans, organizations and states that have an English label."""
    labels = _labels(path)
    for item in _items(path):
        entry = _from_item(item, labels)
        if entry is not None:
            yield entry


def _labels(path: Path) -> dict[str, str]:
    """What the positions and countries that humans have are called, as far as the file tells."""
    wanted: set[str] = set()
    for item in _items(path):
        for claim in ("P39", "P27", "P17"):
            wanted.update(value for value, _ in _values(item, claim))
    if not wanted:
        return {}
    return {
        item["id"]: label
        for item in _items(path)
        if item.get("id") in wanted and (label := _label(item))
    }


def _items(path: Path) -> Iterator[dict[str, Any]]:
    with opened(path) as file:
        while line := file.readline(_LONGEST_LINE):
            text = line.strip().rstrip(",")
            if not text or text in "[]":
                continue
            try:
                item = json.loads(text)
            except ValueError:
                raise InputError(str(path), "holds a line that is no JSON of Wikidata") from None
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield item


def _from_item(item: dict[str, Any], labels: dict[str, str]) -> Entry | None:
    name = _label(item)
    if not name or not _QID.fullmatch(item["id"]):
        return None
    classes = {value for value, _ in _values(item, "P31")}
    if _HUMAN in classes:
        kind = "person"
    elif classes & _STATES:
        kind = "country"
    elif any(_inner(item, "claims", each) for each in _OF_BODIES):
        kind = "organization"
    else:
        return None
    aliases = item.get("aliases", {})
    english = aliases.get("en", []) if isinstance(aliases, dict) else []
    names = [str(each.get("value", ""))[:LONGEST] for each in english if isinstance(each, dict)]
    offices = [
        (labels[value][:LONGEST], _day(claim, "P580"), _day(claim, "P582"))
        for value, claim in _values(item, "P39")
        if value in labels
    ]
    countries = [
        labels[value]
        for property_ in ("P27", "P17")
        for value, _ in _values(item, property_)
        if value in labels
    ]
    return Entry(
        name[:LONGEST],
        kind,
        [each for each in names if each][:MOST_ALIASES],
        offices[:_MOST_OFFICES],
        countries[0] if countries else None,
        item["id"],
    )


def _label(item: dict[str, Any]) -> str | None:
    labels = item.get("labels")
    for language in ("en", "mul", "en-gb", "en-us"):
        label = labels.get(language) if isinstance(labels, dict) else None
        if isinstance(label, dict) and isinstance(label.get("value"), str):
            return str(label["value"])
    return None


def _values(item: dict[str, Any], property_: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The items that a property has for values, each with its claim; outdated ones left out."""
    claims = item.get("claims")
    for claim in claims.get(property_, []) if isinstance(claims, dict) else []:
        if not isinstance(claim, dict) or claim.get("rank") == "deprecated":
            continue
        value = _inner(claim.get("mainsnak"), "datavalue", "value")
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            yield value["id"], claim


def _day(claim: dict[str, Any], qualifier: str) -> str | None:
    """The date of a qualifier, as exact as Wikidata says it is."""
    found = _inner(claim, "qualifiers", qualifier)
    first = found[0] if isinstance(found, list) and found else None
    value = _inner(first, "datavalue", "value")
    if not isinstance(value, dict):
        return None
    match = _TIME.match(str(value.get("time", "")))
    if match is None:
        return None
    precision = value.get("precision")
    known = {9: 1, 10: 2, 11: 3}.get(precision if isinstance(precision, int) else 0)
    return "-".join(match.groups()[:known]) if known else None


def _inner(value: object, *keys: str) -> object:
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value
