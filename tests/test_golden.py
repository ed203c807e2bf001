"""The stories that come with Sayso, read by hand, against what Sayso reads in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from sayso import Extractor, Statement

STORIES = Path(__file__).parent.parent / "src/sayso/examples"
GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.tsv"))


@dataclass(frozen=True)
class Reading:
    """One statement as a person reads it; the content by its first words."""

    source: str
    cue: str
    content: str
    speaker: str
    stance: str
    hedge: str


def golden(name: str) -> list[Reading]:
    lines = (GOLDEN / f"{name}.tsv").read_text("utf-8").splitlines()
    return [Reading(*line.split("\t")) for line in lines if not line.startswith("#")]


@cache
def extracted(name: str) -> list[Statement]:
    return Extractor.load().extract((STORIES / f"{name}.txt").read_text("utf-8"))


def match(reading: Reading, statements: list[Statement]) -> Statement | None:
    for statement in statements:
        cue = statement.cue.text if statement.cue else ""
        if reading.cue in cue and reading.content[:20] in statement.content.text:
            return statement
    return None


def names(found: Statement | None) -> str:
    return " & ".join(speaker.name for speaker in found.speakers) if found else ""


@pytest.mark.parametrize("name", NAMES)
def test_nearly_all_of_a_story_is_found(name: str) -> None:
    readings = golden(name)
    missed = [r for r in readings if match(r, extracted(name)) is None]
    assert len(missed) <= 0.2 * len(readings), missed


@pytest.mark.parametrize("name", NAMES)
def test_who_is_behind_it(name: str) -> None:
    found = [(r, match(r, extracted(name))) for r in golden(name)]
    wrong = [
        (r.source, r.speaker, names(s))
        for r, s in found
        if s is not None and r.speaker.casefold() not in names(s).casefold()
    ]
    assert len(wrong) <= 0.2 * len(found), wrong


@pytest.mark.parametrize("name", NAMES)
def test_how_it_is_put_forward(name: str) -> None:
    found = [(r, s) for r in golden(name) if (s := match(r, extracted(name))) is not None]
    wrong = [
        (r.cue, r.content, s.stance, s.hedge)
        for r, s in found
        if (s.stance, s.hedge) != (r.stance, r.hedge)
    ]
    assert len(wrong) <= 0.15 * len(found), wrong


def test_denials_are_denials() -> None:
    denials = {
        (s.cue.text, names(s))
        for name in NAMES
        for s in extracted(name)
        if s.cue and s.stance == "denies"
    }
    assert any("denied" in cue and "Marchetti" in who for cue, who in denials)
    assert any("denied" in cue and "Baltrand" in who for cue, who in denials)


def test_a_statement_inside_another_names_its_parent() -> None:
    statements = extracted("harbour-strike")
    praise = [s for s in statements if s.parent and s.cue and "praised" in s.cue.text]
    assert praise
    outer = next(s for s in statements if s.id == praise[0].parent)
    assert outer.cue is not None
    assert "says" in outer.cue.text
