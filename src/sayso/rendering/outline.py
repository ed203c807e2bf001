"""The order and the words in which a person is shown an article's statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sayso.records import Article, Statement

_HEADLINE: Final = 90
"""Characters of an article's first line that stand for its title."""

_POINTED: Final = 60
"""Characters shown on either side of a place that is pointed at."""
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+")
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")


def outline(statements: Sequence[Statement]) -> Iterator[tuple[int, Statement]]:
    """Each statement once, with its depth: in reading order, nested ones below their parent.

    A parent that is not there, or one that leads back to the statement itself,
    counts as none.
    """
    by_id = {statement.id: statement for statement in statements}
    below: dict[str | None, list[Statement]] = {}
    for statement in sorted(by_id.values(), key=_start):
        below.setdefault(_parent(statement, by_id), []).append(statement)
    waiting = [(0, statement) for statement in reversed(below.get(None, ()))]
    while waiting:
        depth, statement = waiting.pop()
        yield depth, statement
        nested = below.get(statement.id, ())
        waiting.extend((depth + 1, each) for each in reversed(nested))


def one_line(text: str) -> str:
    """Text that may be printed anywhere: no line breaks, no control characters.

    Marks that turn the direction of writing go too: they could make a line
    read otherwise than it is.
    """
    return printable(text).strip()


def printable(text: str) -> str:
    """``one_line`` for a piece of a line: spaces at its ends stay."""
    return _SURROGATES.sub("\ufffd", _UNSEEN.sub(" ", text))


def pointed(text: str, at: int) -> str:
    """The part of a line around a place, and below it a mark at that place."""
    start = max(0, at - _POINTED)
    # One for one, or the mark would be beside its place.
    shown = "".join(printable(each) or " " for each in text[start : at + _POINTED])
    return f"  {shown}\n  {' ' * (at - start)}^"


def headline(article: Article) -> str:
    """The article's title, or the beginning of its text."""
    line = one_line(article.title or article.text.strip().partition("\n")[0][: 4 * _HEADLINE])
    if len(line) <= _HEADLINE:
        return line
    return line[:_HEADLINE].rpartition(" ")[0].rstrip(" ,;:–—-") + " …"


def resolved(statement: Statement) -> str | None:
    """Who is behind the source, where its own words do not say that already."""
    speakers = statement.speakers or ((statement.speaker,) if statement.speaker else ())
    names = [one_line(speaker.name) for speaker in speakers]
    source = one_line(statement.source.text).casefold() if statement.source else ""
    if all(name.casefold() in source for name in names):
        return None
    return " and ".join(names)


def tags(statement: Statement) -> list[str]:
    """What is out of the ordinary: ``DENIES``, ``ALLEGED`` …; mostly nothing."""
    return [
        value.upper()
        for value, usual in (
            (statement.stance, "affirms"),
            (statement.hedge, "none"),
            (statement.type, "assertion"),
        )
        if value != usual
    ]


def count(number: int, noun: str) -> str:
    """``1 statement``, ``1,234 statements``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _start(statement: Statement) -> tuple[int, int]:
    """By cue or content, whichever comes first: two statements may share a source."""
    starts = [part.start for part in (statement.cue, statement.content) if part and part.fragments]
    return min(starts, default=0), -statement.content.end if statement.content.fragments else 0


def _parent(statement: Statement, by_id: dict[str, Statement]) -> str | None:
    seen = {statement.id}
    above = statement.parent
    while above is not None and above in by_id:
        if above in seen:
            return None
        seen.add(above)
        above = by_id[above].parent
    return statement.parent if statement.parent in by_id else None
