"""One record and all that bears on it, out of every table."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import apsw

from sayso.ledger import loading
from sayso.ledger.connecting import rows
from sayso.ledger.disputes import Dispute, disputes_of
from sayso.ledger.echoes import Echo, echo_of
from sayso.ledger.finding import record_key
from sayso.ledger.reviews import Review, history, paragraphs
from sayso.ledger.showing import provenance
from sayso.records import Article, Interaction, Origin, Span, Statement


@dataclass(frozen=True, slots=True)
class Made:
    """The run of a command that put a record into the ledger."""

    command: str
    version: str
    """Of Sayso."""
    model: str
    """Hash of the model's files; empty where no model was named."""
    started: str
    ended: str | None
    key: int


@dataclass(frozen=True, slots=True)
class Known:
    """Who somebody is across articles."""

    id: str
    name: str
    kind: str
    qid: str | None
    score: float
    """How sure it is that it is this person, 0 to 1."""
    reason: str
    articles: int
    """In how many articles they are."""


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement, what it stands in, and how it came to be so."""

    article: Article
    statement: Statement
    review: str | None
    """Null, accepted, rejected or edited."""
    paragraph: Span
    parent: Statement | None
    nested: tuple[Statement, ...]
    interactions: tuple[Interaction, ...]
    people: tuple[Known | None, ...]
    """For each of ``statement.speakers``, null where nobody has decided yet."""
    echo: Echo | None
    """The same statement in other articles."""
    disputes: tuple[Dispute, ...]
    """What it denies, and who denies it."""
    history: tuple[Review, ...]
    made: Made
    origins: tuple[Origin, ...]
    """All places where the article's text was found."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; ``provenance`` is JSON-LD in the terms of W3C PROV-O."""
        start, end = self.paragraph
        return {
            "record": "statement",
            "article": _article(self.article),
            "paragraph": {"text": self.article.text[start:end], "start": start, "end": end},
            "statement": self.statement.to_dict(),
            "review": self.review,
            "people": [asdict(each) if each else None for each in self.people],
            "parent": self.parent.to_dict() if self.parent else None,
            "nested": [each.to_dict() for each in self.nested],
            "interactions": [each.to_dict() for each in self.interactions],
            "echo": self.echo.to_dict() if self.echo else None,
            "disputes": [dispute.to_dict() for dispute in self.disputes],
            "history": [act.to_dict() for act in self.history],
            "provenance": provenance.of_statement(
                self.statement, self.article, self.origins, self.made, self.history
            ),
        }


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article and where it was found."""

    article: Article
    made: Made
    origins: tuple[Origin, ...]
    reviews: dict[str, str]
    """What was decided about its statements, by their ids."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; see ``ShownStatement.to_dict``."""
        return {
            "record": "article",
            "article": self.article.to_dict(),
            "origins": [origin.to_dict() for origin in self.origins],
            "reviews": self.reviews,
            "provenance": provenance.of_article(self.article, self.origins, self.made),
        }


@dataclass(frozen=True, slots=True)
class ShownInteraction:
    """An interaction, the paragraph that it stands in, and where it comes from."""

    article: Article
    interaction: Interaction
    paragraph: Span
    reporting: Statement | None
    """The statement that reports it, or that it is itself."""
    made: Made
    origins: tuple[Origin, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; see ``ShownStatement.to_dict``."""
        start, end = self.paragraph
        return {
            "record": "interaction",
            "article": _article(self.article),
            "paragraph": {"text": self.article.text[start:end], "start": start, "end": end},
            "interaction": self.interaction.to_dict(),
            "reporting": self.reporting.to_dict() if self.reporting else None,
            "provenance": provenance.of_interaction(
                self.interaction, self.article, self.origins, self.made
            ),
        }


Shown: TypeAlias = ShownStatement | ShownArticle | ShownInteraction


def show(connection: apsw.Connection, record_id: str) -> Shown:
    """Whatever has that id, or the beginning of it.

    Raises:
        UnknownError: there is nothing, or more than one.
    """
    table, key = record_key(connection, record_id)
    match table:
        case "article":
            return _of_article(connection, key)
        case "interaction":
            return _of_interaction(connection, key)
        case "statement":
            return _of_statement(connection, key)


def _of_article(connection: apsw.Connection, key: int) -> ShownArticle:
    article = loading.article(connection, key)
    reviews: dict[str, str] = dict(
        rows(
            connection,
            "SELECT id, review FROM statement WHERE article = ? AND review IS NOT NULL",
            (key,),
        )
    )
    origins = tuple(loading.origins(connection, key))
    return ShownArticle(article, _made(connection, "article", key), origins, reviews)


def _of_statement(connection: apsw.Connection, key: int) -> ShownStatement:
    ((article_key, review),) = rows(
        connection, "SELECT article, review FROM statement WHERE key = ?", (key,)
    )
    article = loading.article(connection, article_key)
    statement = loading.statement(connection, key)
    parts = [part for part in (statement.source, statement.cue, statement.content) if part]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    by_id = {each.id: each for each in article.statements}
    return ShownStatement(
        article=article,
        statement=statement,
        review=review,
        paragraph=paragraphs(article.text, start, end),
        parent=by_id.get(statement.parent) if statement.parent else None,
        nested=tuple(each for each in article.statements if each.parent == statement.id),
        interactions=article.interactions_of(statement.id),
        people=_people(connection, key),
        echo=echo_of(connection, key),
        disputes=tuple(disputes_of(connection, key)),
        history=tuple(history(connection, key)),
        made=_made(connection, "statement", key),
        origins=tuple(loading.origins(connection, article_key)),
    )


def _of_interaction(connection: apsw.Connection, key: int) -> ShownInteraction:
    ((article_key, interaction_id),) = rows(
        connection, "SELECT article, id FROM interaction WHERE key = ?", (key,)
    )
    article = loading.article(connection, article_key)
    interaction = next(each for each in article.interactions if each.id == interaction_id)
    statement = interaction.statement or interaction.reported_by
    parties = (*interaction.actors, *interaction.recipients, *interaction.excluded)
    parts = [interaction.predicate, *(party.passage for party in parties)]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return ShownInteraction(
        article=article,
        interaction=interaction,
        paragraph=paragraphs(article.text, start, end),
        reporting=next((each for each in article.statements if each.id == statement), None),
        made=_made(connection, "interaction", key),
        origins=tuple(loading.origins(connection, article_key)),
    )


def _people(connection: apsw.Connection, statement_key: int) -> tuple[Known | None, ...]:
    found: list[Known | None] = []
    for person, score, reason in rows(
        connection,
        "SELECT v.person, coalesce(s.score, 0.0), coalesce(s.reason, '') FROM voice v"
        " LEFT JOIN sighting s ON s.key = v.sighting"
        " WHERE v.statement = ? AND v.part = 'speaker' ORDER BY v.place",
        (statement_key,),
    ):
        # Merged people are who they were merged into.
        who = rows(
            connection,
            "WITH RECURSIVE same (key, merged) AS ("
            " SELECT key, merged FROM person WHERE key = ?"
            " UNION SELECT p.key, p.merged FROM person p JOIN same ON p.key = same.merged)"
            " SELECT p.id, p.name, p.kind, p.qid, p.articles FROM same"
            " JOIN person p ON p.key = same.key WHERE same.merged IS NULL",
            (person,),
        )
        found.extend(
            Known(each, name, kind, qid, score, reason, articles)
            for each, name, kind, qid, articles in who
        )
        if not who:
            found.append(None)
    return tuple(found)


def _made(connection: apsw.Connection, table: str, key: int) -> Made:
    ((command, version, model, started, ended, run),) = rows(
        connection,
        "SELECT r.command, r.version, r.model, r.started, r.ended, r.key"
        f" FROM {table} t JOIN run r ON r.key = t.run WHERE t.key = ?",
        (key,),
    )
    return Made(command, version, model, started, ended, run)


def _article(article: Article) -> dict[str, Any]:
    """What an article is, without all that stands in it."""
    whole = article.to_dict()
    return {
        name: whole[name] for name in ("id", "title", "outlet", "byline", "published", "url")
    } | {"origin": whole["origin"], "dateline": whole["dateline"]}
