"""Interactions as the users of event data have them: one row a pair, and PLOVER's own JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, Final

from sayso.exporting.tables import Row
from sayso.records import Article, Interaction, Party

COLUMNS: Final = (
    "event_id",
    "event_date",
    "source_name",
    "source_country",
    "source_sector",
    "event_type",
    "event_mode",
    "cameo_code",
    "event_text",
    "status",
    "target_name",
    "target_country",
    "target_sector",
    "location",
    "sentence",
    "confidence",
    "story_id",
    "publisher",
    "url",
)
"""After the columns of ICEWS and of GDELT: source does, target is done to."""
_CONTEXT: Final = {"happened": (), "historical": ("historical",), "negated": ("negation",)}
_AUXILIARY: Final = {**_CONTEXT, "planned": ("future",), "hypothetical": ("hypothetical",)}
"""PLOVER's auxiliary modes."""
_LONGEST: Final = 1_000
"""Characters of a sentence in a table."""


def event_rows(articles: Iterable[Article]) -> Iterator[Row]:
    """A row for each pair of an actor and a recipient, in the order of ``COLUMNS``."""
    for article in articles:
        for each in article.interactions:
            actors: tuple[Party | None, ...] = each.actors or (None,)
            recipients: tuple[Party | None, ...] = each.recipients or (None,)
            for number, (actor, recipient) in enumerate(product(actors, recipients)):
                yield (
                    f"{each.id}-{number}",
                    _date(article, each),
                    *_party(actor),
                    each.type,
                    each.mode,
                    each.cameo,
                    each.act,
                    each.status,
                    *_party(recipient),
                    each.place.text if each.place else None,
                    _line(article, each),
                    round(each.confidence, 4),
                    article.id,
                    article.outlet,
                    article.url,
                )


def plover(article: Article) -> Iterator[dict[str, Any]]:
    """One record of PLOVER's JSON format for each interaction, with offsets into the story."""
    for each in article.interactions:
        record: dict[str, Any] = {
            "id": each.id,
            "date": _date(article, each),
            "actor": [_plover_party(party) for party in each.actors],
            "event": [
                {
                    "eventtype": each.type,
                    "text": each.predicate.text,
                    "offset": [list(span) for span in each.predicate.fragments],
                    "auxmode": list(_AUXILIARY[each.status]),
                    "cameo": each.cameo,
                    "lemma": each.act,
                }
            ],
            "recipient": [_plover_party(party) for party in each.recipients],
            "mode": [each.mode] if each.mode else [],
            "context": [],
            "location": each.place.text if each.place else None,
            "text": _line(article, each),
            "storyid": article.id,
            "publication": article.outlet,
            "coder": "sayso",
        }
        if each.excluded:
            record["excluded"] = [_plover_party(party) for party in each.excluded]
        yield record


def _plover_party(party: Party) -> dict[str, Any]:
    code = "".join(part for part in (party.country, party.sector) if part)
    return {
        "name": party.name,
        "code": code or None,
        "country": party.country,
        "sector": party.sector,
        "text": party.passage.text,
        "offset": [list(span) for span in party.passage.fragments],
    }


def _party(party: Party | None) -> tuple[str | None, str | None, str | None]:
    return (party.name, party.country, party.sector) if party else (None, None, None)


def _date(article: Article, interaction: Interaction) -> str | None:
    if interaction.date and interaction.date.start:
        return interaction.date.start
    if article.published:
        return article.published[:10]
    return article.dateline.date if article.dateline else None


def _line(article: Article, interaction: Interaction) -> str:
    """The line of the article that the predicate stands in, bounded."""
    at = interaction.predicate.start
    start = article.text.rfind("\n", 0, at) + 1
    end = article.text.find("\n", at)
    line = article.text[start : end if end >= 0 else len(article.text)]
    if len(line) <= _LONGEST:
        return line
    left = max(0, at - start - _LONGEST // 2)
    return line[left : left + _LONGEST]
