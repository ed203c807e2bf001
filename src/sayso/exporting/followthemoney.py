"""FollowTheMoney entities, one JSON object a line, as Aleph and OpenSanctions read them.

An Article for each text, a Person, Organization, PublicBody or LegalEntity for each
speaker and party by name, and a Mention that ties the two. See https://followthemoney.tech.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sayso.records import Article, digest

_SCHEMATA: Final = {
    "person": "Person",
    "organization": "Organization",
    "country": "PublicBody",
    "group": "LegalEntity",
    "unknown": "LegalEntity",
}
"""A document is no party in FollowTheMoney's sense: it gets no entity."""


def entities(articles: Iterable[Article]) -> Iterator[dict[str, Any]]:
    """The entities of the articles; who is named in several comes once."""
    seen: set[str] = set()
    for article in articles:
        yield _article(article)
        for name, (kind, roles) in _names(article).items():
            who = digest("followthemoney", kind, name)
            if who not in seen:
                seen.add(who)
                yield _entity(who, _SCHEMATA[kind], name=[name], position=roles)
            yield _entity(
                digest("mention", article.id, who),
                "Mention",
                name=[name],
                document=[article.id],
                resolved=[who],
                detectedSchema=[_SCHEMATA[kind]],
            )


def _article(article: Article) -> dict[str, Any]:
    return _entity(
        article.id,
        "Article",
        title=[article.title],
        publishedAt=[article.published],
        author=[article.byline],
        publisher=[article.outlet],
        sourceUrl=[article.url],
        language=["eng" if article.language == "en" else None],
        bodyText=[article.text],
    )


def _names(article: Article) -> dict[str, tuple[str, list[str | None]]]:
    found: dict[str, tuple[str, list[str | None]]] = {}

    def note(name: str, kind: str, role: str | None) -> None:
        if kind in _SCHEMATA:
            _, roles = found.setdefault(name, (kind, []))
            if role and role not in roles and kind == "person":
                roles.append(role)

    for statement in article.statements:
        for who in (*statement.speakers, *statement.addressees):
            note(who.name, who.kind, who.role)
    for interaction in article.interactions:
        for party in (*interaction.actors, *interaction.recipients, *interaction.excluded):
            note(party.name, party.kind, party.role)
    return found


def _entity(key: str, schema: str, **properties: list[str | None]) -> dict[str, Any]:
    given = {name: [value for value in values if value] for name, values in properties.items()}
    return {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in given.items() if values},
    }
