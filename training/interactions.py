"""Sentences and stories with labelled interactions, in words: what ``train`` mixes in.

    python -m training.interactions --data ../shared/data --tokenizer …

Three sources: PLV's sentences (with an actor, a recipient and a type each, and our own
labels of everything else in them), sentences written for this project, and the wire stories.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from sayso.extracting.encoding import encode
from sayso.extracting.sentences import sentence_around
from training.documents import UNKNOWN, Document, Event, Pair, Words, to_words
from training.prepare import lines

INTERACTIONS = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
STATUSES = ("happened", "planned", "hypothetical", "negated", "historical")
YIELD = ("CONCEDE", "RETREAT")
"""PLV does not tell these two apart."""
HELD_OUT = 7
"""Of PLV, one sentence in so many of each type is dev."""
OWN_HELD_OUT = 12
"""Of the sentences written for this project, likewise."""


def types_of(name: str) -> tuple[int, ...]:
    """The numbers of a type; two for PLV's YIELD."""
    return tuple(INTERACTIONS.index(each) for each in (YIELD if name == "YIELD" else (name,)))


def hashed(text: str) -> str:
    """By which a sentence is known without being copied."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def plv(path: Path) -> tuple[list[dict[str, Any]], set[int]]:
    """PLV's sentences, and the numbers of those that are dev."""
    rows = list(lines(path))
    by_type = defaultdict(list)
    for number, row in enumerate(rows):
        by_type[row["type"]].append(number)
    held: set[int] = set()
    for numbers in by_type.values():
        ordered = sorted(numbers, key=lambda n: hashed(rows[n]["text"]))
        held.update(ordered[: max(2, len(numbers) // HELD_OUT)])
    return rows, held


def document(name: str, text: str, tokenizer: Tokenizer) -> Document:
    """A text without any labels yet."""
    encoded = encode(text, tokenizer)
    nothing = np.full(len(encoded), UNKNOWN, np.int64)
    return Document(name, text, encoded, [[]], nothing, nothing, nothing, nothing, attributed=False)


def marked(row: dict[str, Any]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Where PLV marks the actor and the recipient first, as offsets into the bare text."""
    found: dict[str, list[int]] = {"s": [], "t": []}
    removed = 0
    for match in re.finditer(r"</?([st])>", row["marked"]):
        found[match[1]].append(match.start() - removed)
        removed += len(match[0])
    actor, recipient = ((f[0], f[1]) if f else None for f in (found["s"], found["t"]))
    return actor, recipient


def place(text: str, words: str | list[Any]) -> tuple[int, int]:
    """Where a label's words stand; ``[words, k]`` names the k-th of several places."""
    wanted, number = (words, 0) if isinstance(words, str) else (words[0], int(words[1]))
    start = -len(wanted)
    for _ in range(number + 1):
        start = text.find(wanted, start + len(wanted))
        if start < 0:
            raise ValueError(f"{wanted!r} does not stand in {text!r}")
    return start, start + len(wanted)


def labelled(target: Document, raws: list[dict[str, Any]]) -> list[Event]:
    """Labels as their file words them, in words of the document."""

    def words(value: str | list[Any]) -> Words:
        found = to_words(target.encoded, *place(target.text, value))
        if found is None:
            raise ValueError(f"{value!r} holds no word")
        return found

    return [
        Event(
            types=types_of(raw["type"]),
            predicate=words(raw["predicate"]),
            actors=[words(each) for each in raw.get("actors", ())],
            recipients=[words(each) for each in raw.get("recipients", ())],
            excluded=[words(each) for each in raw.get("excluded", ())],
            status=STATUSES.index(raw.get("status", "happened")),
        )
        for raw in raws
    ]


def overlap(one: Words, other: Words) -> bool:
    """Whether two spans share a word."""
    return one[0] <= other[1] and other[0] <= one[1]


def with_gold(target: Document, row: dict[str, Any]) -> None:
    """Add PLV's own pair, with the predicate of the label that agrees with it."""
    actor, recipient = (to_words(target.encoded, *span) if span else None for span in marked(row))
    types = types_of(row["type"])
    pair = Pair(actor, recipient, types, gold=True)
    for event in target.events or ():
        agrees = set(event.types) & set(types)
        if agrees and (not actor or any(overlap(actor, each) for each in event.actors)):
            if not recipient or any(overlap(recipient, each) for each in event.recipients):
                pair = replace(pair, types=event.types, predicate=event.predicate)
                break
            if pair.predicate is None:
                pair = replace(pair, types=event.types, predicate=event.predicate)
    target.pairs.append(pair)


def pairs_of(events: list[Event]) -> list[Pair]:
    """Every actor with every recipient of each event."""
    return [
        Pair(actor, recipient, event.types, event.predicate)
        for event in events
        for actor in event.actors
        for recipient in event.recipients
        if not overlap(actor, recipient)
    ]


def wire(path: Path, labels: Path, tokenizer: Tokenizer) -> list[Document]:
    """The stories of one wire dump with their interactions.

    Parties are given by name there. They are looked for in the predicate's sentence; who
    stands in it as a pronoun or a description is in ``labels``.
    """
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    read = {
        raw["id"]: raw
        for raw in (lines(labels) if labels.exists() else ())
        if path.stem == f"wire-{raw['file']}"
    }
    starts = [article["start"] for article in gold["articles"]]
    documents = []
    for begin, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        target = document(f"{path.stem}-{begin}-events", text[begin:stop], tokenizer)
        target.events = []
        for raw in gold["interactions"]:
            span = raw["predicate"]["start"] - begin, raw["predicate"]["end"] - begin
            if not 0 <= span[0] < stop - begin:
                continue
            label = read.get(raw["id"])
            actors = re.split(r" & ", raw["actor"]) if raw["actor"] else []
            names = [actors, raw["recipients"], raw["excluded"]]
            if label:
                names = [label["actors"], label["recipients"], label.get("excluded", [])]
            sides = [_find(target, side, span) for side in names]
            predicate = to_words(target.encoded, *span)
            assert predicate is not None
            target.events.append(
                Event(
                    types=types_of(raw["type"]),
                    predicate=predicate,
                    actors=sides[0],
                    recipients=sides[1],
                    excluded=sides[2],
                    status=STATUSES.index(raw["status"]),
                    complete=[len(side) for side in sides] == [len(side) for side in names],
                )
            )
        documents.append(target)
    return documents


def _find(target: Document, names: list[str], predicate: tuple[int, int]) -> list[Words]:
    sentence = sentence_around(target.text, *predicate)
    places = [mention(target.text, name, sentence, predicate) for name in names]
    words = [to_words(target.encoded, *where) for where in places if where]
    return [each for each in words if each]


_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "al"})


def mention(
    text: str, name: str, sentence: tuple[int, int], predicate: tuple[int, int]
) -> tuple[int, int] | None:
    """Where a name, or the likeliest part of it, stands nearest to the predicate."""
    last = name.split()[-1]
    forms = [name, re.sub(r"^(?:the|a|an) ", "", name), last, name.split()[0]]
    for form in forms:
        if form.lower() in _SMALL:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
        places = [m.span() for m in pattern.finditer(text, *sentence)]
        places = [p for p in places if p[1] <= predicate[0] or p[0] >= predicate[1]]
        if places:
            return min(places, key=lambda p: abs(p[0] - predicate[0]))
    return None


def main() -> None:
    """Read every source and keep it in one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--labels", type=Path, default=Path("training/data/interactions"))
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("training/runs/events.pt"))
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows, held = plv(arguments.data / "interactions" / "plv-train.jsonl")
    labels: dict[int, list[dict[str, Any]]] = {}
    path = arguments.labels / "plv-labels.jsonl"
    for raw in lines(path) if path.exists() else ():
        if hashed(rows[raw["i"]]["text"]) == raw["sha"]:
            labels[raw["i"]] = raw["interactions"]
    names = ("train", "dev", "own_dev", "wire_train", "wire_dev")
    parts: dict[str, list[Document]] = {name: [] for name in names}
    for number, row in enumerate(rows):
        target = document(f"plv-{number}", row["text"], tokenizer)
        if number in labels:
            target.events = from_offsets(target, labels[number])
            target.pairs = pairs_of(target.events)
        with_gold(target, row)
        parts["dev" if number in held else "train"].append(target)
    for path in sorted(arguments.labels.glob("own-*.jsonl")):
        for number, raw in enumerate(lines(path)):
            target = document(f"{path.stem}-{number}", raw["text"], tokenizer)
            target.events = labelled(target, raw["interactions"])
            target.pairs = pairs_of(target.events)
            parts["train" if number % OWN_HELD_OUT else "own_dev"].append(target)
    for name, letters in (("wire_train", "ceg"), ("wire_dev", "dfh")):
        for letter in letters:
            path = arguments.data / "wire" / f"wire-{letter}.json"
            parts[name].extend(wire(path, arguments.labels / "wire-parties.jsonl", tokenizer))
    for each in parts["train"]:
        random.Random(each.name).shuffle(each.pairs)
    torch.save(parts, arguments.out)
    with (arguments.out.parent / "plv-dev.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(rows[number]) + "\n" for number in sorted(held))
    with (arguments.out.parent / "neutral-dev.jsonl").open("w", encoding="utf-8") as file:
        neutral = [each.text for each in parts["own_dev"] if not each.events]
        file.writelines(json.dumps({"text": text, "type": None}) + "\n" for text in neutral)
    for name, part in parts.items():
        events = [event for each in part for event in each.events or ()]
        types = Counter(INTERACTIONS[event.types[0]] for event in events)
        looked = sum(each.events is not None for each in part)
        print(
            f"{name}: {len(part)} texts, {looked} with labels, {len(events)} events {dict(types)}"
        )


def from_offsets(target: Document, raws: list[dict[str, Any]]) -> list[Event]:
    """Labels that stand as offsets."""

    def words(span: list[int]) -> Words:
        found = to_words(target.encoded, *span)
        if found is None:
            raise ValueError(f"{span} holds no word of {target.name}")
        return found

    return [
        Event(
            types=types_of(raw["type"]),
            predicate=words(raw["predicate"]),
            actors=[words(each) for each in raw["actors"]],
            recipients=[words(each) for each in raw["recipients"]],
            excluded=[words(each) for each in raw.get("excluded", ())],
            status=STATUSES.index(raw["status"]),
        )
        for raw in raws
    ]


if __name__ == "__main__":
    main()
