"""From a reader's raw article to articles as the rest of the house knows them.

Text is repaired, cut into its stories, cleaned, and its facts are completed,
in that order: what shifts characters comes before any offset is fixed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from sayso.reading import cleaning, dirt, dumps, metadata
from sayso.reading.dates import iso
from sayso.reading.languages import language_of
from sayso.reading.raw import Options, RawArticle
from sayso.records import Article, Removed, Span, digest

LONGEST: Final = 1_000_000
"""Characters of one article, and of a piece of a text that is looked at in one go."""

_UNSEEN: Final = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\xa0\xad\u200b-\u200f\u2060-\u206f\ufeff"
_BREAK: Final = r"\n\r\x0b\x85\u2028\u2029"
_VISIBLE: Final = re.compile(rf"[^\s{_UNSEEN}]")
_GAP: Final = re.compile(rf"(?:(?:\r\n|[{_BREAK}])(?:[^\S{_BREAK}]|[{_UNSEEN}])*){{2,}}")
"""Between two paragraphs: lines with nothing to see in them."""


def finish(raw: RawArticle, options: Options) -> Iterator[Article]:
    """The articles in ``raw``: one, or as many as were glued together in it.

    A long text is taken piece by piece, so that it takes little memory; no
    article is longer than ``LONGEST``, what would be is cut between paragraphs.
    """
    at, whole = 0, len(raw.text)
    while True:
        end = _piece_end(raw.text, at)
        part = raw if end - at == whole else _part(raw, at, end)
        text = dirt.repair(part.text)
        places = _Places(part.text, text)
        is_one = part.from_page or options.one_article
        stories = [(0, len(text))] if is_one else dumps.split(text)
        used = end - at
        if end < whole and (last := places.of(stories[-1][0])) >= LONGEST // 2:
            # The last story of a piece may go on in the next: it is looked at again.
            used = last
            del stories[-1]
        for start, stop in stories:
            if whole == used or text[start:stop].strip():
                yield _one(part, text, (start, stop), places)
        at += used
        if at >= whole:
            return


def _piece_end(text: str, start: int) -> int:
    """Where a piece of at most ``LONGEST`` characters ends: between paragraphs, lines or words."""
    end = start + LONGEST
    if end >= len(text):
        return len(text)
    for gap in ("\n\n", "\n", " "):
        at = text.rfind(gap, start + LONGEST // 2, end)
        if at >= 0:
            return at + len(gap)
    return end


def _part(raw: RawArticle, start: int, end: int) -> RawArticle:
    origin = raw.origin
    if _is_placed(raw):
        first = origin.start + start
        origin = replace(origin, start=first, end=first + end - start)
    removed = raw.removed if not start else ()
    return replace(raw, text=raw.text[start:end], origin=origin, removed=removed)


def _is_placed(raw: RawArticle) -> bool:
    """Whether the origin is that of each character; the text of a page has no one place in it."""
    return raw.origin.end - raw.origin.start == len(raw.text)


def _one(raw: RawArticle, whole: str, span: Span, places: _Places) -> Article:
    origin, shift = raw.origin, span[0]
    if span != (0, len(whole)):
        first, last = places.of(span[0]), places.of(span[1])
        origin = replace(origin, start=origin.start + first, end=origin.start + last)
    text, cuts = cleaning.clean(whole[span[0] : span[1]].replace("\f", "\n"))
    is_placed = _is_placed(raw)

    def place(at: int) -> int | None:
        return raw.origin.start + places.of(shift + at) if is_placed else None

    removed = tuple(Removed(cut.text, cut.reason, place(cut.start), place(cut.end)) for cut in cuts)
    article = Article(
        id=digest(text),
        text=text,
        title=_fact(raw.title),
        published=iso(raw.published),
        origin=origin,
        removed=raw.removed + removed,
        language=language_of(text),
        outlet=_fact(raw.outlet),
        byline=_fact(raw.byline),
        updated=iso(raw.updated),
        section=_fact(raw.section),
        url=_fact(raw.url),
    )
    return metadata.complete(article)


def _fact(told: str | None) -> str | None:
    return dirt.whole(told) if told else told


class _Places:
    """Which place in a text as it was read answers to a place in the repaired text.

    Repairs change what is inside of paragraphs but keep the paragraphs, so the
    beginning of each is found exactly; inside of one, visible characters are
    counted, which is exact but behind a character that was mended.
    """

    def __init__(self, raw: str, repaired: str) -> None:
        self._raw, self._repaired = raw, repaired
        self._starts: list[int] = []
        self._raw_starts: list[int] = []
        self._last = 0, 0

    def of(self, place: int) -> int:
        """The place in the raw text."""
        if self._raw == self._repaired:
            return place
        if not self._starts:
            self._align()
        block = bisect_right(self._starts, place) - 1
        here, there = self._starts[block], self._raw_starts[block]
        if here <= self._last[0] <= place:  # places are asked for in order: go on from the last
            here, there = self._last
        count = sum(1 for _ in _VISIBLE.finditer(self._repaired, here, place))
        if count:
            seen = islice(_VISIBLE.finditer(self._raw, there), count - 1, count)
            there = next((match.end() for match in seen), len(self._raw))
        if place == len(self._repaired):
            there = len(self._raw)
        self._last = place, there
        return there

    def _align(self) -> None:
        starts = [0, *(gap.end() for gap in _GAP.finditer(self._repaired))]
        raw_starts = [0, *(gap.end() for gap in _GAP.finditer(self._raw))]
        if len(starts) != len(raw_starts):
            starts, raw_starts = [0], [0]
        self._starts, self._raw_starts = starts, raw_starts
