"""What there is to see at the gaps between the paragraphs of a dump."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.reading.dumps.paragraphs import TRAITS, Paragraph

Array: TypeAlias = NDArray[np.float64]

WIDTHS: Final = (1, 2, 4, 8)
"""Paragraphs on each side whose words are compared."""
_BAND: Final = 2 * max(WIDTHS) - 1
_MEMORY: Final = 12
"""Paragraphs back that a name or a word is remembered for."""
_AROUND: Final = (-2, -1, 0, 1, 2)
"""Paragraphs around a gap whose own traits count; 0 is the first behind it."""
_NEXT: Final = 3
ROLES: Final = ("title", "lead", "last")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How rare words are, and how much they tell of a paragraph's place in its story."""

    rarity: Mapping[str, float]
    """Inverse document frequencies."""
    unknown: float
    """The rarity of every other word."""
    roles: Mapping[str, Mapping[str, float]]
    """For each role the weights of words; ``^word`` is the first one, the bias is ``""``."""

    def rarity_of(self, word: str) -> float:
        """The inverse document frequency of a word."""
        return self.rarity.get(word, self.unknown)

    def role(self, name: str, paragraph: Paragraph) -> float:
        """How much a paragraph reads like a title, a lead or a last one (log-odds)."""
        weights = self.roles.get(name)
        if not weights:
            return 0.0
        known = [weights[word] for word in clues(paragraph) if word in weights]
        return float(weights[""] + sum(known) / max(len(known), 1) ** 0.5)


def clues(paragraph: Paragraph) -> list[str]:
    """The words that a role is told by."""
    first = paragraph.first[:2]
    return sorted(paragraph.words) + [f"^{'^' * i}{word}" for i, word in enumerate(first)]


def gaps(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> Array:
    """Features of the gap before each paragraph but the first: ``[len(paragraphs) - 1, F]``."""
    columns = [
        *_cohesion(paragraphs, vocabulary),
        *_echoes(paragraphs, vocabulary),
        *_names(paragraphs, vocabulary),
        *_styles(paragraphs),
        *_traits(paragraphs, vocabulary),
    ]
    return np.stack(columns, axis=1)[1:]


def _cohesion(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[Array]:
    """Cosines of the words on both sides, and how deep the valley is that they make there."""
    band = _band(paragraphs, vocabulary)
    count = len(paragraphs)
    columns: list[Array] = []
    for width in WIDTHS:
        cosines = np.zeros(count)
        for gap in range(1, count):
            low, high = max(gap - width, 0), min(gap + width, count)
            across = _block(band, low, gap, gap, high)
            before, after = _block(band, low, gap, low, gap), _block(band, gap, high, gap, high)
            cosines[gap] = across / ((before * after) ** 0.5 + 1e-9)
        columns.append(cosines)
        if width > 1:
            columns.append(_depth(cosines))
    return columns


def _band(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> Array:
    """``[i, d]``: the squared rarity of the words that paragraphs ``i`` and ``i + d`` share."""
    squares: dict[str, float] = {}
    for paragraph in paragraphs:
        for word in paragraph.words:
            if word not in squares:
                squares[word] = vocabulary.rarity_of(word) ** 2
    band = np.zeros((len(paragraphs), _BAND + 1))
    for i, paragraph in enumerate(paragraphs):
        for d, other in enumerate(paragraphs[i : i + _BAND + 1]):
            band[i, d] = fsum([squares[word] for word in paragraph.words & other.words])
    return band


def _block(band: Array, low: int, high: int, low2: int, high2: int) -> float:
    """The sum over all pairs from two ranges, which are the same or one behind the other."""
    total = 0.0
    for i in range(low, high):
        if low2 >= high:
            total += float(band[i, low2 - i : high2 - i].sum())
        else:
            total += float(band[i, 0] + 2 * band[i, 1 : high2 - i].sum())
    return total


def _depth(values: Array) -> Array:
    """How far each value lies below the highest ones within four on either side."""
    padded = np.pad(values, 4, constant_values=-1.0)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 9)
    left, right = windows[:, :5].max(axis=1), windows[:, 4:].max(axis=1)
    return np.asarray(left + right - 2 * values)


def _echoes(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[Array]:
    """How much of a paragraph was there before the gap, or comes again after it."""
    count = len(paragraphs)
    masses = [mass(paragraph.words, vocabulary) for paragraph in paragraphs]
    fresh = np.zeros((2, count))
    spent = np.zeros(count)
    recur = np.zeros((2, count))
    repeats = np.zeros((3, count))
    seen: dict[str, int] = {}
    before: list[dict[str, int]] = []
    for index, paragraph in enumerate(paragraphs):
        before.append({word: seen[word] for word in paragraph.words if word in seen})
        seen.update(dict.fromkeys(paragraph.words, index))
    seen = {}
    after: list[dict[str, int]] = [{}] * count
    for index in range(count - 1, -1, -1):
        words = paragraphs[index].words
        after[index] = {word: seen[word] for word in words if word in seen}
        seen.update(dict.fromkeys(words, index))
    for gap in range(1, count):
        here, previous = paragraphs[gap], paragraphs[gap - 1]
        known = [word for word, at in before[gap].items() if at >= gap - _MEMORY]
        fresh[0, gap] = 1 - mass(known, vocabulary) / (masses[gap] + 1e-9)
        if gap + 1 < count:
            known = [
                word
                for word, at in before[gap + 1].items()
                if (before[gap].get(word, -99) if at == gap else at) >= gap - _MEMORY
            ]
            fresh[1, gap] = 1 - mass(known, vocabulary) / (masses[gap + 1] + 1e-9)
            repeats[0, gap] = _shared(here, paragraphs[gap + 1], vocabulary) / (masses[gap] + 1e-9)
            repeats[1, gap] = here.length > 3 and same_start(here, paragraphs[gap + 1])
        for offset, whole in enumerate(masses[gap : gap + 2]):
            known = [word for word, at in after[gap + offset].items() if at <= gap + _MEMORY]
            recur[offset, gap] = mass(known, vocabulary) / (whole + 1e-9)
        known = [word for word, at in after[gap - 1].items() if at < gap + _MEMORY]
        spent[gap] = 1 - mass(known, vocabulary) / (masses[gap - 1] + 1e-9)
        repeats[2, gap] = _shared(previous, here, vocabulary) / (masses[gap - 1] + 1e-9)
    return [*fresh, spent, *recur, *recur + fresh - 1, *repeats]


def mass(words: Iterable[str], vocabulary: Vocabulary) -> float:
    """The rarity of words taken together."""
    # Exact, as the order of a set differs from run to run and the cut must not.
    rarity, unknown = vocabulary.rarity.get, vocabulary.unknown
    return fsum([rarity(word, unknown) for word in words])


def _shared(first: Paragraph, second: Paragraph, vocabulary: Vocabulary) -> float:
    """The rarity of the words that both have."""
    return mass(first.words & second.words, vocabulary)


def same_start(first: Paragraph, second: Paragraph) -> bool:
    """Whether two paragraphs begin with the same words, datelines aside."""
    length = min(len(first.first), len(second.first), 8)
    return length > 3 and first.first[:length] == second.first[:length]


def _names(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[Array]:
    """Short names that need a full one before the gap, and full ones that need none.

    Names count by their rarity, as everybody's name proves little; but where a
    name that was short is in full again, any name does.
    """
    count = len(paragraphs)
    crossing, rare, again, renewed, new = (np.zeros(count) for _ in range(5))
    full_at: dict[str, int] = {}
    named_at: dict[str, int] = {}
    short_since: dict[str, int] = {}
    for index, paragraph in enumerate(paragraphs):
        full = {name.key for name in paragraph.names if name.is_full}
        short = {name.key for name in paragraph.names if not name.is_full} - full
        for key in full:
            weight = vocabulary.rarity_of(key) / vocabulary.unknown
            last = named_at.get(key, -99)
            reach = slice(max(index - _NEXT + 1, last + 1, 0), index + 1)
            if index - last <= _MEMORY:
                again[reach] += weight
                renewed[reach] += min(short_since.get(key, 0), 4)
            else:
                new[reach] += weight
            full_at[key], named_at[key], short_since[key] = index, index, 0
        for key in short:
            last = full_at.get(key, -99)
            if index - last <= 2 * _MEMORY:
                weight = vocabulary.rarity_of(key) / vocabulary.unknown
                crossing[last + 1 : index + 1] += weight
                rare[last + 1 : index + 1] += weight**4
                named_at[key] = index
                short_since[key] = short_since.get(key, 0) + 1
    return [crossing, rare, again, renewed, new]


def _styles(paragraphs: Sequence[Paragraph]) -> list[Array]:
    """How unlike the two sides are in what each editor chooses, and in the days they name."""
    count, width = len(paragraphs), max(WIDTHS)
    columns: list[Array] = []
    for index in range(len(paragraphs[0].style)):
        sums = np.cumsum(
            [[0] * len(paragraphs[0].style[index])] + [p.style[index] for p in paragraphs], axis=0
        )
        column = np.zeros(count)
        for gap in range(1, count):
            before = sums[gap] - sums[max(gap - width, 0)]
            after = sums[min(gap + width, count)] - sums[gap]
            if before.any() and after.any():
                unlike = np.abs(before / before.sum() - after / after.sum()).sum() / 2
                column[gap] = unlike * min(before.sum(), after.sum(), 4)
        columns.append(column)
    same_days = np.zeros(count)
    for gap in range(1, count):
        before = frozenset[str]().union(*(p.days for p in paragraphs[max(gap - 6, 0) : gap]))
        after = frozenset[str]().union(*(p.days for p in paragraphs[gap : gap + 6]))
        if before and after:
            same_days[gap] = 1 if before & after else -1
    return [*columns, same_days]


def _traits(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[Array]:
    """The traits of the paragraphs around each gap, and how like a title, lead or end they are."""
    own = np.array(
        [
            (*p.traits, *(vocabulary.role(role, p) for role in ROLES), float(p.blank_lines > 1))
            for p in paragraphs
        ]
    )
    outside = np.zeros(own.shape[1])
    columns: list[Array] = []
    for shift in _AROUND:
        shifted = np.tile(outside, (len(own), 1))
        if shift <= 0:
            shifted[-shift:] = own[: len(own) + shift]
        else:
            shifted[:-shift] = own[shift:]
        columns.extend(shifted.T)
    for column in range(len(TRAITS), len(TRAITS) + len(ROLES)):
        padded = np.pad(own[:, column], 3, constant_values=-6.0)
        windows = np.lib.stride_tricks.sliding_window_view(padded, 7).copy()
        windows[:, 3] = -9.0
        columns.append(own[:, column] - windows.max(axis=1))
    position = np.arange(len(own), dtype=float)
    columns += [np.minimum(position, 6), np.minimum(len(own) - position, 6)]
    return columns


def feature_names() -> list[str]:
    """What the columns of ``gaps`` are, for those who read a trained splitter."""
    cohesion = [
        name
        for width in WIDTHS
        for name in ([f"cosine {width}"] + [f"depth {width}"] * (width > 1))
    ]
    echoes = [
        "fresh 0",
        "fresh 1",
        "spent",
        "recur 0",
        "recur 1",
        "balance 0",
        "balance 1",
        "shared",
        "same start",
        "shared with previous",
    ]
    names = ["crossing", "rare crossing", "again", "renewed", "new"]
    styles = ["apostrophes", "quotes", "dashes", "titles", "spelling", "days"]
    own = [*TRAITS, *ROLES, "blank lines"]
    traits = [f"{name} {shift:+d}" for shift in _AROUND for name in own]
    return [
        *cohesion,
        *echoes,
        *names,
        *styles,
        *traits,
        *(f"{role} beats others" for role in ROLES),
        "from start",
        "to end",
    ]
