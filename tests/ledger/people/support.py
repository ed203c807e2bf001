"""Ledgers made of articles in which somebody says something."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from sayso.ledger import Ledger
from sayso.records import Article, Dateline, Kind, Passage, Speaker, Statement, statement_id

Who: TypeAlias = str | tuple[str, str] | tuple[str, str | None, Kind]
"""A name; with a role; with a role and a kind."""


def article(text: str, *who: Who, place: str | None = None, day: str = "2026-03-02") -> Article:
    """An article in which each of these says one thing."""
    made = Article.of(text)
    statements = []
    for at, each in enumerate(who):
        name, role, kind = _parts(each)
        speaker = Speaker(name, kind, role)
        spans = ((at, at + 1),)
        statements.append(
            Statement(
                id=statement_id(made.id, (), (), spans),
                content=Passage.cut(made.text, spans),
                speaker=speaker,
                speakers=(speaker,),
            )
        )
    return Article(
        id=made.id,
        text=made.text,
        published=day,
        dateline=Dateline(place) if place else None,
        statements=tuple(statements),
    )


def articles(*each: Iterable[Who], start: int = 0) -> list[Article]:
    """One article for each group of names."""
    return [
        article(f"Article number {start + at} of some length.", *who) for at, who in enumerate(each)
    ]


def _parts(who: Who) -> tuple[str, str | None, Kind]:
    if isinstance(who, str):
        return who, None, "person"
    if len(who) == 2:
        return who[0], who[1], "person"
    return who


def make(path: Path, *each: Iterable[Who]) -> Ledger:
    """A ledger, open for writing, with one article for each group of names."""
    ledger = Ledger.open(path / "made.sayso", write=True)
    ledger.add(articles(*each))
    return ledger


def names_of(ledger: Ledger) -> set[str]:
    """Under which names people are shown."""
    return {person.name for person in ledger.people()}


def speakers(ledger: Ledger) -> list[str | None]:
    """The id of each statement's speaker, in order."""
    rows = ledger.connection.execute(
        "SELECT p.id FROM voice v LEFT JOIN person p ON p.key = v.person ORDER BY v.key"
    )
    return [shown for (shown,) in rows]
