"""From rows back to the records they were made of, corrections included."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import apsw

from sayso.contract import from_dict
from sayso.records import (
    Article,
    Dateline,
    Interaction,
    Mention,
    Origin,
    Passage,
    Removed,
    Speaker,
    Statement,
    When,
)

_ARTICLE = (
    "SELECT key, id, text, language, title, outlet, byline, section, url, agency, published,"
    " updated, dateline, removed, duplicate_of, similarity FROM article"
)
_STATEMENT = (
    "SELECT s.key, s.id, p.id, s.content, s.source, s.cue, s.content_spans, s.source_spans,"
    " s.cue_spans, s.form, s.type, s.stance, s.hedge, s.confidence, s.said_text, s.said_start,"
    " s.said_end, s.said_granularity, s.said_spans"
    " FROM statement s LEFT JOIN statement p ON p.key = s.parent"
)


def article(connection: apsw.Connection, key: int) -> Article:
    """The article with that key, whole."""
    row = connection.execute(f"{_ARTICLE} WHERE key = ?", (key,)).fetchone()
    assert row is not None, f"no article has key {key}"
    return _article(connection, row)


def articles(connection: apsw.Connection) -> Iterator[Article]:
    """All articles, in the order in which they were added."""
    # By key and not with one long cursor, which would hold back the log's clean-up.
    last = 0
    while (
        row := connection.execute(
            f"{_ARTICLE} WHERE key > ? ORDER BY key LIMIT 1", (last,)
        ).fetchone()
    ) is not None:
        last = row[0]
        yield _article(connection, row)


def statement(connection: apsw.Connection, key: int) -> Statement:
    """The statement with that key."""
    return statements_at(connection, [key])[key]


def statements_at(connection: apsw.Connection, keys: Sequence[int]) -> dict[int, Statement]:
    """The statements with these keys, in no order."""
    rows = connection.execute(
        f"{_STATEMENT} WHERE s.key IN (SELECT value FROM json_each(?))", (json.dumps(keys),)
    ).fetchall()
    found = _statements(connection, rows)
    assert len(found) == len(keys), "not all of the keys are there, or some are there twice"
    return found


def statements(connection: apsw.Connection, article_key: int) -> list[Statement]:
    """The statements of an article, in its order."""
    rows = connection.execute(
        f"{_STATEMENT} WHERE s.article = ? ORDER BY s.place", (article_key,)
    ).fetchall()
    return list(_statements(connection, rows).values())


def interactions(connection: apsw.Connection, article_key: int) -> list[Interaction]:
    """The interactions of an article, in its order."""
    rows = connection.execute(
        "SELECT record FROM interaction WHERE article = ? ORDER BY place", (article_key,)
    )
    return [from_dict(Interaction, json.loads(record)) for (record,) in rows]


def reviews(connection: apsw.Connection, article_key: int) -> dict[str, str]:
    """What people said of an article's statements: ``accepted``, ``rejected`` or ``edited``."""
    rows = connection.execute(
        "SELECT id, review FROM statement WHERE article = ? AND review IS NOT NULL", (article_key,)
    )
    return {str(key): str(review) for key, review in rows}


def origins(connection: apsw.Connection, article_key: int) -> list[Origin]:
    """Where an article's text was found, the first place first."""
    rows = connection.execute(
        'SELECT path, start, "end", member, record FROM appearance WHERE article = ? ORDER BY key',
        (article_key,),
    )
    return [Origin(*row) for row in rows]


def _article(connection: apsw.Connection, row: tuple[Any, ...]) -> Article:
    (
        key,
        article_id,
        text,
        language,
        title,
        outlet,
        byline,
        section,
        url,
        agency,
        published,
        updated,
        dateline,
        removed,
        duplicate_of,
        similarity,
    ) = row
    found = origins(connection, key)
    return Article(
        id=article_id,
        text=text,
        title=title,
        published=published,
        dateline=from_dict(Dateline, json.loads(dateline)) if dateline else None,
        origin=found[0] if found else None,
        removed=tuple(from_dict(Removed, each) for each in json.loads(removed)),
        language=language,
        statements=tuple(statements(connection, key)),
        outlet=outlet,
        byline=byline,
        updated=updated,
        section=section,
        url=url,
        agency=agency,
        duplicate_of=duplicate_of,
        similarity=similarity,
        interactions=tuple(interactions(connection, key)),
    )


def _statements(
    connection: apsw.Connection, rows: Sequence[tuple[Any, ...]]
) -> dict[int, Statement]:
    """From rows of ``_STATEMENT``, by key, in their order."""
    voices = _voices(connection, [row[0] for row in rows])
    return {row[0]: _statement(row, voices.get(row[0], ())) for row in rows}


def _statement(row: tuple[Any, ...], voices: Sequence[tuple[str, Speaker]]) -> Statement:
    (
        _,
        statement_id,
        parent,
        content,
        source,
        cue,
        content_spans,
        source_spans,
        cue_spans,
        form,
        kind,
        stance,
        hedge,
        confidence,
        said_text,
        said_start,
        said_end,
        said_granularity,
        said_spans,
    ) = row
    speakers = tuple(speaker for part, speaker in voices if part == "speaker")
    addressees = tuple(speaker for part, speaker in voices if part == "addressee")
    said = None
    if said_text is not None:
        said = When(said_text, said_start, said_end, said_granularity, fragments(said_spans))
    return Statement(
        id=statement_id,
        content=Passage(content, fragments(content_spans)),
        source=Passage(source, fragments(source_spans)) if source_spans else None,
        cue=Passage(cue, fragments(cue_spans)) if cue_spans else None,
        parent=parent,
        form=form,
        type=kind,
        stance=stance,
        hedge=hedge,
        speaker=speakers[0] if speakers else None,
        speakers=speakers,
        addressees=addressees,
        said_on=said,
        confidence=confidence,
    )


def _voices(
    connection: apsw.Connection, keys: Sequence[int]
) -> dict[int, list[tuple[str, Speaker]]]:
    """By the statements' keys, who speaks and to whom, in their order."""
    found: dict[int, list[tuple[str, Speaker]]] = {}
    for key, part, name, kind, role, text, start, end, confidence in connection.execute(
        "SELECT statement, part, name, kind, role, mention_text, mention_start, mention_end,"
        " confidence FROM voice WHERE statement IN (SELECT value FROM json_each(?))"
        " ORDER BY statement, part, place",
        (json.dumps(keys),),
    ):
        mention = Mention(text, start, end) if text is not None else None
        found.setdefault(key, []).append((part, Speaker(name, kind, role, mention, confidence)))
    return found


def fragments(stored: str) -> tuple[tuple[int, int], ...]:
    """Fragments as they are stored, as the records have them."""
    return tuple((start, end) for start, end in json.loads(stored))
