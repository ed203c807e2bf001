"""The few questions that pages have to the tables and the ledger itself does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ledger import Ledger
from sayso.ledger.connecting import one


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list."""

    key: int
    id: str
    title: str
    """Its own, or how its text begins."""
    outlet: str | None
    day: str | None
    words: int
    statements: int


_LISTED = (
    "SELECT a.key, a.id, coalesce(nullif(a.title, ''), substr(ltrim(a.text), 1, 200)), a.outlet,"
    " a.day, a.words, (SELECT count(*) FROM statement s WHERE s.article = a.key) FROM article a"
)


def article_list(
    ledger: Ledger, limit: int, *, before: int | None = None, outlet: str | None = None
) -> list[Listed]:
    """Articles, the last to come first.

    Args:
        ledger: where they are.
        limit: how many at most.
        before: the key of the last one that was shown already.
        outlet: the only one to list.
    """
    where, values = ["a.key < ?"], [before if before is not None else 1 << 62]
    bound: list[int | str] = [*values]
    if outlet:
        where.append("a.outlet = ?")
        bound.append(outlet)
    rows = ledger.connection.execute(
        f"{_LISTED} WHERE {' AND '.join(where)} ORDER BY a.key DESC LIMIT ?", (*bound, limit)
    )
    return [Listed(*row) for row in rows]


def copies(ledger: Ledger, article: str, limit: int = 50) -> list[Listed]:
    """The articles that repeat the one with that id."""
    rows = ledger.connection.execute(
        f"{_LISTED} WHERE a.duplicate_of = ? ORDER BY a.key LIMIT ?", (article, limit)
    )
    return [Listed(*row) for row in rows]


def listed(ledger: Ledger, article: str) -> Listed | None:
    """The article with that very id, if it is here."""
    row = ledger.connection.execute(f"{_LISTED} WHERE a.id = ?", (article,)).fetchone()
    return Listed(*row) if row else None


def last_day(ledger: Ledger) -> str | None:
    """The day of the latest article, ISO, as far as articles have days."""
    row = ledger.connection.execute(
        "SELECT max(day) FROM article WHERE day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
    ).fetchone()
    return str(row[0]) if row and row[0] else None


def counted_since(
    ledger: Ledger, most: int, *, until: str | None = None, outlet: str | None = None
) -> str | None:
    """From which day on there are so many statements, by the days of their articles.

    Args:
        ledger: where they are.
        most: statements that articles of this day and later ones have at most.
        until: the last day, ISO.
        outlet: the only one whose articles count.

    Returns:
        The first day, ISO; None if there are no more than that in all.
    """
    where, given = ["a.day IS NOT NULL"], []
    for condition, value in (("a.day <= ?", until), ("a.outlet = ? COLLATE NOCASE", outlet)):
        if value is not None:
            where.append(condition)
            given.append(value)
    days = ledger.connection.execute(
        "SELECT a.day FROM article a CROSS JOIN statement s ON s.article = a.key"
        f" WHERE {' AND '.join(where)} ORDER BY a.day DESC LIMIT 1 OFFSET ?",
        (*given, most),
    ).fetchone()
    if days is None:
        return None
    later = ledger.connection.execute(
        f"SELECT min(a.day) FROM article a WHERE {' AND '.join(where)} AND a.day > ?",
        (*given, days[0]),
    ).fetchone()
    # All of one day: that day is shown, however much it is.
    return str(later[0]) if later and later[0] else str(days[0])


def titles(ledger: Ledger, articles: Sequence[str]) -> dict[str, str]:
    """How articles without a title begin, by their ids."""
    rows = ledger.connection.execute(
        "SELECT id, coalesce(nullif(title, ''), substr(ltrim(text), 1, 200)) FROM article"
        f" WHERE id IN ({', '.join('?' * len(articles))})",
        tuple(articles),
    )
    return {str(name): str(title).partition("\n")[0] for name, title in rows}


def article_of(ledger: Ledger, statement: str) -> str:
    """The id of the article that holds the statement with that very id."""
    row = ledger.connection.execute(
        "SELECT a.id FROM statement s JOIN article a ON a.key = s.article WHERE s.id = ?",
        (statement,),
    ).fetchone()
    assert row is not None, f"no statement has the id {statement}"
    return str(row[0])


def reviews(ledger: Ledger, statements: Sequence[str]) -> dict[str, str]:
    """What reviewers made of statements: accepted, rejected or edited; others are left out."""
    marks = ", ".join("?" * len(statements))
    rows = ledger.connection.execute(
        f"SELECT id, review FROM statement WHERE id IN ({marks}) AND review IS NOT NULL",
        tuple(statements),
    )
    return {str(name): str(review) for name, review in rows}


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody with an identity over all articles."""

    id: str
    name: str
    kind: str


def speakers(ledger: Ledger, statements: Sequence[str]) -> dict[str, list[Who]]:
    """Who is behind statements, as far as that was decided; merged ones as whom they became."""
    marks = ", ".join("?" * len(statements))
    found: dict[str, list[Who]] = {}
    for statement, *who in ledger.connection.execute(
        "SELECT s.id, coalesce(m.id, p.id), coalesce(m.name, p.name), p.kind"
        # From the statements on, whatever SQLite's statistics say: of a ledger that was
        # analyzed before its people were known, they make it begin with all voices.
        " FROM statement s CROSS JOIN voice v ON v.statement = s.key AND v.part = 'speaker'"
        " CROSS JOIN person p ON p.key = v.person LEFT JOIN person m ON m.key = p.merged"
        f" WHERE s.id IN ({marks}) ORDER BY s.key, v.place",
        tuple(statements),
    ):
        found.setdefault(str(statement), []).append(Who(*who))
    return found


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody, and how often they speak."""

    id: str
    name: str
    statements: int


def loudest(ledger: Ledger, limit: int) -> list[Heard]:
    """Who has most statements. Walks over all of them: to be asked now and then only."""
    rows = ledger.connection.execute(
        "SELECT coalesce(m.id, p.id), coalesce(m.name, p.name), sum(n) FROM"
        " (SELECT person, count(*) AS n FROM voice WHERE person IS NOT NULL AND part = 'speaker'"
        "  GROUP BY person ORDER BY 2 DESC LIMIT ?) JOIN person p ON p.key = person"
        " LEFT JOIN person m ON m.key = p.merged GROUP BY 1 ORDER BY 3 DESC, 2 LIMIT ?",
        (4 * limit, limit),
    )
    return [Heard(*row) for row in rows]


def latest_statement(ledger: Ledger) -> int:
    """The place of the last statement in the order of arrival, 0 if there is none."""
    return one(ledger.connection, "SELECT coalesce(max(key), 0) FROM statement")


def moments(ledger: Ledger, statements: Sequence[str]) -> dict[str, tuple[str, str]]:
    """When statements came into the ledger and when they last changed, by their ids: ISO, UTC."""
    marks = ", ".join("?" * len(statements))
    rows = ledger.connection.execute(
        "SELECT s.id, r.started,"
        " coalesce((SELECT max(w.at) FROM review w WHERE w.statement = s.key), r.started)"
        f" FROM statement s JOIN run r ON r.key = s.run WHERE s.id IN ({marks})",
        tuple(statements),
    )
    return {str(name): (str(came), str(changed)) for name, came, changed in rows}


def statements_after(ledger: Ledger, last: int, limit: int) -> list[tuple[int, str]]:
    """The places of statements that came later, each with its article's id."""
    rows = ledger.connection.execute(
        "SELECT s.key, a.id FROM statement s JOIN article a ON a.key = s.article"
        " WHERE s.key > ? AND s.review IS NOT 'rejected' ORDER BY s.key LIMIT ?",
        (last, limit),
    )
    return [(int(str(key)), str(article)) for key, article in rows]
