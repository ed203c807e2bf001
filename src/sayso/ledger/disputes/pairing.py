"""Denials, and the statements that they may deny."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import apsw

from sayso.ledger.blocking import related
from sayso.ledger.comparable import Comparable, of_keys, same_voice
from sayso.ledger.disputes.likeness import Pair, possible

_NEAR: Final = 12
"""Statements before a denial, and after it, among which one looks for what it denies."""
_FAR: Final = 40
"""The same for those that share words with it."""
_ELSEWHERE: Final = 12
"""Statements of other articles."""


def pairs(connection: apsw.Connection, statements: Sequence[Comparable]) -> list[Pair]:
    """All pairs that the statements of some articles make, with each other and with earlier ones.

    Args:
        connection: to the ledger, where all of them are remembered (``blocking.remember``).
        statements: whole articles, in order.
    """
    found: list[Pair] = []
    for _, group in groupby(statements, key=lambda each: each.article):
        found.extend(within(list(group)))
    found.extend(across(connection, statements))
    return [each for each in found if possible(each)]


def within(statements: Sequence[Comparable]) -> Iterator[Pair]:
    """The pairs of one article."""
    for at, denial in enumerate(statements):
        if not denial.denies:
            continue
        last = last_claim(statements[:at], denial)
        for place in range(max(at - _FAR, 0), min(at + _FAR + 1, len(statements))):
            claim = statements[place]
            if place != at and (abs(place - at) <= _NEAR or _meet(denial, claim)):
                yield Pair(denial, claim, claim.key == last)


def across(
    connection: apsw.Connection, statements: Iterable[Comparable], *, anywhere: bool = False
) -> Iterator[Pair]:
    """The pairs that statements make with those of other articles.

    Args:
        connection: to the ledger.
        statements: that are held against others.
        anywhere: also against those that came later, and not only against earlier ones.
    """
    wanted: list[tuple[Comparable, list[int]]] = []
    for each in statements:
        # A denial in other words denies what is said elsewhere; whatever is said may have
        # been denied before.
        keys = related(connection, each, not each.denies, _ELSEWHERE, anywhere=anywhere)
        if each.denies and (anywhere or each.stance != "affirms"):
            keys += related(connection, each, True, _ELSEWHERE // 2, anywhere=anywhere)
        wanted.append((each, keys))
    known = {each.key: each for each in statements}
    missing = {key for _, keys in wanted for key in keys} - known.keys()
    known.update((each.key, each) for each in of_keys(connection, missing))
    for each, keys in wanted:
        for key in keys:
            other = known.get(key)
            if other is None or other.article == each.article:
                continue
            pair = _pair(*sorted((each, other), key=lambda side: side.key))
            if pair is not None:
                yield pair


def _pair(earlier: Comparable, later: Comparable) -> Pair | None:
    """Which of two denies the other: if both deny something, the later, by its stance."""
    if earlier.denies and later.denies:
        return Pair(later, earlier, False) if later.stance != "affirms" else None
    if later.denies:
        return Pair(later, earlier, False)
    return Pair(earlier, later, False) if earlier.denies else None


def _meet(denial: Comparable, claim: Comparable) -> bool:
    """Whether a denial names what the claim names, or the claim the denier."""
    stems = claim.wording.stems
    return not (denial.wording.names.isdisjoint(stems) and set(denial.surnames).isdisjoint(stems))


def last_claim(before: Sequence[Comparable], denial: Comparable) -> int | None:
    """The key of the last statement that puts something forward, by somebody else."""
    for each in reversed(before[-_NEAR:]):
        others = each.key != denial.parent and same_voice(each, denial) is not True
        if others and each.puts_forward:
            return each.key
    return None
