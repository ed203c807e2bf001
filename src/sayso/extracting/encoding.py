"""An article's text as the encoder sees it: words, word pieces, features.

The encoder is uncased, so what its vocabulary cannot say is handed to it
beside the word pieces: how a word is written (``case``), whether it stands
inside quotation marks (``quoted``) and whether it belongs to the first
paragraph, which in news is the headline or the lead (``place``).

Training and inference both come through here, so they cannot drift apart.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.quotation import LINE_ENDS, quotation_states

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Marks = NDArray[np.int64]

CLS, SEP = 101, 102
MAX_CHUNK = 20_000
"""Characters tokenized at once: bounds memory on a text without line ends."""

_LINE = re.compile(f"[^{LINE_ENDS}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text in words and word pieces. W words, P pieces."""

    pieces: NDArray[np.int32]
    """Vocabulary ids [P]."""
    first: NDArray[np.int32]
    """Index of each word's first piece, and P at the end [W + 1]."""
    start: NDArray[np.int32]
    """Where each word starts in the text, in code points [W]."""
    end: NDArray[np.int32]
    """Where each word ends [W]."""
    paragraph: NDArray[np.int32]
    """Which line of the text each word belongs to, counted from 0 [W]."""
    case: NDArray[np.int8]
    """0 lower or caseless, 1 Capitalised, 2 ALL CAPITALS, 3 miXed or digits [W]."""
    quoted: NDArray[np.int8]
    """See ``quotation_states`` [W]."""

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words that the encoder reads at once. N inputs, V words."""

    begin: int
    """First word of the stretch."""
    stop: int
    """One past its last word."""
    keep_begin: int
    """First word whose cues this window answers for; earlier ones are context."""
    keep_stop: int
    """One past the last such word."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the network is fed for one window: N inputs, V words."""

    pieces: NDArray[np.int64]
    case: NDArray[np.int64]
    quoted: NDArray[np.int64]
    place: NDArray[np.int64]
    words: NDArray[np.int64]
    """Index among the N inputs of each word's first piece [V]."""


def encode(text: str, tokenizer: Tokenizer) -> Encoded:
    """Cut ``text`` into words and word pieces, line by line.

    Lone surrogates are shown to the tokenizer as U+FFFD; offsets are those of
    ``text`` itself.
    """
    shown = _SURROGATE.sub("\ufffd", text)
    # Arrays, not lists: a text of 20 MB has millions of words.
    pieces, first, start, end, paragraph = (array("i") for _ in range(5))
    number = -1
    for line in _LINE.finditer(shown):
        known = len(start)
        for base, stop in _chunks(shown, line.start(), line.end()):
            encoding = tokenizer.encode(shown[base:stop], add_special_tokens=False)
            before = None
            offset = len(pieces)
            for position, (word, (left, right)) in enumerate(
                zip(encoding.word_ids, encoding.offsets, strict=True)
            ):
                if word != before:
                    first.append(offset + position)
                    start.append(base + left)
                    end.append(base + right)
                    before = word
                else:
                    end[-1] = base + right
            pieces.extend(encoding.ids)
        if not line.group().isascii():
            for new in range(known, len(end)):
                end[new] = _with_accents(shown, end[new])
        if len(start) > known:
            number += 1
            paragraph.extend(repeat(number, len(start) - known))
    first.append(len(pieces))
    starts = np.asarray(start, np.int32)
    states = quotation_states(shown)
    return Encoded(
        pieces=np.asarray(pieces, np.int32),
        first=np.asarray(first, np.int32),
        start=starts,
        end=np.asarray(end, np.int32),
        paragraph=np.asarray(paragraph, np.int32),
        case=np.fromiter(
            (_case(shown[left:right]) for left, right in zip(start, end, strict=True)),
            np.int8,
            len(starts),
        ),
        quoted=states[starts] if len(starts) else np.zeros(0, np.int8),
    )


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut ``text[start:end]`` into at most ``MAX_CHUNK`` characters, at spaces if there are any."""
    while end - start > MAX_CHUNK:
        space = text.rfind(" ", start + 1, start + MAX_CHUNK)
        cut = space if space > start else start + MAX_CHUNK
        yield start, cut
        start = cut
    yield start, end


def _with_accents(text: str, end: int) -> int:
    """A word's end, moved past accents of its last letter, which the tokenizer drops."""
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    return end


def _case(word: str) -> int:
    if word.islower() or not word[:1].isalnum():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 3 if word.lower() != word.upper() or word[0].isdigit() else 0


def windows(
    encoded: Encoded, text: str, limit: int, context: int = 0, head: int | None = None
) -> list[Window]:
    """Pack whole paragraphs into windows of at most ``limit`` inputs.

    A paragraph that does not fit is cut after a sentence, or at a word where
    it has none. Up to ``context`` pieces of whole paragraphs (or, in a cut
    paragraph, of words) before and after are shown with each window, so that
    an attribution across a seam is read whole by one window. ``head`` makes
    the first window smaller, which moves every seam: training cuts anew each
    epoch.
    """
    room = limit - 2 - context
    cores: list[tuple[int, int]] = []
    begin, used = 0, 0
    allowed = min(room, head) if head else room
    for left, right in _units(encoded, text, room):
        size = int(encoded.first[right] - encoded.first[left]) + 1
        if used and used + size > allowed:
            cores.append((begin, left))
            begin, used, allowed = left, 0, room
        used += size
    if begin < len(encoded):
        cores.append((begin, len(encoded)))
    return [_with_context(encoded, core, context) for core in cores]


def _units(encoded: Encoded, text: str, room: int) -> Iterator[tuple[int, int]]:
    """Word ranges that are not cut further: paragraphs, or parts of long ones."""
    count = len(encoded)
    if not count:
        return
    breaks = np.flatnonzero(np.diff(encoded.paragraph)) + 1
    edges = [0, *breaks.tolist(), count]
    for left, right in pairwise(edges):
        if encoded.first[right] - encoded.first[left] + 1 <= room:
            yield left, right
            continue
        begin = left
        while encoded.first[right] - encoded.first[begin] + 1 > room:
            stop = int(np.searchsorted(encoded.first, encoded.first[begin] + room - 1, "right")) - 1
            stop = max(stop, begin + 1)
            yield begin, (cut := _sentence_cut(encoded, text, begin, stop))
            begin = cut
        yield begin, right


def _sentence_cut(encoded: Encoded, text: str, begin: int, stop: int) -> int:
    """The last word in the later half of ``begin:stop`` that starts a sentence, or ``stop``."""
    for word in range(stop, begin + (stop - begin) // 2, -1):
        if word < len(encoded) and encoded.case[word] in (1, 2):
            previous = text[max(0, encoded.start[word] - 8) : encoded.start[word]].rstrip()
            if _SENTENCE_END.search(previous):
                return word
    return stop


def _with_context(encoded: Encoded, core: tuple[int, int], context: int) -> Window:
    begin, stop = core
    left, right = begin, stop
    first, paragraph = encoded.first, encoded.paragraph
    if context:
        half = context // 2
        # A word costs its pieces, and a [SEP] where it stands in another paragraph.
        while left > 0 and (
            first[begin] - first[left - 1] + paragraph[begin] - paragraph[left - 1] < half
        ):
            left -= 1
        while right < len(encoded) and (
            first[right + 1] - first[stop] + paragraph[right] - paragraph[stop - 1] < half
        ):
            right += 1
        # Half a paragraph misleads more than it helps: show whole ones where they fit.
        if left and paragraph[left] == paragraph[left - 1]:
            whole = int(np.searchsorted(paragraph, paragraph[left] + 1))
            left = whole if whole <= begin else left
        if right < len(encoded) and paragraph[right - 1] == paragraph[right]:
            whole = int(np.searchsorted(paragraph, paragraph[right - 1]))
            right = whole if whole >= stop else right
    return Window(left, right, begin, stop)


def inputs(encoded: Encoded, window: Window) -> Inputs:
    """The network's inputs for ``window``, paragraphs parted by [SEP]."""
    begin, stop = window.begin, window.stop
    base = int(encoded.first[begin])
    first = encoded.first[begin : stop + 1] - base
    paragraph = encoded.paragraph[begin:stop]
    # Each word moves right by one for [CLS] and one for each [SEP] before it.
    shift = 1 + paragraph - paragraph[0]
    lengths = np.diff(first)
    piece_shift = np.repeat(shift, lengths)
    position = np.arange(first[-1]) + piece_shift
    size = int(position[-1]) + 2
    ids = np.full(size, SEP, np.int64)
    ids[0] = CLS
    ids[position] = encoded.pieces[base : base + int(first[-1])]
    case = np.zeros(size, np.int64)
    case[position] = np.repeat(encoded.case[begin:stop], lengths)
    quoted = np.zeros(size, np.int64)
    quoted[position] = np.repeat(encoded.quoted[begin:stop], lengths)
    place = np.zeros(size, np.int64)
    place[position] = np.repeat((paragraph == 0).astype(np.int64), lengths)
    return Inputs(ids, case, quoted, place, (first[:-1] + shift).astype(np.int64))


def marks_of(
    shown: Inputs, actor: tuple[int, int] | None, recipient: tuple[int, int] | None
) -> Marks:
    """Marks [N] on the pieces of an actor and of a recipient, both in words of the window.

    0 nothing, 1 actor, 2 recipient; where both claim a word, the shorter has it.
    """
    marks = np.zeros(len(shown.pieces), np.int64)
    ends = np.append(shown.words[1:], len(shown.pieces) - 1)
    sides = [(mark, span) for mark, span in ((1, actor), (2, recipient)) if span is not None]
    for mark, (first, last) in sorted(sides, key=lambda side: side[1][0] - side[1][1]):
        marks[int(shown.words[first]) : int(ends[last])] = mark
    return marks
