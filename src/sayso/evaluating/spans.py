"""Arithmetic on spans: trimming, merging, overlap."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from sayso.evaluating.gold import GoldAttribution
from sayso.records import Span


def tidied(
    article_text: str, attribution: GoldAttribution, *, loose_edges: bool
) -> GoldAttribution:
    """The attribution, and what is nested in it, with the spans that are compared.

    Every span loses the white space at its edges, with ``loose_edges`` the
    punctuation too; spans of white space alone go, duplicates go, order is
    that of the text.
    """

    def tidy(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        trimmed = {trim(article_text, span, loose_edges=loose_edges) for span in spans}
        return tuple(sorted(span for span in trimmed if span[0] < span[1]))

    return _with_spans(attribution, tidy)


def shifted(attribution: GoldAttribution, distance: int) -> GoldAttribution:
    """The attribution, and what is nested in it, that many characters further on."""

    def shift(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((start + distance, end + distance) for start, end in spans)

    return _with_spans(attribution, shift)


def _with_spans(
    attribution: GoldAttribution, change: Callable[[tuple[Span, ...]], tuple[Span, ...]]
) -> GoldAttribution:
    labels = attribution.labels
    if labels is not None and labels.nested:
        labels = replace(labels, nested=tuple(_with_spans(each, change) for each in labels.nested))
    return replace(
        attribution,
        source=change(attribution.source),
        cue=change(attribution.cue),
        content=change(attribution.content),
        labels=labels,
    )


def trim(article_text: str, span: Span, *, loose_edges: bool) -> Span:
    """The span without white space, or punctuation too, at its edges.

    A span of punctuation alone, such as the colon that is a transcript's cue,
    keeps it: there is nothing else to compare.
    """
    words = _shrink(article_text, span, str.isspace)
    if not loose_edges:
        return words
    bare = _shrink(article_text, words, _is_loose)
    return bare if bare[0] < bare[1] else words


def _shrink(article_text: str, span: Span, drop: Callable[[str], bool]) -> Span:
    start, end = span
    while start < end and drop(article_text[start]):
        start += 1
    while start < end and drop(article_text[end - 1]):
        end -= 1
    return start, end


def _is_loose(character: str) -> bool:
    # The backtick is a symbol to Unicode, but a quotation mark to some agencies.
    return (
        character.isspace() or character == "`" or unicodedata.category(character).startswith("P")
    )


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters in the fewest spans, in order."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def shared(left: Iterable[Span], right: Iterable[Span]) -> int:
    """How many characters both cover."""
    count = 0
    ours, theirs = merged(left), merged(right)
    i = j = 0
    while i < len(ours) and j < len(theirs):
        count += max(0, min(ours[i][1], theirs[j][1]) - max(ours[i][0], theirs[j][0]))
        if ours[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1
    return count


def jaccard(left: Iterable[Span], right: Iterable[Span]) -> float:
    """Shared characters over all characters, 0 to 1; two empty sides are equal."""
    ours, theirs = merged(left), merged(right)
    both = shared(ours, theirs)
    union = sum(end - start for start, end in (*ours, *theirs)) - both
    return both / union if union else 1.0
