"""GUM (Zeldes, 2017): gold mentions and coreference, for the reference head.

``Entity`` in the MISC column opens and closes mentions: ``(12-person-giv:…``
opens one of entity 12, ``12)`` closes it, ``(12-person-…)`` does both.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from sayso.extracting.encoding import encode
from training.documents import UNKNOWN, Document, to_words

_PART = re.compile(r"\((\w+)-(\w+)[^()]*?(\))?(?=[(]|$|\w+\))|(\w+)\)")


def gum(path: Path, tokenizer: Tokenizer) -> list[Document]:
    """The documents of one file with their chains, single mentions among them."""
    return [_document(name, rows, tokenizer) for name, rows in _documents(path)]


def _documents(path: Path) -> Iterator[tuple[str, list[tuple[str, str, bool]]]]:
    """Each document's tokens: form, MISC column, whether a paragraph starts there."""
    name, fresh = "", False
    rows: list[tuple[str, str, bool]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# newdoc"):
                if rows:
                    yield name, rows
                name, rows = line.split("=")[1].strip(), []
            elif line.startswith("# newpar") and "block" not in line:
                fresh = True
            elif line[:1].isdigit():
                columns = line.rstrip("\n").split("\t")
                if columns[0].isdigit():
                    rows.append((columns[1], columns[9], fresh))
                    fresh = False
    if rows:
        yield name, rows


def _document(name: str, rows: list[tuple[str, str, bool]], tokenizer: Tokenizer) -> Document:
    text, opened = "", defaultdict(list)
    chains: dict[str, list[tuple[int, int]]] = defaultdict(list)
    space = False
    for form, misc, fresh in rows:
        if fresh and text:
            text += "\n\n"
        elif space:
            text += " "
        start = len(text)
        text += form
        entity = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for part in _PART.finditer(entity):
            if part[1]:
                opened[part[1]].append(start)
                closed = part[1] if part[3] else None
            else:
                closed = part[4]
            if closed and opened[closed]:
                chains[closed].append((opened[closed].pop(), len(text)))
        space = "SpaceAfter=No" not in misc
    encoded = encode(text, tokenizer)
    spans = []
    for chain in chains.values():
        words = {to_words(encoded, *mention) for mention in chain}
        spans.append(sorted(w for w in words if w is not None))
    nothing = np.full(len(encoded), UNKNOWN, np.int64)
    return Document(
        name, text, encoded, [[]], nothing, nothing, nothing, nothing, [s for s in spans if s]
    )
