"""Whether two statements are one: what is the same in them, what is not, and how sure that makes.

Each feature is a number near 0 to 1; their weights are learned (``training/links.py``).
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

from rapidfuzz.distance import LCSseq

from sayso.ledger.comparable import Comparable, same_voice
from sayso.ledger.logistic import Logistic

FEATURES: Final = (
    "in the shorter", "in the longer", "shared", "shared and long", "cosine", "same speaker",
    "other speaker", "same speaker, near in meaning", "polarity", "numbers", "names", "other names",
    "days", "far apart", "both quoted", "stance", "hedge", "short", "beyond names",
    "bare names", "cues", "other speaker, shared",
)  # fmt: skip
_OF_COSINE: Final = tuple(name in ("cosine", "same speaker, near in meaning") for name in FEATURES)
"""Which of them are 0 where the cosine is."""
_FEW: Final = 3
"""Words of matter; what has fewer is said by many."""
_MUCH: Final = 0.5
"""Share of the longer one's words that both have if a "not" is all that is between them."""
_WEEK: Final = 7


def shared(one: Comparable, other: Comparable) -> int:
    """How many words of matter stand in both in the same order."""
    return int(LCSseq.similarity(one.wording.stems, other.wording.stems))


def are_opposite(one: Comparable, other: Comparable) -> bool:
    """Whether the same words are affirmed by one and denied by the other."""
    if {one.stance, other.stance} == {"affirms", "denies"}:
        return True
    a, b = one.wording, other.wording
    much = shared(one, other) >= _MUCH * max(len(a.stems), len(b.stems))
    return much and (a.negations > 0) != (b.negations > 0)


def features(one: Comparable, other: Comparable, cosine: float) -> tuple[float, ...]:
    """What speaks for and against the two being one statement, in the order of ``FEATURES``."""
    a, b = one.wording, other.wording
    common = shared(one, other)
    shorter, longer = sorted((len(a.stems), len(b.stems)))
    same = same_voice(one, other)
    gap = abs(one.day - other.day) if one.day and other.day else _WEEK
    numbers = a.numbers ^ b.numbers if a.numbers and b.numbers else ()
    names, both = a.names | b.names, a.names & b.names
    beyond = len((set(a.stems) & set(b.stems)) - names)
    return (
        common / max(shorter, 1),
        common / max(longer, 1),
        min(math.log2(1 + common) / 4, 1.5),
        common / max(shorter, 1) * min(math.log2(1 + common) / 4, 1.5),
        cosine,
        float(same is True),
        float(same is False),
        cosine * (same is True),
        float((a.negations > 0) != (b.negations > 0)),
        float(bool(numbers)),
        len(both) / max(len(names), 1),
        float(bool(a.names and b.names) and not both),
        min(math.log2(1 + gap) / 5, 1.5),
        float(gap > _WEEK),
        float(one.form != "indirect" and other.form != "indirect"),
        float(one.stance != other.stance),
        float(one.hedge != other.hedge),
        float(shorter < _FEW),
        min(math.log2(1 + beyond) / 4, 1.5),
        float(beyond == 0),
        _cues(one, other),
        common / max(longer, 1) * (same is False),
    )


def could_be(one: Comparable, other: Comparable) -> bool:
    """Whether the two could be one, whatever their similarity; that costs most."""
    likely = model()
    near = features(one, other, 1.0)
    far = tuple(0.0 if of_it else each for each, of_it in zip(near, _OF_COSINE, strict=True))
    return max(likely(near), likely(far)) >= likely.threshold


def _cues(one: Comparable, other: Comparable) -> float:
    """Whether both put it forward with the same word; "said" and "told" have none of matter."""
    a, b = set(one.cue_words.stems), set(other.cue_words.stems)
    return float((not a and not b) or not a.isdisjoint(b))


@cache
def model() -> Logistic:
    """The learned weights."""
    return Logistic.load("echoes.json", FEATURES)


def reason(one: Comparable, other: Comparable, row: tuple[float, ...]) -> str:
    """In words, what the likeness rests on."""
    value = dict(zip(FEATURES, row, strict=True))
    common = shared(one, other)
    shorter = min(len(one.wording.stems), len(other.wording.stems))
    same = {True: "same speaker", False: "other speaker", None: "speaker open"}
    parts = [
        f"{common} of {shorter} words in order",
        f"similarity {value['cosine']:.2f}",
        same[same_voice(one, other)],
    ]
    if one.day and other.day:
        gap = abs(one.day - other.day)
        parts.append("same day" if not gap else f"{gap} day{'s' * (gap != 1)} apart")
    if value["polarity"]:
        parts.append("one is negated")
    if value["numbers"]:
        parts.append("numbers differ")
    return ", ".join(parts)
