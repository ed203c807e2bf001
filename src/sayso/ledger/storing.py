"""From records to rows. Inside a transaction that the caller holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

import apsw

from sayso.errors import LedgerError
from sayso.ledger.connecting import one
from sayso.records import Article, Interaction, Party, Passage, Speaker, Statement

_DEEPEST: Final = 32
"""Nesting beyond this is no text's: it would be a circle."""


def store_article(connection: apsw.Connection, article: Article, run: int) -> bool:
    """Write an article with all that was found in it, unless its text is there already.

    Where its text is there already, only this appearance of it is noted.

    Returns:
        Whether the text was new.

    Raises:
        LedgerError: a record cannot be stored; nothing of it is then.
    """
    try:
        found = connection.execute("SELECT key FROM article WHERE id = ?", (article.id,)).fetchone()
        key = found[0] if found else _article(connection, article, run)
        _appearance(connection, key, article, run)
        if not found:
            keys = _statements(connection, key, article, run)
            _interactions(connection, key, article, keys, run)
    except UnicodeEncodeError:
        raise LedgerError(
            f"article {article.id} holds half a character (a lone surrogate), which no file can;"
            " sayso.read repairs such text"
        ) from None
    except apsw.ConstraintError as error:
        raise LedgerError(f"article {article.id} contradicts itself: {error}") from None
    return not found


def _article(connection: apsw.Connection, article: Article, run: int) -> int:
    dateline = article.dateline.to_dict() if article.dateline else None
    connection.execute(
        "INSERT INTO article (id, text, language, title, outlet, byline, section, url, agency,"
        " published, updated, dateline, removed, duplicate_of, similarity, words, day, run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            article.text,
            article.language,
            article.title,
            article.outlet,
            article.byline,
            article.section,
            article.url,
            article.agency,
            article.published,
            article.updated,
            _json(dateline) if dateline else None,
            _json([removed.to_dict() for removed in article.removed]),
            article.duplicate_of,
            article.similarity,
            len(article.text.split()),
            appeared(article),
            run,
        ),
    )
    return connection.last_insert_rowid()


def appeared(article: Article) -> str | None:
    """The day on which an article was published, as far as it tells: an ISO date."""
    if article.published:
        return article.published[:10]
    return article.dateline.date if article.dateline else None


def _appearance(connection: apsw.Connection, key: int, article: Article, run: int) -> None:
    origin = article.origin
    if origin is None:
        return
    connection.execute(
        'INSERT OR IGNORE INTO appearance (article, path, member, record, start, "end", title,'
        " outlet, url, published, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            storable(origin.path),
            origin.member and storable(origin.member),
            origin.record,
            origin.start,
            origin.end,
            article.title,
            article.outlet,
            article.url,
            article.published,
            run,
        ),
    )


def _statements(
    connection: apsw.Connection, article_key: int, article: Article, run: int
) -> dict[str, int]:
    if not article.statements:
        return {}
    first = _next_key(connection, "statement")
    keys = {statement.id: first + at for at, statement in enumerate(article.statements)}
    depths = _depths(article)
    day = appeared(article)
    # Parents before what stands in them, as the reference asks for.
    order = sorted(range(len(article.statements)), key=lambda at: depths[at])
    rows: list[tuple[apsw.SQLiteValue, ...]] = []
    voices: list[tuple[apsw.SQLiteValue, ...]] = []
    for at in order:
        statement = article.statements[at]
        said = statement.said_on
        rows.append(
            (
                first + at,
                statement.id,
                article_key,
                keys[statement.parent] if statement.parent else None,
                at,
                depths[at],
                statement.content.text,
                statement.source.text if statement.source else None,
                statement.cue.text if statement.cue else None,
                spans(statement.content),
                spans(statement.source),
                spans(statement.cue),
                statement.form,
                statement.type,
                statement.stance,
                statement.hedge,
                statement.confidence,
                said.text if said else None,
                said.start if said else None,
                said.end if said else None,
                said.granularity if said else None,
                _json(said.fragments) if said else None,
                (said.start if said else None) or day,
                run,
            )
        )
        voices.extend(voice_rows(first + at, statement))
    connection.executemany(
        "INSERT INTO statement (key, id, article, parent, place, depth, content, source, cue,"
        " content_spans, source_spans, cue_spans, form, type, stance, hedge, confidence,"
        " said_text, said_start, said_end, said_granularity, said_spans, day, run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany(INSERT_VOICE, voices)
    return keys


INSERT_VOICE: Final = (
    "INSERT INTO voice (statement, part, place, name, kind, role, mention_text, mention_start,"
    " mention_end, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def voice_rows(key: int, statement: Statement) -> list[tuple[apsw.SQLiteValue, ...]]:
    """The rows for ``INSERT_VOICE`` of a statement's speakers and addressees."""
    speakers = statement.speakers or ((statement.speaker,) if statement.speaker else ())
    return [
        *_voices(key, "speaker", speakers),
        *_voices(key, "addressee", statement.addressees),
    ]


def _voices(key: int, part: str, people: Sequence[Speaker]) -> list[tuple[apsw.SQLiteValue, ...]]:
    return [
        (
            key,
            part,
            place,
            person.name,
            person.kind,
            person.role,
            person.mention.text if person.mention else None,
            person.mention.start if person.mention else None,
            person.mention.end if person.mention else None,
            person.confidence,
        )
        for place, person in enumerate(people)
    ]


def _interactions(
    connection: apsw.Connection, article_key: int, article: Article, keys: dict[str, int], run: int
) -> None:
    if not article.interactions:
        return
    first = _next_key(connection, "interaction")
    day = appeared(article)
    rows: list[tuple[apsw.SQLiteValue, ...]] = []
    parties: list[tuple[apsw.SQLiteValue, ...]] = []
    for place, each in enumerate(article.interactions):
        rows.append(
            (
                first + place,
                each.id,
                article_key,
                place,
                each.type,
                each.mode,
                each.act,
                each.cameo,
                each.predicate.text,
                each.status,
                each.place.text if each.place else None,
                keys.get(each.reported_by) if each.reported_by else None,
                keys.get(each.statement) if each.statement else None,
                each.confidence,
                (each.date.start if each.date else None) or day,
                _json(each.to_dict()),
                run,
            )
        )
        parties.extend(_parties(first + place, each))
    connection.executemany(
        "INSERT INTO interaction (key, id, article, place, type, mode, act, cameo, predicate,"
        " status, location, reported_by, statement, confidence, day, record, run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany(
        "INSERT INTO party (interaction, part, place, name, kind, country, sector, role,"
        " confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        parties,
    )


def _parties(key: int, interaction: Interaction) -> Iterable[tuple[apsw.SQLiteValue, ...]]:
    sides: tuple[tuple[str, tuple[Party, ...]], ...] = (
        ("actor", interaction.actors),
        ("recipient", interaction.recipients),
        ("excluded", interaction.excluded),
    )
    for part, side in sides:
        for place, party in enumerate(side):
            yield (
                key,
                part,
                place,
                party.name,
                party.kind,
                party.country,
                party.sector,
                party.role,
                party.confidence,
            )


def storable(name: str) -> str:
    """The name of a file, or of what an archive holds, as it is stored.

    Bytes of it that are no UTF-8 come as halves of characters, which no ledger can
    hold; written out, two such names stay different.
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _depths(article: Article) -> list[int]:
    parents = {statement.id: statement.parent for statement in article.statements}
    depths = []
    for statement in article.statements:
        depth, parent = 0, statement.parent
        while parent is not None:
            depth += 1
            if parent not in parents or depth > _DEEPEST:
                raise LedgerError(
                    f"article {article.id}: statement {statement.id} stands inside of one that"
                    " is not in the article, or of itself"
                )
            parent = parents[parent]
        depths.append(depth)
    return depths


def spans(passage: Passage | None) -> str | None:
    """The fragments of a passage as they are stored."""
    return _json(passage.fragments) if passage else None


def _next_key(connection: apsw.Connection, table: str) -> int:
    # The write lock is held: nobody else can take the same key.
    return one(connection, f"SELECT coalesce(max(key), 0) FROM {table}") + 1


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
