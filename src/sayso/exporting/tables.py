"""The record as flat tables: what CSV and Parquet have in common.

One table for each kind of record, joined by ids. ``TABLES`` is the place to
look up what a column is called and where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sayso.records import Article, Interaction, Party, Passage, Span, Speaker

Cell: TypeAlias = "str | int | float | tuple[Span, ...] | None"
Row: TypeAlias = tuple[Cell, ...]
Kind = Literal["text", "whole", "number", "day", "spans"]
"""A day is an ISO date as text; spans are pairs of code points."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, and the rows that an article gives."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: Callable[[Article], Iterator[Row]]


def _articles(article: Article) -> Iterator[Row]:
    dateline, origin = article.dateline, article.origin
    yield (
        article.id,
        article.title,
        article.outlet,
        article.byline,
        article.section,
        article.url,
        article.agency,
        article.published,
        article.updated,
        dateline.place if dateline else None,
        dateline.agency if dateline else None,
        dateline.date if dateline else None,
        article.language,
        len(article.text.split()),
        article.duplicate_of,
        article.similarity,
        origin.path if origin else None,
        origin.member if origin else None,
        origin.record if origin else None,
        origin.start if origin else None,
        origin.end if origin else None,
        article.text,
    )


def _statements(article: Article) -> Iterator[Row]:
    for place, each in enumerate(article.statements):
        speaker, said = each.speaker, each.said_on
        yield (
            each.id,
            article.id,
            each.parent,
            place,
            speaker.name if speaker else None,
            speaker.kind if speaker else None,
            speaker.role if speaker else None,
            _words(each.source),
            _words(each.cue),
            each.content.text,
            each.form,
            each.type,
            each.stance,
            each.hedge,
            "; ".join(person.name for person in each.addressees) or None,
            said.text if said else None,
            said.start if said else None,
            said.end if said else None,
            said.granularity if said else None,
            round(each.confidence, 4),
            _spans(each.source),
            _spans(each.cue),
            _spans(each.content),
            article.outlet,
            article.published,
        )


def _voices(article: Article) -> Iterator[Row]:
    for each in article.statements:
        speakers = each.speakers or ((each.speaker,) if each.speaker else ())
        sides: tuple[tuple[str, Sequence[Speaker]], ...] = (
            ("speaker", speakers),
            ("addressee", each.addressees),
        )
        for part, side in sides:
            for place, person in enumerate(side):
                mention = person.mention
                yield (
                    each.id,
                    part,
                    place,
                    person.name,
                    person.kind,
                    person.role,
                    mention.text if mention else None,
                    mention.start if mention else None,
                    mention.end if mention else None,
                    round(person.confidence, 4),
                )


def _interactions(article: Article) -> Iterator[Row]:
    for place, each in enumerate(article.interactions):
        date = each.date
        yield (
            each.id,
            article.id,
            place,
            each.type,
            each.mode,
            each.act,
            each.cameo,
            each.status,
            each.predicate.text,
            each.predicate.fragments,
            each.place.text if each.place else None,
            date.text if date else None,
            date.start if date else None,
            date.end if date else None,
            each.reported_by,
            each.statement,
            round(each.confidence, 4),
            article.outlet,
            article.published,
        )


def _parties(article: Article) -> Iterator[Row]:
    for each in article.interactions:
        for part, side in sides_of(each):
            for place, party in enumerate(side):
                yield (
                    each.id,
                    part,
                    place,
                    party.name,
                    party.kind,
                    party.country,
                    party.sector,
                    party.role,
                    party.passage.text,
                    party.passage.fragments,
                    round(party.confidence, 4),
                )


def sides_of(interaction: Interaction) -> tuple[tuple[str, tuple[Party, ...]], ...]:
    """The parties of an interaction, by their part in it."""
    return (
        ("actor", interaction.actors),
        ("recipient", interaction.recipients),
        ("excluded", interaction.excluded),
    )


def _words(passage: Passage | None) -> str | None:
    return passage.text if passage else None


def _spans(passage: Passage | None) -> tuple[Span, ...]:
    return passage.fragments if passage else ()


TABLES: Final = (
    Table(
        "articles",
        (
            ("id", "text"),
            ("title", "text"),
            ("outlet", "text"),
            ("byline", "text"),
            ("section", "text"),
            ("url", "text"),
            ("agency", "text"),
            ("published", "text"),
            ("updated", "text"),
            ("dateline_place", "text"),
            ("dateline_agency", "text"),
            ("dateline_date", "day"),
            ("language", "text"),
            ("words", "whole"),
            ("duplicate_of", "text"),
            ("similarity", "number"),
            ("path", "text"),
            ("member", "text"),
            ("record", "whole"),
            ("start", "whole"),
            ("end", "whole"),
            ("text", "text"),
        ),
        _articles,
    ),
    Table(
        "statements",
        (
            ("id", "text"),
            ("article", "text"),
            ("parent", "text"),
            ("place", "whole"),
            ("speaker", "text"),
            ("speaker_kind", "text"),
            ("speaker_role", "text"),
            ("source", "text"),
            ("cue", "text"),
            ("content", "text"),
            ("form", "text"),
            ("type", "text"),
            ("stance", "text"),
            ("hedge", "text"),
            ("addressees", "text"),
            ("said_text", "text"),
            ("said_start", "day"),
            ("said_end", "day"),
            ("said_granularity", "text"),
            ("confidence", "number"),
            ("source_spans", "spans"),
            ("cue_spans", "spans"),
            ("content_spans", "spans"),
            ("outlet", "text"),
            ("published", "text"),
        ),
        _statements,
    ),
    Table(
        "voices",
        (
            ("statement", "text"),
            ("part", "text"),
            ("place", "whole"),
            ("name", "text"),
            ("kind", "text"),
            ("role", "text"),
            ("mention", "text"),
            ("mention_start", "whole"),
            ("mention_end", "whole"),
            ("confidence", "number"),
        ),
        _voices,
    ),
    Table(
        "interactions",
        (
            ("id", "text"),
            ("article", "text"),
            ("place", "whole"),
            ("type", "text"),
            ("mode", "text"),
            ("act", "text"),
            ("cameo", "text"),
            ("status", "text"),
            ("predicate", "text"),
            ("predicate_spans", "spans"),
            ("location", "text"),
            ("date_text", "text"),
            ("date_start", "day"),
            ("date_end", "day"),
            ("reported_by", "text"),
            ("statement", "text"),
            ("confidence", "number"),
            ("outlet", "text"),
            ("published", "text"),
        ),
        _interactions,
    ),
    Table(
        "parties",
        (
            ("interaction", "text"),
            ("part", "text"),
            ("place", "whole"),
            ("name", "text"),
            ("kind", "text"),
            ("country", "text"),
            ("sector", "text"),
            ("role", "text"),
            ("words", "text"),
            ("spans", "spans"),
            ("confidence", "number"),
        ),
        _parties,
    ),
)
