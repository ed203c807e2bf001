"""From the corpora to word-level labels, kept in one file for ``train``.

python -m training.prepare --data ../shared/data --out training/runs/data.pt
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from sayso.extracting.encoding import Encoded, encode
from training.documents import (
    HEDGES,
    KINDS,
    STANCES,
    TYPES,
    UNKNOWN,
    Attribution,
    Document,
    Words,
    to_words,
)

RARE = 50
"""Silver labels seen less often are left out."""


class Vocabulary:
    """Silver label names to numbers; number 0 is whatever is rare."""

    def __init__(self, counts: Counter[str]) -> None:
        self.names = ["", *sorted(name for name, n in counts.items() if n >= RARE)]
        self.numbers = {name: number for number, name in enumerate(self.names)}

    def __call__(self, name: str) -> int:
        """The label's number."""
        return self.numbers.get(name, 0)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def spans(encoded: Encoded, pairs: list[list[int]] | None) -> list[Words]:
    """Character spans to word spans."""
    found = [to_words(encoded, start, end) for start, end in pairs or []]
    return [words for words in found if words is not None]


def attribution(encoded: Encoded, raw: dict[str, Any]) -> Attribution:
    """A PolNeAR attribution in words."""
    return Attribution(
        source=spans(encoded, raw.get("source")),
        cue=spans(encoded, raw.get("cue")),
        content=spans(encoded, raw.get("content")),
    )


def manner(raw: dict[str, Any]) -> tuple[int, int, int]:
    """Stance, hedge and type as numbers."""
    return (
        STANCES.index(raw["stance"]),
        HEDGES.index(raw["hedge"] or "none"),
        TYPES.index(raw["type"]),
    )


def label(document: Document, raw: dict[str, Any]) -> None:
    """Add one line of ``labels-*.jsonl`` to its attribution."""
    target = document.readings[0][raw["i"]]
    target.manner = manner(raw)
    target.kind = KINDS.index(raw["kind"])
    target.nested = []
    for inner in raw["nested"]:
        pieces = {
            role: [inner[role]] if inner[role] else [] for role in ("source", "cue", "content")
        }
        nested = attribution(document.encoded, pieces)
        nested.manner = manner(inner)
        target.nested.append(nested)
    name = raw["speaker"]
    if target.source and name and name != "unknown" and " & " not in name:
        _refer(document, target.source[0], name)


def _refer(document: Document, source: Words, name: str) -> None:
    """Make the source and the places of the speaker's name one chain."""
    encoded, text = document.encoded, document.text
    same: list[Words] = [source]
    surname = name.split()[-1]
    wanted = re.escape(name) + (f"|{re.escape(surname)}" if surname[:1].isupper() else "")
    for match in re.finditer(rf"(?<!\w)(?:{wanted})(?!\w)", text):
        words = to_words(encoded, *match.span())
        if words and not source[0] <= words[0] <= source[1]:
            same.append(words)
    if len(same) < 2:
        return
    chosen = set(same)
    # What was read by hand stands above what the parser guessed.
    document.chains = [
        kept for chain in document.chains if len(kept := [m for m in chain if m not in chosen]) > 1
    ]
    document.chains.append(sorted(chosen))


def silver(encoded: Encoded, raw: dict[str, Any]) -> dict[str, list[str | int]]:
    """POS, relation, head and entity type of each word; "" or -1 where unknown."""
    count = len(encoded)
    starts = {int(start): number for number, start in enumerate(encoded.start)}
    out: dict[str, list[Any]] = {
        "pos": [""] * count,
        "deprel": [""] * count,
        "ner": [""] * count,
        "head": [UNKNOWN] * count,
    }
    for sentence in raw["sentences"] or []:
        at = [starts.get(token[0]) for token in sentence]
        for token, word in zip(sentence, at, strict=True):
            if word is None:
                continue
            out["pos"][word], out["ner"][word], out["deprel"][word] = token[2], token[3], token[5]
            head = at[token[4] - 1] if token[4] else word
            out["head"][word] = UNKNOWN if head is None else head
            # CoreNLP keeps "Clinton-led" whole where the encoder has three words.
            following = word + 1
            while following < count and encoded.start[following] < token[1]:
                out["ner"][following] = token[3]
                following += 1
    return out


def polnear(
    path: Path, labels: Path, tokenizer: Tokenizer, known: dict[str, Vocabulary] | None
) -> tuple[list[Document], dict[str, Vocabulary]]:
    """The articles of one PolNeAR file with the labels added to it."""
    raws = list(lines(path))
    encodings = [encode(raw["text"], tokenizer) for raw in raws]
    silvers = [silver(e, raw) for e, raw in zip(encodings, raws, strict=True)]
    if known is None:
        known = {
            layer: Vocabulary(Counter(str(v) for s in silvers for v in s[layer] if v))
            for layer in ("pos", "deprel", "ner")
        }
    documents = {}
    for raw, encoded, layers in zip(raws, encodings, silvers, strict=True):
        readings = [[attribution(encoded, a) for a in raw["attributions"]]]
        readings.extend(
            [attribution(encoded, a) for a in other["attributions"]]
            for other in (raw.get("annotators") or [])[1:]
            if other.get("attributions")
        )
        arrays = {
            layer: np.array(
                [known[layer](str(v)) if v else UNKNOWN for v in layers[layer]], np.int64
            )
            for layer in ("pos", "deprel", "ner")
        }
        documents[raw["doc"]] = Document(
            raw["doc"],
            raw["text"],
            encoded,
            readings,
            pos=arrays["pos"],
            deprel=arrays["deprel"],
            head=np.array(layers["head"], np.int64),
            ner=arrays["ner"],
            chains=[spans(encoded, chain) for chain in raw["coref"] or []],
        )
    for line in lines(labels):
        label(documents[line["doc"]], line)
    return list(documents.values()), known


def wire(path: Path, tokenizer: Tokenizer) -> list[Document]:
    """The stories of one wire dump, each a document with complete labels."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    starts = [article["start"] for article in gold["articles"]]
    inner = defaultdict(list)
    for statement in gold["statements"]:
        if statement["parent"]:
            inner[statement["parent"]].append(statement)
    documents = []
    for begin, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        story = text[begin:stop]
        encoded = encode(story, tokenizer)

        def read(
            raw: dict[str, Any], begin: int = begin, encoded: Encoded = encoded
        ) -> Attribution:
            pieces = {
                role: [
                    [part["start"] - begin, part["end"] - begin]
                    for part in (raw[role] if isinstance(raw[role], list) else [raw[role]])
                    if part
                ]
                for role in ("source", "cue", "content")
            }
            found = attribution(encoded, pieces)
            found.manner = manner(raw)
            found.kind = KINDS.index(raw["speaker_kind"] or "unknown")
            found.nested = [
                each
                for nested in inner[raw["id"]]
                for below in [read(nested)]
                for each in (replace(below, nested=None), *(below.nested or ()))
            ]
            return found

        outer = [
            read(s)
            for s in gold["statements"]
            if not s["parent"] and begin <= s["content"][0]["start"] < stop
        ]
        nothing = np.full(len(encoded), UNKNOWN, np.int64)
        documents.append(
            Document(
                f"{path.stem}-{begin}", story, encoded, [outer], nothing, nothing, nothing, nothing
            )
        )
    return documents


def main() -> None:
    """Read every corpus, label it, keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("training/runs/data.pt"))
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(arguments.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    folder = arguments.data / "attribution"
    train, known = polnear(
        folder / "polnear-train.jsonl.gz", folder / "labels-train.jsonl", tokenizer, None
    )
    dev, _ = polnear(folder / "polnear-dev.jsonl.gz", folder / "labels-dev.jsonl", tokenizer, known)
    wires = {
        name: [
            document
            for letter in letters
            for document in wire(arguments.data / "wire" / f"wire-{letter}.json", tokenizer)
        ]
        for name, letters in (("train", "ceg"), ("dev", "dfh"))
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(
        {
            "train": train,
            "dev": dev,
            "wire_train": wires["train"],
            "wire_dev": wires["dev"],
            "names": {layer: vocabulary.names for layer, vocabulary in known.items()},
        },
        arguments.out,
    )
    for name, part in (("train", train), ("dev", dev), *wires.items()):
        print(
            f"{name}: {len(part)} articles, {sum(len(d.readings[0]) for d in part)} attributions, "
            f"{sum(len(d.encoded.pieces) for d in part)} word pieces"
        )


if __name__ == "__main__":
    main()
