"""Made denials across articles, of which real corpora hold few (``links/made.jsonl``).

Each line is a story in three articles of invented people: a claim, its denial, and
something else that is said about whoever denies. The denial denies the first and not
the other, nor what any other story tells.
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
from sayso.ledger.comparable import after
from sayso.ledger.disputes.likeness import Pair, features, is_related
from sayso.ledger.vectors import Vectors
from sayso.records import Article, Passage, Speaker, Statement, digest, statement_id

Floats = NDArray[np.float64]
_DAY: Final = "2031-05-{:02}"
_DAYS: Final = 28


def pairs(path: Path) -> tuple[Floats, Floats]:
    """All pairs of a denial with any claim: features, and 1 for its own."""
    stories = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder, "made.sayso"), write=True) as ledger,
    ):
        with ledger.writing("training") as writer:
            for number, story in enumerate(stories):
                for article in _articles(story, number):
                    writer.add(article)
        said = after(ledger.connection, 0, 1 << 30)
    claims, denials, others = said[0::3], said[1::3], said[2::3]
    vectors = Vectors()
    vectors.prepare(each.content for each in said)
    rows, labels = [], []
    for denial, own in zip(denials, claims, strict=True):
        for claim in (*claims, *others):
            cosine = vectors.cosine(denial.content, claim.content)
            pair = Pair(denial, claim, nearest=False)
            if is_related(pair, cosine) or claim is own:
                rows.append(features(pair, cosine))
                labels.append(float(claim is own))
    return np.array(rows), np.array(labels)


def _articles(story: dict[str, Any], number: int) -> Iterator[Article]:
    yield _article(story["claimer"], story["claim_cue"], story["claim"], number, story["hedge"])
    yield _article(
        story["denier"], story["denial_cue"], story["denial"], number + 1, "none", story["stance"]
    )
    yield _article(story["teller"], story["other_cue"], story["other"], number + 2, "none")


def _article(
    source: str, cue: str, content: str, day: int, hedge: Any, stance: Any = "affirms"  # noqa: ANN401
) -> Article:
    text = f"{source} {cue} {content}."
    ends = (len(source), len(source) + 1 + len(cue), len(text) - 1)
    spans = ((0, ends[0]), (ends[0] + 1, ends[1]), (ends[1] + 1, ends[2]))
    parts = [Passage.cut(text, [span]) for span in spans]
    named = any(word[0].isupper() for word in source.split()[-1:])
    speaker = Speaker(source, "person" if named else "unknown")
    key = digest(text)
    statement = Statement(
        statement_id(key, *[part.fragments for part in parts]), parts[2], parts[0], parts[1],
        stance=stance, hedge=hedge, speaker=speaker, speakers=(speaker,),
    )  # fmt: skip
    return Article(key, text, published=_DAY.format(day % _DAYS + 1), statements=(statement,))
