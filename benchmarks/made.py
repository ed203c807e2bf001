"""A made record of any size: invented people and outlets say invented words.

Nothing of it comes from any text. Words, names, speakers and outlets follow Zipf's
law, as those of the news do, so that some words are in most statements and
most words are in a few. The same number and seed give the same record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.records import (
    Article,
    Interaction,
    InteractionType,
    Origin,
    Party,
    Passage,
    Speaker,
    Statement,
    When,
    digest,
    interaction_id,
    statement_id,
)

PER_ARTICLE: Final = 20
"""Statements in an article."""
_WORDS: Final = 50_000
_SPEAKERS: Final = 20_000
_OUTLETS: Final = 60
_FIRST_DAY: Final = date(2010, 1, 1)
_DAYS: Final = 5_000
_SYLLABLES: Final = tuple(
    start + vowel + end
    for start in ("b", "d", "f", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "z")
    for vowel in ("a", "e", "i", "o", "u")
    for end in ("", "l", "n", "r", "s")
)
_STANCES: Final = (("affirms", 0.93), ("denies", 0.04), ("questions", 0.01), ("negated", 0.02))
_HEDGES: Final = (("none", 0.93), ("alleged", 0.04), ("rumoured", 0.01), ("secondhand", 0.02))
_FORMS: Final = (("indirect", 0.6), ("direct", 0.3), ("mixed", 0.1))
_TYPES: Final = (("assertion", 0.8), ("belief", 0.1), ("fact", 0.05), ("eventuality", 0.05))
_KINDS: Final = (("person", 0.7), ("organization", 0.2), ("group", 0.07), ("country", 0.03))
_ACTS: Final[tuple[tuple[InteractionType, str, str], ...]] = (
    ("CONSULT", "meet", "040"),
    ("SUPPORT", "praise", "051"),
    ("ACCUSE", "accuse", "112"),
    ("AGREE", "agree", "030"),
    ("REJECT", "reject", "120"),
)

_Generator: TypeAlias = np.random.Generator


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the made record is made of, the most frequent first."""

    words: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    outlets: tuple[str, ...]


def vocabulary(seed: int = 1) -> Vocabulary:
    """The words and names that ``articles`` with the same seed uses."""
    chance = np.random.default_rng(seed)
    words = _invented(chance, _WORDS)
    names = [word.capitalize() for word in _invented(chance, 4_000)]
    kinds = _pick(chance, _KINDS, _SPEAKERS)
    speakers = tuple(
        Speaker(f"{first} {last}", kind)
        for first, last, kind in zip(
            chance.choice(names[:1_500], _SPEAKERS),
            chance.choice(names[1_500:], _SPEAKERS),
            kinds,
            strict=True,
        )
    )
    outlets = tuple(f"The {name} Post" for name in names[-_OUTLETS:])
    return Vocabulary(words, speakers, outlets)


def articles(statements: int, seed: int = 1) -> Iterator[Article]:
    """Articles that hold so many statements together, ready for a ledger.

    Their days are in no order, as where archives are added one after another.
    """
    have = vocabulary(seed)
    chance = np.random.default_rng((seed, statements))
    odds = [_zipf(len(each)) for each in (have.words, have.speakers, have.outlets)]
    for number in range(-(-statements // PER_ARTICLE)):
        held = min(PER_ARTICLE, statements - number * PER_ARTICLE)
        yield _article(chance, have, odds, number, held)


def _article(
    chance: _Generator, have: Vocabulary, odds: list[NDArray[Any]], number: int, held: int
) -> Article:
    lengths = chance.integers(6, 40, held)
    words = iter([have.words[at] for at in _drawn(chance, odds[0], int(lengths.sum()))])
    voices = [have.speakers[at] for at in _drawn(chance, odds[1], held + 2)]
    contents = [" ".join(next(words) for _ in range(length)) for length in lengths]
    starts, text = [], f"The made story number {number}.\n\n"
    for content, voice in zip(contents, voices, strict=False):
        starts.append(len(text))
        text += f"{content}, {voice.name} said.\n\n"
    text += f"{voices[-2].name} met {voices[-1].name}."
    key = digest(text)
    day = _FIRST_DAY + timedelta(int(chance.integers(_DAYS)))
    manners = [_pick(chance, each, held) for each in (_FORMS, _TYPES, _STANCES, _HEDGES)]
    dice = chance.random((held, 4))
    made: list[Statement] = []
    for at, (start, content, voice) in enumerate(zip(starts, contents, voices, strict=False)):
        nested = at > 0 and dice[at, 0] < 0.1
        made.append(
            _statement(
                key,
                text,
                (start, start + len(content)),
                voice,
                parent=made[at - 1].id if nested else None,
                addressee=voices[at - 1] if dice[at, 1] < 0.1 else None,
                said=day - timedelta(at) if dice[at, 2] < 0.2 else None,
                manner=[each[at] for each in manners],
                confidence=float(1 - dice[at, 3] ** 2 * 0.9),
            )
        )
    return Article(
        key,
        text,
        title=f"Made story {number}",
        published=day.isoformat(),
        origin=Origin("made", 0, len(text), record=number),
        statements=tuple(made),
        outlet=have.outlets[_drawn(chance, odds[2], 1)[0]],
        url=f"https://made.example/{number}",
        interactions=(_interaction(chance, key, text, voices[-2], voices[-1]),),
    )


def _statement(
    article: str,
    text: str,
    span: tuple[int, int],
    voice: Speaker,
    *,
    parent: str | None,
    addressee: Speaker | None,
    said: date | None,
    manner: list[Any],
    confidence: float,
) -> Statement:
    source = (span[1] + 2, span[1] + 2 + len(voice.name))
    cue = (source[1] + 1, source[1] + 5)
    form, kind, stance, hedge = manner
    when = None
    if said is not None:
        when = When("that day", said.isoformat(), said.isoformat(), "day", (cue,))
    return Statement(
        statement_id(article, [source], [cue], [span]),
        Passage.cut(text, [span]),
        Passage.cut(text, [source]),
        Passage.cut(text, [cue]),
        parent,
        form,
        kind,
        stance,
        hedge,
        voice,
        (voice,),
        (addressee,) if addressee else (),
        when,
        confidence,
    )


def _interaction(
    chance: _Generator, article: str, text: str, actor: Speaker, recipient: Speaker
) -> Interaction:
    start = len(text) - len(f"{actor.name} met {recipient.name}.")
    first = (start, start + len(actor.name))
    met = (first[1] + 1, first[1] + 4)
    second = (met[1] + 1, len(text) - 1)
    kind, act, cameo = _ACTS[chance.integers(len(_ACTS))]
    return Interaction(
        interaction_id(article, [met], [[first]], [[second]]),
        kind,
        Passage.cut(text, [met]),
        act,
        cameo=cameo,
        actors=(Party(actor.name, Passage.cut(text, [first]), actor.kind),),
        recipients=(Party(recipient.name, Passage.cut(text, [second]), recipient.kind),),
        confidence=0.9,
    )


def _invented(chance: _Generator, number: int) -> tuple[str, ...]:
    """Different words, those in front the shorter ones, as the frequent ones are."""
    found: dict[str, None] = {}
    for at in iter(lambda: chance.integers(len(_SYLLABLES), size=4).tolist(), None):
        syllables = 1 + (len(found) > 200) + (len(found) > 20_000) + (at[3] % 4 == 0)
        found["".join(_SYLLABLES[each] for each in at[:syllables])] = None
        if len(found) == number:
            break
    return tuple(found)


def _zipf(number: int) -> NDArray[Any]:
    """How much of all is taken by the first, the first two, and so on."""
    total: NDArray[Any] = np.cumsum(1 / np.arange(1, number + 1))
    shares: NDArray[Any] = total / total[-1]
    return shares


def _drawn(chance: _Generator, odds: NDArray[Any], number: int) -> list[int]:
    drawn: list[int] = np.searchsorted(odds, chance.random(number)).tolist()
    return drawn


def _pick(chance: _Generator, odds: tuple[tuple[Any, float], ...], number: int) -> list[Any]:
    bounds = np.cumsum([share for _, share in odds])
    at = np.searchsorted(bounds, chance.random(number) * bounds[-1])
    return [odds[each][0] for each in at]
