"""How well dates are found, resolved and given to statements on the wire stories."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sayso.extracting.dates import Found, article_date, dateline_date, find_dates, said_on

WIRE = Path(__file__).parents[3] / "shared/data/wire"
TRAIN, DEV = "ceg", "dfh"

pytestmark = pytest.mark.skipif(
    not WIRE.is_dir(), reason="the wire stories are not beside the project"
)


@dataclass
class Score:
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def share(self, right: str, of: str) -> float:
        return self.counts[right] / self.counts[of]


@cache
def measured(letters: str) -> Score:
    score = Score()
    for letter in letters:
        gold = json.loads((WIRE / f"wire-{letter}.json").read_text("utf-8"))
        measure(gold, (WIRE / f"wire-{letter}.txt").read_text("utf-8"), score)
    return score


@pytest.mark.parametrize("letters", [TRAIN, DEV])
def test_dates_are_found(letters: str) -> None:
    score = measured(letters)
    assert score.share("found", "gold") >= 0.97, score.notes
    assert score.share("exact", "gold") >= 0.97, score.notes
    # The stories leave out some dates, so this floor is lower than it looks.
    assert score.share("right", "proposed") >= 0.88, score.notes


@pytest.mark.parametrize("letters", [TRAIN, DEV])
def test_dates_are_resolved(letters: str) -> None:
    score = measured(letters)
    assert score.share("resolved", "gold") >= 0.95, score.notes


@pytest.mark.parametrize("letters", [TRAIN, DEV])
def test_statements_bear_their_date(letters: str) -> None:
    score = measured(letters)
    assert score.share("said_on right", "said_on gold") >= 0.95, score.notes
    assert score.share("said_on right", "said_on proposed") >= 0.8, score.notes


def measure(gold: dict[str, Any], text: str, score: Score) -> None:
    bounds = list(pairwise([*(a["start"] for a in gold["articles"]), len(text)]))
    # The year of "Colombo, June 5" stands in the dump's other stories alone.
    known = next(filter(None, (dateline_date(text[start:end]) for start, end in bounds)), None)
    for start, end in bounds:
        story = text[start:end]
        anchor = dateline_date(story, known) or article_date(story)
        dates = [d for d in gold["dates"] if start <= d["start"] < end]
        measure_story(story, start, anchor, dates, gold["statements"], score)


def measure_story(
    story: str,
    offset: int,
    anchor: date | None,
    dates: list[dict[str, Any]],
    statements: list[dict[str, Any]],
    score: Score,
) -> None:
    found = find_dates(story, anchor)
    hit: set[int] = set()
    for gold in dates:
        score.counts["gold"] += 1
        start, end = gold["start"] - offset, gold["end"] - offset
        match = next((f for f in found if f.start < end and start < f.end), None)
        if match is None:
            score.notes.append(f"missed {gold['text']!r}")
            continue
        hit.add(match.start)
        score.counts["found"] += 1
        score.counts["exact"] += without_lead(gold["text"]) == without_lead(match.text)
        if agrees(match, gold["resolved"]):
            score.counts["resolved"] += 1
        else:
            score.notes.append(f"{match} is {gold['resolved']} from {anchor}")
    score.counts["proposed"] += len(found)
    score.counts["right"] += len(hit)
    score.notes += [
        f"extra {f.text!r} in {story[max(0, f.start - 40) : f.end + 20]!r}"
        for f in found
        if f.start not in hit
    ]
    measure_saying(story, offset, found, dates, statements, score)


def measure_saying(
    story: str,
    offset: int,
    found: list[Found],
    dates: list[dict[str, Any]],
    statements: list[dict[str, Any]],
    score: Score,
) -> None:
    for statement in statements:
        cue = statement["cue"]
        if not cue or not offset <= cue["start"] < offset + len(story):
            continue
        contents = [(c["start"] - offset, c["end"] - offset) for c in statement["content"]]
        span = cue["start"] - offset, cue["end"] - offset
        when = said_on(story, sentence_around(story, span), span, contents, found)
        wanted = [
            d
            for d in dates
            if d["statement"] == statement["id"]
            and not any(s <= d["start"] - offset < e for s, e in contents)
        ]
        score.counts["said_on gold"] += bool(wanted)
        score.counts["said_on proposed"] += when is not None
        place = when.fragments[0] if when else (0, 0)
        right = any(d["start"] - offset < place[1] and place[0] < d["end"] - offset for d in wanted)
        score.counts["said_on right"] += right
        if (wanted or when) and not right:
            sentence = story[slice(*sentence_around(story, span))]
            score.notes.append(
                f"said_on {cue['text']!r}: {when and when.text!r} for "
                f"{[d['text'] for d in wanted]} in {sentence!r}"
            )


def sentence_around(text: str, span: tuple[int, int]) -> tuple[int, int]:
    ends = re.compile(r"[.!?][”’\"']?\s+(?=[A-Z“‘\"'])|\n\n")
    breaks = [m.end() for m in ends.finditer(text)]
    start = max((b for b in breaks if b <= span[0]), default=0)
    return start, min((b for b in breaks if b >= span[1]), default=len(text))


def without_lead(words: str) -> str:
    return re.sub(r"^(?:on|in|by|since|to|late|late on) |[’']s$", "", words, flags=re.IGNORECASE)


def agrees(found: Found, resolved: str) -> bool:
    """Whole months stand in the gold for weeks too."""
    if found.first is None or found.last is None:
        return False
    if len(resolved) == 10:
        return found.first.isoformat() == found.last.isoformat() == resolved
    fine = (
        found.granularity == ("month" if len(resolved) == 7 else "year")
        or found.first != found.last
    )
    return fine and found.first.isoformat().startswith(resolved)
