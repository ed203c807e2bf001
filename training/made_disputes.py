"""Made denials of what others put forward, of which corpora hold few (``links/made.jsonl``).

Each line is a story of invented people: a claim, its denial, and something else that is
said about whoever denies. It is told three times: in three articles, in one with the
claim before the denial, and in one with the claim after it. The denial denies the claim
and not the other statement, nor what any other story tells.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sayso.ledger import Ledger
from sayso.ledger.blocking import remember
from sayso.ledger.comparable import Comparable, after
from sayso.ledger.disputes.likeness import Pair, features, is_related
from sayso.ledger.disputes.pairing import pairs as within_and_across
from sayso.ledger.vectors import Vectors
from sayso.records import Article, Passage, Speaker, Statement, digest, statement_id

Floats = NDArray[np.float64]
Sentence = tuple[str, str, str, Any, Any]
"""Source, cue, content, stance and hedge."""
Told = list[list[tuple[Sentence, ...]]]
"""Stories, their articles, and the sentences of each."""
_DAY: Final = "2031-05-{:02}"
_DAYS: Final = 28


def pairs(path: Path) -> tuple[Floats, Floats]:
    """All pairs that blocking leaves: features, and 1 where the one denies the other."""
    stories = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    made = [list(_told(story)) for story in stories]
    apart: Told = [[(sentence,) for sentence in story] for story in made]
    before: Told = [[(claim, other, denial)] for claim, denial, other in made]
    later: Told = [[(denial, other, claim)] for claim, denial, other in made]
    wanted = {(denial[2], claim[2]) for claim, denial, _ in made}
    rows, labels = [], []
    for told in (apart, before, later):
        vectors = Vectors()
        for pair in _found(told):
            cosine = vectors.cosine(pair.denial.content, pair.claim.content)
            if is_related(pair, cosine):
                rows.append(features(pair, cosine))
                labels.append(float((pair.denial.content, pair.claim.content) in wanted))
    return np.array(rows), np.array(labels)


def _told(story: dict[str, Any]) -> Iterator[Sentence]:
    yield story["claimer"], story["claim_cue"], story["claim"], "affirms", story["hedge"]
    yield story["denier"], story["denial_cue"], story["denial"], story["stance"], "none"
    yield story["teller"], story["other_cue"], story["other"], "affirms", "none"


def _found(told: Told) -> list[Pair]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder, "made.sayso"), write=True) as ledger,
    ):
        with ledger.writing("training") as writer:
            for day, story in enumerate(told):
                for sentences in story:
                    writer.add(_article(sentences, day))
        said: list[Comparable] = after(ledger.connection, 0, 1 << 30)
        for each in said:
            remember(ledger.connection, each)
        return within_and_across(ledger.connection, said)


def _article(sentences: tuple[Sentence, ...], day: int) -> Article:
    text = " ".join(f"{source} {cue} {content}." for source, cue, content, _, _ in sentences)
    key, at, statements = digest(text), 0, []
    for source, cue, content, stance, hedge in sentences:
        parts = []
        for words in (source, cue, content):
            parts.append(Passage.cut(text, [(at, at + len(words))]))
            at += len(words) + 1
        at += 1
        named = any(word[0].isupper() for word in source.split()[-1:])
        speaker = Speaker(source, "person" if named else "unknown")
        statement = Statement(
            statement_id(key, *[part.fragments for part in parts]), parts[2], parts[0], parts[1],
            stance=stance, hedge=hedge, speaker=speaker, speakers=(speaker,),
        )  # fmt: skip
        statements.append(statement)
    return Article(key, text, published=_DAY.format(day % _DAYS + 1), statements=tuple(statements))
