"""Attributions inside the content of others, to any depth that a text has.

Tags cannot mark what overlaps, and nested attributions do: in "she said that
he denied knowing it" three contents end at one place. So only their cues are
tagged, and each cue points to the ends of its source and of its content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.annotation import Floats, Words
from sayso.extracting.linking import gelu, mean, softmax
from sayso.extracting.network import Outputs, Pointing
from sayso.extracting.pairing import buckets, word_gaps

POINTERS = 4
"""Source start, source end, content start, content end."""
LEAST = 0.02
"""Probability below which a nested attribution is noise more often than not."""
LONGEST_SOURCE = 16
"""Words."""
DEPTH = 3
"""Levels below the outermost; deeper ones are counted to the last."""


@dataclass(slots=True)
class Inner:
    """A nested attribution, in words of its window."""

    cue: Words
    source: Words | None
    content: Words
    probability: float
    inside: list[Inner] = field(default_factory=list)
    """Those in its own content."""


def nested(
    output: Outputs, pointing: Pointing, contents: Sequence[Sequence[Words]]
) -> list[list[Inner]]:
    """What stands inside each outermost content, as trees.

    ``contents`` holds the fragments of each, in words of the window.
    """
    found: list[list[Inner]] = [[] for _ in contents]
    tagged = 1 - softmax(output.nested_cue)[:, 0]
    if not contents or tagged.max(initial=0.0) < pointing.threshold:
        return found
    begins = output.nested_cue[:, 1] > output.nested_cue[:, 2]
    cues = [
        (owner, fragment, cue)
        for owner, fragments in enumerate(contents)
        for fragment in fragments
        for cue in _cues(tagged, begins, fragment, pointing.threshold)
    ]
    if not cues:
        return found
    scores = _scores(output.pointing, pointing, [cue for _, _, cue in cues])
    for (owner, fragment, cue), score in zip(cues, scores, strict=True):
        inner = _pointed(score, pointing.none, fragment, cue)
        if inner is not None:
            inner.probability *= float(tagged[cue[0] : cue[1] + 1].mean())
            if inner.probability >= LEAST:
                found[owner].append(inner)
    return [_trees(each) for each in found]


def _cues(
    tagged: Floats, begins: NDArray[np.bool_], fragment: Words, threshold: float
) -> list[Words]:
    """Stretches of likely words, parted where a new cue begins."""
    cues: list[Words] = []
    first = -1
    for word in range(fragment[0], fragment[1] + 2):
        likely = word <= fragment[1] and tagged[word] >= threshold
        if first >= 0 and (not likely or begins[word]):
            cues.append((first, word - 1))
            first = -1
        if likely and first < 0:
            first = word
    return cues


def _scores(vectors: Floats, pointing: Pointing, cues: list[Words]) -> Floats:
    """Of every word for every pointer of every cue [C, POINTERS, V]."""
    width = vectors.shape[1] // 2
    means = np.stack([mean(vectors[first : last + 1, :width]) for first, last in cues])
    heads = gelu(means).reshape(len(cues), POINTERS, -1)
    words = gelu(vectors[:, width:]).reshape(len(vectors), POINTERS, -1)
    score = np.einsum("cpl,wpl->cpw", heads, words) / np.sqrt(heads.shape[2])
    gaps = buckets(word_gaps(np.array(cues, np.int64), len(vectors)))
    return np.asarray(score + pointing.distance[:, gaps].swapaxes(0, 1), np.float32)


def _pointed(score: Floats, none: float, fragment: Words, cue: Words) -> Inner | None:
    """The spans that a cue points to within its fragment; None without a content."""
    begin, stop = fragment[0], fragment[1] + 1
    inside = score[:, begin:stop]
    left, right = cue[0] - begin, cue[1] - begin
    start = softmax(np.append(inside[0], np.float32(none)))
    source = _span(start[:-1], softmax(inside[1]), left, right, LONGEST_SOURCE)
    content = _span(softmax(inside[2]), softmax(inside[3]), left, right, len(inside[2]))
    if content is None:
        return None
    probability = content[2]
    place: Words | None = None
    if source is not None and source[2] > float(start[-1]) * float(softmax(inside[1]).max()):
        place = source[0] + begin, source[1] + begin
        probability *= source[2]
    else:
        probability *= float(start[-1])
    return Inner(cue, place, (content[0] + begin, content[1] + begin), probability)


def _span(
    starts: Floats, ends: Floats, left: int, right: int, longest: int
) -> tuple[int, int, float] | None:
    """The likeliest start and end on one side of the cue ``left:right``."""
    best: tuple[int, int, float] | None = None
    for low, high in ((0, left), (right + 1, len(starts))):
        if low >= high:
            continue
        place, chance = low, 0.0
        for end in range(low, high):
            if starts[end] > chance or end - place >= longest:
                place = end if end - place < longest else _top(starts, end - longest + 1, end)
                chance = float(starts[place])
            both = chance * float(ends[end])
            if best is None or both > best[2]:
                best = place, end, both
    return best


def _top(values: Floats, first: int, last: int) -> int:
    return first + int(values[first : last + 1].argmax())


def _trees(inners: list[Inner]) -> list[Inner]:
    """Each under the shortest content that its cue stands in, at most ``DEPTH`` levels."""
    ordered = sorted(inners, key=lambda inner: inner.content[0] - inner.content[1])
    roots: list[Inner] = []
    depth: dict[int, int] = {}
    for number, inner in enumerate(ordered):
        around = [
            outer
            for outer in ordered[:number]
            if outer.content[0] <= inner.cue[0]
            and inner.cue[1] <= outer.content[1]
            and depth[id(outer)] < DEPTH
        ]
        depth[id(inner)] = depth[id(around[-1])] + 1 if around else 1
        (around[-1].inside if around else roots).append(inner)
    return roots
