"""From the network's outputs to attributions, in words of the article."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.annotation import NAMED, Floats, Mention, Words, runs
from sayso.extracting.encoding import Encoded, Window
from sayso.extracting.linking import CONTENT, Linked, dependents, heads, link, mean
from sayso.extracting.nesting import Inner, nested
from sayso.extracting.network import Config, Outputs
from sayso.extracting.tagging import Marginals, Sequences, TaggedSpan


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its source and contents, and what the network says of it."""

    source: Words | None
    cue: Words
    content: tuple[Words, ...]
    confidence: float
    """Probability that every span and link is right."""
    manner: NDArray[np.float32]
    """Scores of stance, hedge and type, read at the cue."""
    kind: NDArray[np.float32] | None
    """Scores of the source's kind."""
    nested: tuple[Attribution, ...] = field(default=())
    """What stands inside the content."""


def everything(attribution: Attribution) -> Iterator[Attribution]:
    """An attribution and all that stands inside it, outer ones first."""
    yield attribution
    for inner in attribution.nested:
        yield from everything(inner)


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a few consecutive windows say of the words they answer for."""

    attributions: list[Attribution]
    """In reading order."""
    pos: NDArray[np.int8]
    ner: NDArray[np.int8]
    mentions: list[Mention]
    """Names, and the sources of all attributions."""


def decode(
    encoded: Encoded, windows: Sequence[Window], outputs: Sequence[Outputs], config: Config
) -> Decoded:
    """Read the outputs of consecutive windows of one article."""
    inside: list[tuple[int, Linked, float]] = []
    tagged = _spans([each.roles for each in outputs], config)
    for number, (window, spans) in enumerate(zip(windows, tagged, strict=True)):
        low, high = window.keep_begin - window.begin, window.keep_stop - window.begin
        inside.extend(
            (number, linked, chance)
            for linked, chance in _linked(spans, encoded, window, outputs[number], config)
            if low <= linked.cue.first < high
        )
    found = _with_nested(windows, outputs, config, inside)
    pos, ner = (
        [
            getattr(output, layer)[
                window.keep_begin - window.begin : window.keep_stop - window.begin
            ]
            .argmax(1)
            .astype(np.int8)
            for window, output in zip(windows, outputs, strict=True)
        ]
        for layer in ("pos", "ner")
    )
    named = [config.labels["ner"].index(name) for name in NAMED]
    mentions: list[Mention] = []
    for number, (window, output) in enumerate(zip(windows, outputs, strict=True)):
        spans_here = set(runs(ner[number], named, window.keep_begin))
        for owner, attribution in found:
            if owner == number:
                spans_here.update(each.source for each in everything(attribution) if each.source)
        mentions.extend(_mentions(sorted(spans_here), window, output))
    return Decoded(
        [attribution for _, attribution in found],
        np.concatenate(pos),
        np.concatenate(ner),
        mentions,
    )


def _mentions(spans: list[Words], window: Window, output: Outputs) -> list[Mention]:
    if not spans:
        return []
    places = np.array(spans, np.int64) - window.begin
    asking, asked = dependents(output.reference, places), heads(output.reference, places)
    feminine = np.concatenate([[0.0], np.cumsum(output.gender[:, 1] - output.gender[:, 0])])
    means = (feminine[places[:, 1] + 1] - feminine[places[:, 0]]) / (
        places[:, 1] + 1 - places[:, 0]
    )
    return [Mention(*each) for each in zip(spans, asking, asked, means.tolist(), strict=True)]


def _spans(parts: Sequence[Floats], config: Config) -> list[dict[TaggedSpan, float]]:
    """The likely spans of each sequence with their probabilities, weak contents among them."""
    marginals = Marginals(Sequences.of(parts), config.roles)
    source, cue, content = config.thresholds
    lowest = source, cue, min(content, config.weak)
    return [marginals.likely(number, lowest) for number in range(len(parts))]


def _linked(
    spans: dict[TaggedSpan, float],
    encoded: Encoded,
    window: Window,
    output: Outputs,
    config: Config,
) -> list[tuple[Linked, float]]:
    """Cues with what belongs to them, and the probability of the whole."""
    paragraph = encoded.paragraph[window.begin : window.stop]
    return [
        (
            linked,
            linked.probability
            * math.prod(
                spans[span] for span in (linked.cue, linked.source, *linked.content) if span
            ),
        )
        for linked in link(
            spans,
            config.thresholds[CONTENT],
            output.source_link,
            output.content_link,
            config.source_link,
            config.content_link,
            paragraph,
        )
    ]


def _with_nested(
    windows: Sequence[Window],
    outputs: Sequence[Outputs],
    config: Config,
    outer: Sequence[tuple[int, Linked, float]],
) -> list[tuple[int, Attribution]]:
    """The outermost attributions with what stands inside them, by number of window."""
    found: list[tuple[int, Attribution]] = []
    for number, (window, output) in enumerate(zip(windows, outputs, strict=True)):
        here = [(linked, chance) for owner, linked, chance in outer if owner == number]
        contents = [[(span.first, span.last) for span in linked.content] for linked, _ in here]
        for (linked, chance), inners in zip(
            here, nested(output, config.pointing, contents), strict=True
        ):
            inside = tuple(_inner(inner, window, output) for inner in inners)
            found.append((number, _attribution(linked, chance, window, output, inside)))
    return found


def _inner(inner: Inner, window: Window, output: Outputs) -> Attribution:
    def words(span: Words) -> Words:
        return span[0] + window.begin, span[1] + window.begin

    cue, source = inner.cue, inner.source
    return Attribution(
        words(source) if source else None,
        words(cue),
        (words(inner.content),),
        inner.probability,
        output.manner[cue[0] : cue[1] + 1].mean(0),
        output.kind[source[0] : source[1] + 1].mean(0) if source else None,
        tuple(_inner(each, window, output) for each in inner.inside),
    )


def _attribution(
    linked: Linked,
    chance: float,
    window: Window,
    output: Outputs,
    nested: tuple[Attribution, ...],
) -> Attribution:
    def words(span: TaggedSpan) -> Words:
        return span.first + window.begin, span.last + window.begin

    cue, source = linked.cue, linked.source
    return Attribution(
        words(source) if source else None,
        words(cue),
        tuple(words(span) for span in linked.content),
        chance,
        mean(output.manner[cue.first : cue.last + 1]),
        mean(output.kind[source.first : source.last + 1]) if source else None,
        nested,
    )
