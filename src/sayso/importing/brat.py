"""Folders of brat files that ``sayso export --format brat`` wrote, edited or not → articles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from sayso.contract import ContractError, from_dict
from sayso.errors import InputError
from sayso.exporting.brat import ATTRIBUTES, pieces
from sayso.importing.checking import check
from sayso.records import Article, Passage, Span, Statement, digest, statement_id

_BOUND: Final = re.compile(r"(T\w+)\t(\w+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t.*", re.DOTALL)
_EVENT: Final = re.compile(r"(E\w+)\tAttribution:T\w+((?: \w+:T\w+)*) *")
_ATTRIBUTE: Final = re.compile(r"A\w+\t(\w+) (E\w+) (\S+) *")
_INSIDE: Final = re.compile(r"R\w+\tInside Arg1:(E\w+) Arg2:(E\w+) *")
_NOTE: Final = re.compile(r"#\w+\tAnnotatorNotes (E\w+)\t(\{.*\}) *")


@dataclass(slots=True)
class _Event:
    roles: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    inside: str | None = None
    note: dict[str, Any] | None = None


def articles(folder: Path) -> Iterator[Article | InputError]:
    """The article of each ``.ann`` in the folder, or what is wrong with it.

    A statement whose spans were moved in brat gets the new ones, and the id that
    belongs to them; one that was added there has no speaker resolved.
    """
    found = sorted(folder.glob("*.ann"))
    if not found:
        yield InputError(str(folder), "there are no .ann files in it; name a folder of brat files")
    for path in found:
        try:
            yield check(_article(path))
        except (OSError, ValueError, KeyError, ContractError) as error:
            yield InputError(str(path), f"cannot be taken back from brat: {error}"[:300])


def _article(path: Path) -> Article:
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    record: dict[str, Any] = {}
    if path.with_suffix(".json").exists():
        record = json.loads(path.with_suffix(".json").read_bytes())
    record |= {"text": text, "id": digest(text)}
    article = from_dict(Article, record)
    lines = path.read_bytes().decode("utf-8").split("\n")
    return replace(article, statements=tuple(_statements(article, _parse(lines))))


def _parse(lines: list[str]) -> dict[str, _Event]:
    bound: dict[str, tuple[Span, ...]] = {}
    events: dict[str, _Event] = {}
    for line in lines:
        if match := _BOUND.fullmatch(line):
            pairs = [pair.split() for pair in match[3].split(";")]
            bound[match[1]] = tuple(sorted((int(start), int(end)) for start, end in pairs))
    for line in lines:
        if match := _EVENT.fullmatch(line):
            roles = dict(each.split(":") for each in match[2].split())
            missing = [name for name in roles.values() if name not in bound]
            if missing:
                raise ContractError(f"{match[1]} names {missing[0]}, which is not there")
            events[match[1]] = _Event({role: bound[name] for role, name in roles.items()})
    for line in lines:
        if match := _ATTRIBUTE.fullmatch(line):
            if match[2] in events:
                events[match[2]].attributes[match[1].lower()] = match[3]
        elif match := _INSIDE.fullmatch(line):
            if match[1] in events and match[2] in events:
                events[match[1]].inside = match[2]
        elif (match := _NOTE.fullmatch(line)) and match[1] in events:
            events[match[1]].note = json.loads(match[2])
    return events


def _statements(article: Article, events: dict[str, _Event]) -> Iterator[Statement]:
    built = {name: _statement(article, event) for name, event in events.items()}
    for name, event in events.items():
        parent = built[event.inside].id if event.inside else None
        yield replace(built[name], parent=parent)


def _statement(article: Article, event: _Event) -> Statement:
    before = from_dict(Statement, event.note) if event.note else None
    passages = {
        role: _passage(article.text, event.roles.get(role), getattr(before, role.lower(), None))
        for role in ("Source", "Cue", "Content")
    }
    content = passages["Content"]
    if content is None:
        raise ContractError("an attribution without content")
    given: dict[str, str] = {
        name: event.attributes[name] for name in ATTRIBUTES if name in event.attributes
    }
    spans = [each.fragments if each else () for each in passages.values()]
    base: dict[str, Any] = {**(before.to_dict() if before else {}), **given}
    base |= {
        "id": statement_id(article.id, *spans),
        "content": content.to_dict(),
        "source": passages["Source"].to_dict() if passages["Source"] else None,
        "cue": passages["Cue"].to_dict() if passages["Cue"] else None,
        "parent": None,
    }
    return from_dict(Statement, base)


def _passage(text: str, spans: tuple[Span, ...] | None, before: Passage | None) -> Passage | None:
    if spans is None:
        return None
    if not all(0 <= start < end <= len(text) for start, end in spans):
        raise ContractError("offsets outside of the text")
    if before is not None and pieces(text, before.fragments) == spans:
        return before
    joined: list[Span] = []
    for start, end in spans:  # brat cuts at line ends: what only these part belongs together
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return Passage.cut(text, joined)
