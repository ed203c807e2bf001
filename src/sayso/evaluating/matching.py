"""Which found attribution answers which gold one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from sayso.evaluating.gold import GoldAttribution
from sayso.evaluating.spans import jaccard, shared

MIN_JACCARD: Final = 0.5

Admits: TypeAlias = Callable[[GoldAttribution, GoldAttribution], bool]


def alike(gold: GoldAttribution, found: GoldAttribution) -> bool:
    """Overlap as the field counts it.

    Source and content each share half of their characters or more, and the
    cues overlap or both are empty.
    """
    cues_meet = shared(gold.cue, found.cue) > 0 or not (gold.cue or found.cue)
    return (
        cues_meet
        and jaccard(gold.content, found.content) >= MIN_JACCARD
        and jaccard(gold.source, found.source) >= MIN_JACCARD
    )


def near(gold: GoldAttribution, found: GoldAttribution) -> bool:
    """Whether a reader would say that the two mean the same attribution."""
    return shared(gold.cue, found.cue) > 0 or shared(gold.content, found.content) > 0


def best_pairs(
    gold: Sequence[GoldAttribution], found: Sequence[GoldAttribution], admits: Admits
) -> list[tuple[int, int]]:
    """One-to-one pairs of indices among those that ``admits`` lets through.

    The most similar go first, so that an exact answer is never given away to
    a neighbour; ties go by position, so that the result is always the same.
    Both sides are expected tidied.
    """
    candidates = sorted(
        (ours != theirs, -_similarity(ours, theirs), i, j)
        for i, ours in enumerate(gold)
        for j, theirs in enumerate(found)
        if admits(ours, theirs)
    )
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, _, i, j in candidates:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def _similarity(left: GoldAttribution, right: GoldAttribution) -> float:
    return (
        jaccard(left.content, right.content)
        + jaccard(left.source, right.source)
        + jaccard(left.cue, right.cue)
    )
