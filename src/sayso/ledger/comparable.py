"""Statements as the links between them are found: rows with their words taken apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Any, Final

import apsw

from sayso.ledger.wording import Blocks, Wording, blocks, fold, read, sections, stem

_COLUMNS: Final = (
    "SELECT s.key, s.id, s.article, s.parent, s.place, s.content, s.source, s.cue, s.content_spans,"
    " s.form, s.type, s.stance, s.hedge, a.day FROM statement s JOIN article a ON a.key = s.article"
)
_ANCESTORS: Final = 4
_PHRASES: Final = 1 << 13
"""Cues and sources that are remembered: few words are behind most statements."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody behind a statement."""

    name: str
    """Folded."""
    surname: str
    """The stem of the last word of it."""
    person: int | None
    """The identity over all articles, where it is known."""
    named: bool
    """Whether this is a name and no description."""


@dataclass(frozen=True)
class Comparable:
    """A statement, as others are compared with it."""

    key: int
    id: str
    article: int
    parent: int | None
    place: int
    """In the article's order."""
    start: int
    """Where the content starts in the article."""
    end: int
    """Where it ends."""
    content: str
    cue: str
    form: str
    type: str
    stance: str
    hedge: str
    day: int
    """Days since 0001-01-01 until the article appeared, 0 where that is unknown."""
    voices: tuple[Voice, ...]
    wording: Wording
    cue_words: Wording
    source_words: Wording
    cue_denies: bool
    """Whether words of denial stand in the cue."""
    puts_forward: bool
    """Whether it says what is not proven, by its hedge or its cue."""
    denies: bool
    """Whether it may deny something: by its stance, or by words of denial in cue or content."""
    surnames: tuple[str, ...]
    """Of the voices."""

    @cached_property
    def blocks(self) -> Blocks:
        """What others find it by; of most that it is compared with, nobody asks."""
        return blocks(self.wording, self.surnames)


def after(connection: apsw.Connection, key: int, limit: int) -> list[Comparable]:
    """The next statements in the order in which they were added, rejected ones left out."""
    return _made(
        connection,
        connection.execute(
            f"{_COLUMNS} WHERE s.key > ? AND s.review IS NOT 'rejected' ORDER BY s.key LIMIT ?",
            (key, limit),
        ).fetchall(),
    )


def of_articles(connection: apsw.Connection, first: int, last: int) -> list[Comparable]:
    """The statements of the articles with keys from ``first`` to ``last``, in their order."""
    return _made(
        connection,
        connection.execute(
            f"{_COLUMNS} WHERE s.article BETWEEN ? AND ? AND s.review IS NOT 'rejected'"
            " ORDER BY s.article, s.place",
            (first, last),
        ).fetchall(),
    )


def of_keys(connection: apsw.Connection, keys: Iterable[int]) -> list[Comparable]:
    """The statements with those keys, rejected ones left out."""
    return _made(
        connection,
        connection.execute(
            f"{_COLUMNS} WHERE s.key IN (SELECT value FROM json_each(?))"
            " AND s.review IS NOT 'rejected'",
            (json.dumps(list(keys)),),
        ).fetchall(),
    )


def _made(connection: apsw.Connection, rows: Sequence[tuple[Any, ...]]) -> list[Comparable]:
    voices: dict[int, list[Voice]] = {}
    for key, name, kind, person in connection.execute(
        "SELECT statement, name, kind, person FROM voice WHERE part = 'speaker'"
        " AND statement IN (SELECT value FROM json_each(?)) ORDER BY statement, place",
        (json.dumps([row[0] for row in rows]),),
    ):
        voices.setdefault(key, []).append(_voice(name, kind, person))
    return [_comparable(row, tuple(voices.get(row[0], ()))) for row in rows]


def _voice(name: str, kind: str, person: int | None) -> Voice:
    folded = fold(name)
    words = folded.replace("’", "'").removesuffix("'s").split()
    last = "".join(letter for letter in words[-1] if letter.isalnum()) if words else ""
    named = kind != "group" and any(word[:1].isupper() for word in name.split()[-1:])
    return Voice(folded, stem(last) if last else "", person, named)


def _comparable(row: tuple[Any, ...], voices: tuple[Voice, ...]) -> Comparable:
    (
        key,
        id_,
        article,
        parent,
        place,
        content,
        source,
        cue,
        spans,
        form,
        kind,
        stance,
        hedge,
        day,
    ) = row
    fragments = json.loads(spans)
    wording, cue_words = read(content), _phrase(cue or "")
    surnames = tuple(each.surname for each in voices if each.surname)
    cue_denies = _says_no(cue_words.words, fold(cue or ""))
    return Comparable(
        key,
        id_,
        article,
        parent,
        place,
        fragments[0][0],
        fragments[-1][1],
        content,
        fold(cue or ""),
        form,
        kind,
        stance,
        hedge,
        ordinal(day),
        voices,
        wording,
        cue_words,
        _phrase(source or ""),
        cue_denies,
        hedge != "none" or _claims(cue_words),
        cue_denies or stance in ("denies", "negated") or denies(wording),
        surnames,
    )


_phrase = lru_cache(_PHRASES)(read)


def denies(wording: Wording) -> bool:
    """Whether words of denial stand in a content."""
    return bool(wording.negations) or not verdicts().isdisjoint(wording.words)


def _says_no(words: Iterable[str], text: str) -> bool:
    """Whether words of denial stand in a cue."""
    stems = sections("denying-words.txt")["verbs"]
    return any(word.startswith(stems) for word in words) or any(
        " " in each and each in text for each in stems
    )


def _claims(cue: Wording) -> bool:
    """Whether a cue puts forward what is not proven, or names a claim."""
    stems = sections("denying-words.txt")["claiming"]
    return not claims().isdisjoint(cue.words) or any(word.startswith(stems) for word in cue.words)


@cache
def claims() -> frozenset[str]:
    """Nouns for what somebody has put forward."""
    return frozenset(sections("denying-words.txt")["claims"])


@cache
def verdicts() -> frozenset[str]:
    """What denials call a claim."""
    return frozenset(sections("denying-words.txt")["verdicts"])


def ordinal(day: str | None) -> int:
    """Days since 0001-01-01 of an ISO date, 0 for none."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else 0
    except ValueError:
        return 0


def same_voice(one: Comparable, other: Comparable) -> bool | None:
    """Whether one person is behind both; None where a side names nobody."""
    known = None
    for a in one.voices:
        for b in other.voices:
            if a.person is not None and a.person == b.person:
                return True
            if a.name == b.name:
                return True
            if not (a.named and b.named):
                continue
            if a.surname == b.surname and (
                " " not in a.name or " " not in b.name or a.name[0] == b.name[0]
            ):
                return True
            known = False
    return known
