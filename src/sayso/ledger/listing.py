"""The articles of a ledger in short, and the inputs that could not be read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

import apsw

from sayso.ledger.connecting import one, rows
from sayso.ledger.finding import article_key
from sayso.ledger.wording import fold

_TITLE: Final = "coalesce(nullif(a.title, ''), substr(ltrim(a.text), 1, 200))"
_COLUMNS: Final = (
    f"SELECT a.id, {_TITLE}, a.outlet, a.day, a.url, a.language, a.words,"
    " (SELECT count(*) FROM statement s WHERE s.article = a.key AND s.review IS NOT 'rejected'),"
    " a.duplicate_of,"
    " (SELECT path FROM appearance p WHERE p.article = a.key ORDER BY p.key LIMIT 1),"
    " (SELECT started FROM run r WHERE r.key = a.run) FROM article a"
)


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article, in short."""

    id: str
    title: str
    """Its own, or how its text begins."""
    outlet: str | None
    day: str | None
    """When it appeared, ISO, as far as it is known."""
    url: str | None
    language: str
    words: int
    statements: int
    """Those that reviewers rejected are left out."""
    duplicate_of: str | None
    """The id of the earlier article that it repeats."""
    path: str | None
    """The input in which it was first found."""
    added: str
    """When the run began that added it, ISO, UTC."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FailedInput:
    """An input, or a part of one, that could not be read."""

    path: str
    """As it was named; of a part of an archive, ``archive.zip (part.txt)``."""
    reason: str
    """Why, and where something can be done about it, what."""
    tried: str
    """When the run began that last tried, ISO, UTC."""
    command: str
    """The command that tried."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return asdict(self)


def list_articles(
    connection: apsw.Connection,
    words: str = "",
    *,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    copies: bool | None = None,
    limit: int = 50,
    after: str | None = None,
) -> list[ListedArticle]:
    """Articles, the last to come first; see ``Ledger.list_articles``."""
    where, given = _where(connection, words, outlet, since, until, copies)
    if after is not None:
        where += " AND a.key < ?"
        given.append(article_key(connection, after))
    found = rows(
        connection, f"{_COLUMNS} WHERE {where} ORDER BY a.key DESC LIMIT ?", (*given, limit)
    )
    return [ListedArticle(id_, title.partition("\n")[0], *rest) for id_, title, *rest in found]


def count_articles(
    connection: apsw.Connection,
    words: str = "",
    *,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    copies: bool | None = None,
) -> int:
    """How many ``list_articles`` gives on all its pages."""
    where, given = _where(connection, words, outlet, since, until, copies)
    return one(connection, f"SELECT count(*) FROM article a WHERE {where}", tuple(given))


def _where(
    connection: apsw.Connection,
    words: str,
    outlet: str | None,
    since: str | None,
    until: str | None,
    copies: bool | None,
) -> tuple[str, list[apsw.SQLiteValue]]:
    """The condition for an article ``a``, and its values."""
    where = "TRUE"
    given: list[apsw.SQLiteValue] = []
    if outlet is not None:
        where += " AND a.outlet = ?"
        given.append(outlet)
    if since is not None:
        where += " AND a.day >= ?"
        given.append(since)
    if until is not None:
        where += " AND substr(a.day, 1, length(?)) <= ?"
        given += [until, until]
    if copies is not None:
        where += f" AND a.duplicate_of IS {'NOT ' if copies else ''}NULL"
    if words.strip():
        # SQLite itself knows small letters and accents of ASCII only.
        connection.create_scalar_function("folded", _folded, 1, deterministic=True)
        for word in words.split():
            where += f" AND instr(folded({_TITLE}), ?)"
            given.append(fold(word))
    return where, given


def _folded(*given: apsw.SQLiteValue) -> str:
    return fold(str(given[0]))


def failures(connection: apsw.Connection, limit: int | None = None) -> list[FailedInput]:
    """What could not be read, by path; see ``Ledger.failures``."""
    found = rows(
        connection,
        "SELECT f.path, f.reason, r.started, r.command FROM failure f JOIN run r ON r.key = f.run"
        " ORDER BY f.path, f.reason LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return [FailedInput(*row) for row in found]
