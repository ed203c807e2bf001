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


def answers(gold: GoldAttribution, found: GoldAttribution) -> bool:
    """Whether a found outermost attribution is close enough to be asked who speaks in it.

    The contents share half of their characters or more, and the cues overlap
    or the sources share half of theirs.
    """
    return jaccard(gold.content, found.content) >= MIN_JACCARD and (
        shared(gold.cue, found.cue) > 0 or jaccard(gold.source, found.source) >= MIN_JACCARD
    )


def answers_inside(gold: GoldAttribution, found: GoldAttribution) -> bool:
    """The same for nested attributions, whose sources are often left out.

    The cues overlap, and the contents share half of their characters or more;
    a content that the gold does not mark may be anything.
    """
    return shared(gold.cue, found.cue) > 0 and (
        not gold.content or jaccard(gold.content, found.content) >= MIN_JACCARD
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


def answers_to_optional(
    gold: Sequence[GoldAttribution], found: Sequence[GoldAttribution]
) -> set[int]:
    """Indices of the found attributions that answer optional gold: nobody counts them.

    Nor those that answer what is nested in optional gold, which is outermost
    to whoever does without it. Required gold is served first where it is as similar.
    """
    required = [each for each in gold if not each.optional]
    optional = [each for each in gold if each.optional]
    optional += [inner for each in optional if each.labels for inner in each.labels.nested]
    if not optional:
        return set()
    pairs = best_pairs([*required, *optional], found, answers)
    return {j for i, j in pairs if i >= len(required)}


def _similarity(left: GoldAttribution, right: GoldAttribution) -> float:
    return (
        jaccard(left.content, right.content)
        + jaccard(left.source, right.source)
        + jaccard(left.cue, right.cue)
    )
