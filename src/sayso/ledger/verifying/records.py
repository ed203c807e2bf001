"""Every article, statement and interaction, derived again from the article's stored text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import apsw

from sayso.ledger import loading
from sayso.ledger.connecting import one, rows
from sayso.ledger.marking import Watch
from sayso.ledger.reviews.fields import CHOICES, PASSAGES, load, values
from sayso.ledger.storing import appeared
from sayso.ledger.verifying.findings import Verification
from sayso.records import (
    Article,
    Interaction,
    Mention,
    Party,
    Passage,
    Span,
    Speaker,
    Statement,
    When,
    digest,
    interaction_id,
    statement_id,
)

_STEP: Final = 100
"""Articles between two reports of progress."""


def check_records(connection: apsw.Connection, found: Verification, watch: Watch) -> None:
    """All articles, with all that is in them."""
    total = one(connection, "SELECT count(*) FROM article")
    keys = rows(connection, "SELECT key, id FROM article ORDER BY key")
    for done, (key, article_id) in enumerate(keys):
        if done % _STEP == 0:
            watch("records", done, total)
        found.articles += 1
        try:
            article = loading.article(connection, key)
        except (ValueError, TypeError, KeyError) as error:  # JSON, contract or text that is none
            found.tell("wrong", "article", article_id, f"cannot be read: {_short(error)}")
            continue
        if digest(article.text) != article.id:
            found.tell("wrong", "article", article.id, "its text is not the one its id was made of")
        _check_statements(connection, key, article, found)
        _check_interactions(connection, key, article, found)
    watch("records", total, total)


def _check_statements(
    connection: apsw.Connection, key: int, article: Article, found: Verification
) -> None:
    columns = {
        row[0]: row[1:]
        for row in rows(
            connection,
            "SELECT s.id, s.key, s.depth, s.day, p.article, p.depth FROM statement s"
            " LEFT JOIN statement p ON p.key = s.parent WHERE s.article = ?",
            (key,),
        )
    }
    history = _history(connection, key)
    day = appeared(article)
    for statement in article.statements:
        found.statements += 1
        own, depth, stored_day, parent_article, parent_depth = columns[statement.id]
        problems = list(_of_statement(article.text, statement))
        first, last = history.get(own, ({}, {}))
        original: list[Any] = [
            load(name, first[name]) if name in first else getattr(statement, name)
            for name in PASSAGES
        ]
        spans = [part.fragments if part else () for part in original]
        if statement_id(article.id, *spans) != statement.id:
            problems.append("its id is not the one of its first spans")
        if statement.parent is None:
            right = depth == 0
        else:
            right = parent_article == key and depth == parent_depth + 1
        if not right:
            problems.append("its place among the statements around it is wrong")
        said = statement.said_on
        if stored_day != ((said.start if said else None) or day):
            problems.append(f"its day is {stored_day}, which is neither when it was said nor")
            problems[-1] += " when the article appeared"
        now = values(statement)
        problems.extend(
            f"{name} is not what the last decision made it"
            for name, value in last.items()
            if name in now and now[name] != load(name, value)
        )
        for problem in problems:
            found.tell("wrong", "statement", statement.id, problem)


def _history(
    connection: apsw.Connection, article_key: int
) -> dict[int, tuple[dict[str, str], dict[str, str]]]:
    """Of each statement that was corrected: what fields held first, and what they were given last.

    By the statement's key; values as they are stored.
    """
    history: dict[int, tuple[dict[str, str], dict[str, str]]] = {}
    for key, field, before, after in rows(
        connection,
        "SELECT r.statement, r.field, r.before, r.after FROM review r"
        " JOIN statement s ON s.key = r.statement WHERE s.article = ? ORDER BY r.key",
        (article_key,),
    ):
        first, last = history.setdefault(key, ({}, {}))
        first.setdefault(field, before)
        last[field] = after
    return history


def _of_statement(text: str, statement: Statement) -> Iterator[str]:
    for name, allowed in CHOICES.items():
        value = getattr(statement, name)
        if value not in allowed:
            yield f"{name} is {value!r:.40}, which is no value of it"
    for name in PASSAGES:
        yield from _of_passage(text, name, getattr(statement, name))
    for name in ("speakers", "addressees"):
        person: Speaker
        for person in getattr(statement, name):
            yield from _of_mention(text, f"the mention of {person.name!r:.60}", person.mention)
    yield from _of_when(text, "said_on", statement.said_on)


def _check_interactions(
    connection: apsw.Connection, key: int, article: Article, found: Verification
) -> None:
    columns = {
        row[0]: row[1:]
        for row in rows(
            connection,
            "SELECT i.id, i.type, i.act, i.predicate, i.status, i.cameo, r.id, s.id"
            " FROM interaction i LEFT JOIN statement r ON r.key = i.reported_by"
            " LEFT JOIN statement s ON s.key = i.statement WHERE i.article = ?",
            (key,),
        )
    }
    for each in article.interactions:
        found.interactions += 1
        problems = list(_of_interaction(article.text, each))
        sides = [
            [party.passage.fragments for party in side] for side in (each.actors, each.recipients)
        ]
        if interaction_id(article.id, each.predicate.fragments, *sides) != each.id:
            problems.append("its id is not the one of its spans")
        stored = columns.get(each.id)
        if stored != (
            each.type,
            each.act,
            each.predicate.text,
            each.status,
            each.cameo,
            each.reported_by,
            each.statement,
        ):
            problems.append("its columns and its record do not agree")
        for problem in problems:
            found.tell("wrong", "interaction", each.id, problem)


def _of_interaction(text: str, interaction: Interaction) -> Iterator[str]:
    yield from _of_passage(text, "predicate", interaction.predicate)
    yield from _of_passage(text, "only", interaction.only)
    parties: tuple[Party, ...] = (
        *interaction.actors,
        *interaction.recipients,
        *interaction.excluded,
    )
    for party in parties:
        yield from _of_passage(text, f"the passage of {party.name!r:.60}", party.passage)
        yield from _of_mention(text, f"the mention of {party.name!r:.60}", party.mention)
    yield from _of_mention(text, "place", interaction.place)
    yield from _of_when(text, "date", interaction.date)


def _of_passage(text: str, name: str, passage: Passage | None) -> Iterator[str]:
    if passage is None:
        return
    if not passage.fragments or not all(_cuts(text, span) for span in passage.fragments):
        yield f"{name}: {_listed(passage.fragments)} cut nothing out of the text"
    elif Passage.cut(text, passage.fragments) != passage:
        yield f"{name} is not what stands at {_listed(passage.fragments)}"


def _of_mention(text: str, name: str, mention: Mention | None) -> Iterator[str]:
    if mention is None:
        return
    span = mention.start, mention.end
    if not _cuts(text, span) or text[slice(*span)] != mention.text:
        yield f"{name} is not what stands at {_listed([span])}"


def _of_when(text: str, name: str, when: When | None) -> Iterator[str]:
    # A date that a person gave has no place in the text.
    if when is not None and when.fragments:
        yield from _of_passage(text, name, Passage(when.text, when.fragments))


def _cuts(text: str, span: Span) -> bool:
    return 0 <= span[0] < span[1] <= len(text)


def _listed(spans: Any) -> str:  # noqa: ANN401  # whatever is stored
    return ", ".join(f"{start}-{end}" for start, end in list(spans)[:5]) or "no offsets"


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
