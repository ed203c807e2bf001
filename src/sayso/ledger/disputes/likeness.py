"""Whether one statement denies another: what speaks for it, what against, and how sure that makes.

Each feature is a number near 0 to 1; their weights are learned (``training/links.py``).
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final, NamedTuple

from sayso.ledger.comparable import Comparable, claims, denies, same_voice, verdicts
from sayso.ledger.logistic import Logistic
from sayso.ledger.wording import Wording, function_words, read


class Pair(NamedTuple):
    """A denial, and what it may deny."""

    denial: Comparable
    claim: Comparable
    nearest: bool
    """Whether this is the last before the denial that puts something forward, of others."""


FEATURES: Final = (
    "denying cue", "other denying stance", "negated", "verdict", "negation", "refers", "bare",
    "inside", "same article", "before", "near", "same paragraph", "nearest",
    "same speaker", "about denier", "claimant spoken of", "in the shorter", "shared", "cosine",
    "put forward", "hedged", "claim denies", "claim bare", "elsewhere, days",
    "denying, inside", "denying, inside, put forward", "denying, refers, before, near",
    "denying, before, near", "denying, about denier", "verdict, inside", "verdict, cosine",
    "negation, cosine", "negation, about denier, near", "same speaker, inside",
    "elsewhere, denying, cosine", "elsewhere, opposite, cosine", "wished", "claim wished",
    "denying, claim wished", "elsewhere, denying, about denier, cosine",
    "elsewhere, denying, put forward, cosine",
)  # fmt: skip
_OF_COSINE: Final = tuple("cosine" in name for name in FEATURES)
"""Which of them are 0 where the cosine is."""
_FAR: Final = 6.0
"""Statements between two, as a power of two, that count as far."""
_PARAGRAPH: Final = 400
"""Characters."""
RELATED: Final = 0.3
"""Similarity from which two statements of different articles are about the same."""
_CUE: Final = 40
"""Characters shown of a cue."""
_REFERRING: Final = 2
"""Words of matter; a denial with fewer says "it", "the allegation"."""


def features(pair: Pair, cosine: float) -> tuple[float, ...]:
    """What speaks for and against the denial denying the claim, in the order of ``FEATURES``."""
    denial, claim = pair.denial, pair.claim
    d, c = denial.wording, claim.wording
    # What a claim itself says is no word of whoever denies it.
    own = _without(denial, claim) if claim.parent == denial.key else d
    here = denial.article == claim.article
    same = same_voice(denial, claim)
    cue = denial.cue_denies
    verdict = not verdicts().isdisjoint(own.words - c.words)
    negation = own.negations > 0
    refers = len(d.stems) <= _REFERRING or not claims().isdisjoint(own.words)
    inside = claim.parent == denial.key
    between = abs(denial.place - claim.place)
    near = max(0.0, 1 - math.log2(max(between, 1)) / _FAR) if here else 0.0
    before = here and claim.start < denial.start
    d_stems, c_stems = set(d.stems), set(c.stems)
    common = len(d_stems & c_stems)
    about = _about_denier(denial, claim, same)
    answered = not d_stems.isdisjoint(claim.surnames) or not d.names.isdisjoint(
        claim.source_words.stems
    )
    forward = claim.puts_forward
    opposite = negation != (c.negations > 0)
    gap = abs(denial.day - claim.day) if denial.day and claim.day else 0
    closer = max(cosine - RELATED, 0.0) / (1 - RELATED)
    return (
        cue, denial.stance == "denies" and not cue, denial.stance == "negated", verdict, negation,
        refers, not d_stems - d.names, inside, here, before, near,
        here and abs(denial.start - claim.start) < _PARAGRAPH, pair.nearest, same is True, about,
        answered, common / max(min(len(d_stems), len(c_stems)), 1),
        min(math.log2(1 + common) / 3, 1.5), cosine, forward, claim.hedge != "none",
        claim.stance in ("denies", "negated"), not c_stems - c.names,
        (not here) * min(math.log2(1 + gap) / 5, 1.5),
        cue and inside, cue and inside and forward, cue * refers * before * near,
        cue * before * near, cue and about, verdict and inside, verdict * cosine,
        negation * cosine, negation * about * near, same is True and inside,
        (not here) * (cue or verdict) * closer, (not here) * opposite * closer,
        denial.type == "eventuality", claim.type == "eventuality",
        cue and claim.type == "eventuality", (not here) * cue * about * closer,
        (not here) * cue * forward * closer,
    )  # fmt: skip


def could_be(pair: Pair) -> bool:
    """Whether it could be a dispute, whatever the similarity of the two; that costs most."""
    likely = model()
    near = features(pair, 1.0)
    far = tuple(0.0 if of_it else each for each, of_it in zip(near, _OF_COSINE, strict=True))
    return max(likely(near), likely(far)) >= likely.threshold


def possible(pair: Pair) -> bool:
    """Whether a pair is worth weighing: what denies says no, and not in the claim's own words."""
    denial, claim = pair.denial, pair.claim
    inside = claim.parent == denial.key and len(claim.content) < len(denial.content)
    if denial.article == claim.article and not inside:
        apart = denial.end <= claim.start or claim.end <= denial.start
        if not apart:
            return False
    if denial.stance in ("denies", "negated") or denial.cue_denies:
        return True
    return not inside or denies(_without(denial, claim))


def is_related(pair: Pair, cosine: float) -> bool:
    """Whether both are about the same; within an article that is left to the weights."""
    return pair.denial.article == pair.claim.article or cosine >= RELATED


def _without(denial: Comparable, claim: Comparable) -> Wording:
    """The words of a denial but for those of a claim that stands in it."""
    return read(denial.content.replace(claim.content, " "))


def _about_denier(denial: Comparable, claim: Comparable, same: bool | None) -> bool:
    """Whether whoever denies is spoken of in the claim, or their country or office is."""
    if same is True:
        return False
    spoken = set(claim.wording.stems) | claim.source_words.names
    if not spoken.isdisjoint(denial.surnames) or not spoken.isdisjoint(denial.source_words.names):
        return True
    names = {word for each in denial.voices if each.named for word in each.name.split()}
    return not claim.wording.words.isdisjoint(names - function_words())


@cache
def model() -> Logistic:
    """The learned weights."""
    return Logistic.load("disputes.json", FEATURES)


def reason(pair: Pair, cosine: float) -> str:
    """In words, what the link rests on."""
    denial, claim = pair.denial, pair.claim
    if denial.stance in ("denies", "negated") or denial.cue_denies:
        parts = [f"denied by “{denial.cue[:_CUE]}”"]
    elif found := denial.wording.words & verdicts():
        parts = [f"called {min(found)}"]
    else:
        parts = ["says that it is not so"]
    if claim.parent == denial.key:
        parts.append("the claim stands in the denial")
    elif claim.article == denial.article:
        away = denial.place - claim.place
        side = "before" if away > 0 else "after"
        parts.append(f"{abs(away)} statement{'s' * (abs(away) != 1)} {side}")
    else:
        parts.append("other article")
    if _about_denier(denial, claim, same_voice(denial, claim)):
        parts.append("the claim is about the denier")
    if claim.hedge != "none":
        parts.append(f"the claim is {claim.hedge}")
    common = len(set(denial.wording.stems) & set(claim.wording.stems))
    if common:
        parts.append(f"{common} word{'s' * (common != 1)} in common")
    parts.append(f"similarity {cosine:.2f}")
    return ", ".join(parts)
