"""Sentences and stories in which people marked who did what to whom.

Two forms. JSON lines of sentences, each with ``text``, ``type`` and the actor and recipient
as ``marked`` (``<s>…</s>`` and ``<t>…</t>`` in the text), as PLV is given here; a sentence
without ``type``, or with an empty list of ``interactions``, holds none. And dumps of agency
stories, ``X.json`` beside ``X.txt``, with a list of ``interactions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sayso.evaluating.files import as_list, fail, parse_object, read_lines, read_text
from sayso.records import Span

FORMS: Final = (
    "Give JSON lines of sentences with text, type and marked, or a folder of X.txt with X.json."
)
YIELD: Final = "YIELD"
"""What PLV calls CONCEDE and RETREAT, without telling them apart."""
TYPES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", YIELD, "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""In the order of PLOVER, those two as one."""
_MARK: Final = re.compile(r"</?([st])>")


def merged(type_: str) -> str:
    """The type as PLV has it."""
    return YIELD if type_ in ("CONCEDE", "RETREAT") else type_


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence with one interaction, or with none."""

    text: str
    type: str | None
    """One of ``TYPES``; null where the sentence holds no interaction."""
    actor: Span | None = None
    """Null where nobody is marked."""
    recipient: Span | None = None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An interaction of a story. Offsets index the story."""

    type: str
    predicate: Span
    actors: tuple[str, ...]
    """Names."""
    recipients: tuple[str, ...]
    excluded: tuple[str, ...]
    status: str | None


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A story with all of its interactions."""

    text: str
    events: tuple[GoldEvent, ...]


def read_sentences(path: Path) -> list[GoldSentence]:
    """The sentences of a file, at least one."""
    found = [_sentence(record, where) for where, record in read_lines(path, FORMS)]
    if not found:
        fail(path, f"no sentence in it. {FORMS}")
    return found


def _sentence(record: dict[str, Any], where: str) -> GoldSentence:
    text = record.get("text")
    if not isinstance(text, str):
        fail(where, f"the field text is needed. {FORMS}")
    type_ = record.get("type")
    if type_ is None:
        if record.get("interactions"):
            fail(where, "a sentence with several interactions cannot be scored: give type, marked.")
        return GoldSentence(text, None)
    if not isinstance(type_, str) or merged(type_) not in TYPES:
        fail(where, f"{type_!r:.40} is no type: one of {', '.join(TYPES)}.")
    spans: dict[str, list[int]] = {"s": [], "t": []}
    removed = 0
    marked = record.get("marked")
    if not isinstance(marked, str) or _MARK.sub("", marked) != text:
        fail(where, "marked is the text with <s>actor</s> and <t>recipient</t> in it.")
    for match in _MARK.finditer(marked):
        spans[match[1]].append(match.start() - removed)
        removed += len(match[0])
    actor, recipient = ((e[0], e[1]) if len(e) > 1 else None for e in spans.values())
    return GoldSentence(text, merged(type_), actor, recipient)


def read_stories(folder: Path) -> list[GoldStory]:
    """The stories of the dumps in a folder, at least one."""
    paths = [p for p in sorted(folder.glob("*.json")) if p.with_suffix(".txt").is_file()]
    found = [story for path in paths for story in _stories(path)]
    if not found:
        fail(folder, f"no story with interactions in it. {FORMS}")
    return found


def _stories(path: Path) -> Iterator[GoldStory]:
    record = parse_object(read_text(path), path, FORMS)
    text = read_text(path.with_suffix(".txt"))
    starts = [int(each["start"]) for each in as_list(record.get("articles") or [], str(path))]
    starts = starts or [0]
    events = list(_events(record, text, path))
    for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield GoldStory(
            text[begin:end],
            tuple(
                GoldEvent(
                    event.type,
                    (event.predicate[0] - begin, event.predicate[1] - begin),
                    event.actors,
                    event.recipients,
                    event.excluded,
                    event.status,
                )
                for event in events
                if begin <= event.predicate[0] < end
            ),
        )


def _events(record: dict[str, Any], text: str, path: Path) -> Iterator[GoldEvent]:
    for number, raw in enumerate(as_list(record.get("interactions") or [], str(path)), 1):
        where = f"{path}, interaction {number}"
        predicate = raw.get("predicate") if isinstance(raw, dict) else None
        if not isinstance(predicate, dict) or raw.get("type") is None:
            fail(where, "an interaction has type, actor, recipients, predicate and status.")
        start, end = predicate.get("start"), predicate.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            fail(where, "a predicate has start and end, inside the text.")
        actor = raw.get("actor") or ""
        yield GoldEvent(
            merged(str(raw["type"])),
            (start, end),
            tuple(name for name in str(actor).split(" & ") if name),
            tuple(map(str, as_list(raw.get("recipients") or [], where))),
            tuple(map(str, as_list(raw.get("excluded") or [], where))),
            raw.get("status"),
        )
