"""The dumps with complete gold (``wire-*.txt``, ``.json``) as articles with gold statements."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from sayso.ledger import Ledger
from sayso.ledger.blocking import remember
from sayso.ledger.comparable import after, of_articles
from sayso.ledger.disputes.likeness import features, is_related
from sayso.ledger.disputes.pairing import pairs
from sayso.ledger.vectors import Vectors
from sayso.records import Article, Kind, Passage, Speaker, Statement, statement_id

Floats = NDArray[np.float64]


def articles(folder: Path, letter: str) -> tuple[list[Article], dict[str, str]]:
    """The articles of one dump with their gold, and for each gold id the statement's id."""
    text = (folder / f"wire-{letter}.txt").read_bytes().decode("utf-8")
    gold = json.loads((folder / f"wire-{letter}.json").read_text(encoding="utf-8"))
    starts = [each["start"] for each in gold["articles"]] + [len(text)]
    ids: dict[str, str] = {}
    found = []
    for start, end in pairwise(starts):
        article = Article.of(text[start:end])
        mine = [each for each in gold["statements"] if start <= _first(each) < end]
        mine.sort(key=lambda each: (_first(each), -each["content"][-1]["end"]))
        made = dict(_statements(article, start, mine, ids))
        found.append(replace(article, statements=tuple(made.values())))
    return found, ids


def _first(gold: dict[str, Any]) -> int:
    return min(each["start"] for each in gold["content"])


def _statements(
    article: Article, start: int, gold: list[dict[str, Any]], ids: dict[str, str]
) -> Iterator[tuple[str, Statement]]:
    parts: dict[str, dict[str, Passage | None]] = {}
    for each in gold:
        parts[each["id"]] = {
            name: _passage(article.text, start, each[name]) for name in ("source", "cue", "content")
        }
        spans = [part.fragments if part else () for part in parts[each["id"]].values()]
        ids[each["id"]] = statement_id(article.id, *spans)
    for each in gold:
        part, key = parts[each["id"]], ids[each["id"]]
        content = part["content"]
        assert content is not None
        name = (each["speaker"] or ["unknown"])[0]
        kind: Any = each["speaker_kind"] if each["speaker_kind"] in get_args(Kind) else "unknown"
        speakers = () if name == "unknown" else (Speaker(name, kind),)
        parent = ids.get(each["parent"]) if each["parent"] else None
        yield key, Statement(
            key, content, part["source"], part["cue"], None if parent == key else parent,
            each["form"], each["type"], each["stance"], each["hedge"] or "none",
            speakers[0] if speakers else None, speakers,
        )  # fmt: skip


def _passage(text: str, start: int, gold: Any) -> Passage | None:  # noqa: ANN401  # JSON
    if not gold:
        return None
    parts = gold if isinstance(gold, list) else [gold]
    return Passage.cut(text, [(each["start"] - start, each["end"] - start) for each in parts])


def disputes(folder: Path, letter: str, ids: dict[str, str]) -> set[tuple[str, str]]:
    """The ids of each denial and what it denies, as the gold has them."""
    gold = json.loads((folder / f"wire-{letter}.json").read_text(encoding="utf-8"))
    return {(ids[each["denial"]], ids[each["of"]]) for each in gold["disputes"]}


def gold_pairs(folder: Path, letters: str) -> tuple[Floats, Floats]:
    """All pairs that blocking leaves of the gold statements: features, and 1 for a dispute."""
    rows, labels = [], []
    for letter in letters:
        made, ids = articles(folder, letter)
        wanted = disputes(folder, letter, ids)
        with tempfile.TemporaryDirectory() as place:
            path = Path(place, "wire.sayso")
            with Ledger.open(path, write=True) as ledger:
                with ledger.writing("training") as writer:
                    for each in made:
                        writer.add(each)
                connection = ledger.connection
                for statement in after(connection, 0, 1 << 30):
                    remember(connection, statement)
                found = pairs(connection, of_articles(connection, 1, 1 << 30))
            vectors = Vectors()
            vectors.prepare(each.content for pair in found for each in pair[:2])
            for pair in found:
                cosine = vectors.cosine(pair.denial.content, pair.claim.content)
                if not is_related(pair, cosine):
                    continue
                rows.append(features(pair, cosine))
                labels.append(float((pair.denial.id, pair.claim.id) in wanted))
    return np.array(rows), np.array(labels)


def spans(folder: Path, letter: str) -> dict[str, list[tuple[int, int]]]:
    """Where the content of each gold statement stands in the dump, by gold id."""
    gold = json.loads((folder / f"wire-{letter}.json").read_text(encoding="utf-8"))
    return {
        each["id"]: [(part["start"], part["end"]) for part in each["content"]]
        for each in gold["statements"]
    }
