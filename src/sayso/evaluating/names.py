"""Whether two names mean the same speaker, as an article's readers would say.

The job is to give the fullest name that the article has, without titles. So a
bare surname does not answer a full name, but initials and middle names may be
there or not; unnamed people, as the article describes them, are the same if
what they are is the same and nothing said about them differs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from sayso.evaluating.gold import AND, UNKNOWN
from sayso.records import Kind

_WORD: Final = re.compile(r"\w+")
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’]s?(?!\w)", re.IGNORECASE)
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’`](?=\w)")
_DETERMINER: Final = re.compile("an?|the")
_TITLE: Final = re.compile(
    "dame|dr|gen|gov|governor|madam|miss|mr|mrs|ms|mx|president|prof|professor|rep|sen|senator|sir"
)
_SUFFIX: Final = re.compile("jr|sr|ii|iii|iv")
_AMOUNT: Final = re.compile(
    "all|another|any|both|couple|dozens?|each|either|few|group|half|hundreds|majority|many|more|"
    "most|neither|no|none|number|or|others?|pair|several|some|thousands|"
    "one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+"
)
_POINTER: Final = re.compile("her|his|its|my|our|such|that|their|these|this|those|your")
_AFTER_HEAD: Final = re.compile(
    "about|among|at|briefed|by|close|conducted|familiar|for|from|in|inside|involved|near|of|on|"
    "that|to|which|who|whom|whose|with|within"
)
_COUNTING: Final = (_DETERMINER, _AMOUNT)
_LONGEST_GIVEN: Final = 2
"""Given names that may stand before a surname alone."""


def same_speaker(accepted: Sequence[str], found: Sequence[str], kind: Kind | None) -> bool:
    """Whether the found names together are one of the accepted.

    ``kind`` is the gold's; people's names are compared part by part. Several
    names, or one that joins them by ``AND``, may come in any order. No name
    at all is the same as ``UNKNOWN``.
    """
    fullest = max(accepted, key=lambda name: len(_words(name)))
    theirs = [part for name in found for part in name.split(AND)] or [UNKNOWN]
    return any(
        # A shorter name is accepted as it is: with another given name it is somebody else.
        _same_all(name.split(AND), theirs, kind, part_by_part=name is fullest)
        for name in accepted
    )


def _same_all(
    ours: Sequence[str], theirs: Sequence[str], kind: Kind | None, *, part_by_part: bool
) -> bool:
    people = part_by_part and (kind in (None, "person") or len(ours) > 1)
    left = list(theirs)
    for name in ours:
        match = next((each for each in left if _same(name, each, people=people)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _same(ours: str, theirs: str, *, people: bool) -> bool:
    if _bare(ours) == _bare(theirs):
        return True
    if _is_description(ours):
        return _same_description(ours, theirs)
    return people and _same_person(_bare(ours), _bare(theirs))


def _same_person(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """The same surname and first given name; one may have names between that the other lacks."""
    ours, theirs = _without_suffix(ours), _without_suffix(theirs)
    if not ours or not theirs or ours[-1] != theirs[-1]:
        return False
    if len(ours) == 1:
        return len(theirs) <= 1 + _LONGEST_GIVEN
    within = set(ours) <= set(theirs) or set(theirs) <= set(ours)
    return len(theirs) > 1 and ours[0] == theirs[0] and within


def _without_suffix(name: tuple[str, ...]) -> tuple[str, ...]:
    return name[:-1] if len(name) > 1 and _SUFFIX.fullmatch(name[-1]) else name


def _same_description(ours: str, theirs: str) -> bool:
    left, right = _noun(ours), _noun(theirs)
    return left[-1:] == right[-1:] and (set(left) <= set(right) or set(right) <= set(left))


def same_head(one: str, other: str) -> bool:
    """Whether two names or descriptions have the same last word, before any "of" or "who"."""
    return any(
        _noun(left)[-1:] == _noun(right)[-1:]
        for left in one.split(AND)
        for right in other.split(AND)
    )


def stands_in(name: str, text: str) -> bool:
    """Whether the name, or each of those it joins, can be read off the text."""
    there = _without_determiners(_words(text))
    return all(_is_inside(_bare(part), there) for part in name.split(AND))


def _is_inside(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(
        whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1)
    )


def _is_description(name: str) -> bool:
    """Whether it says what somebody is, not what they are called: its head is no capital."""
    head = _head_phrase(_tokens(name))[-1:]
    return bool(head) and not any(map(str.isupper, head[0]))


def _noun(name: str) -> tuple[str, ...]:
    """What a description says that somebody is, in the singular, its head last."""
    phrase = tuple(word.casefold() for word in _head_phrase(_tokens(name)))
    telling = (w for w in phrase if not any(p.fullmatch(w) for p in (*_COUNTING, _POINTER)))
    return tuple(map(_singular, tuple(telling) or phrase))


def _head_phrase(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens up to the head: "his aides" of "two of his aides who were there"."""
    start = 0
    for index, token in enumerate(map(str.casefold, tokens)):
        if token == "of" and index:
            start = index + 1
        elif not any(pattern.fullmatch(token) for pattern in _COUNTING):
            break
    ends = (i for i, t in enumerate(tokens) if i > start and _AFTER_HEAD.fullmatch(t.casefold()))
    return tokens[start : next(ends, len(tokens))]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _bare(name: str) -> tuple[str, ...]:
    """The words of a name without determiners and the titles before it."""
    bare = _without_determiners(_words(name))
    while len(bare) > 1 and _TITLE.fullmatch(bare[0]):
        bare = bare[1:]
    return bare


def _without_determiners(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if not _DETERMINER.fullmatch(word)) or words


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.casefold() for token in _tokens(text))


def _tokens(text: str) -> tuple[str, ...]:
    """Letters and digits alone, case kept; initials that stand together are one token."""
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text))
    decomposed = unicodedata.normalize("NFKD", plain)
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    tokens: list[str] = []
    initials = False
    for token in _WORD.findall(plain):
        is_initial = len(token) == 1 and token.isupper()
        if is_initial and initials:
            tokens[-1] += token
        else:
            tokens.append(token)
        initials = is_initial
    return tuple(tokens)
