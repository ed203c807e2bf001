"""schema.org (JSON-LD): what is said literally as Quotation, the rest as Claim.

See https://schema.org/Quotation and https://schema.org/Claim; fact-checkers tie
their ClaimReview to the latter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sayso.exporting.addresses import article_address, name_address, statement_address
from sayso.records import Article, Speaker, Statement

CONTEXT: Final = "https://schema.org"
_TYPES: Final = {
    "person": "Person",
    "organization": "Organization",
    "country": "Country",
    "group": "Organization",
    "document": "CreativeWork",
    "unknown": "Thing",
}


def quotations(article: Article) -> Iterator[dict[str, Any]]:
    """One Quotation or Claim for each statement."""
    for statement in article.statements:
        yield _one(article, statement)


def _one(article: Article, statement: Statement) -> dict[str, Any]:
    quoted = statement.form == "direct"
    speakers = statement.speakers or ((statement.speaker,) if statement.speaker else ())
    by = [_who(speaker) for speaker in speakers]
    record: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Quotation" if quoted else "Claim",
        "@id": statement_address(statement.id),
        "text": statement.content.text,
    }
    if by:
        # Who said it, in the words that each type has for it.
        record["spokenByCharacter" if quoted else "claimInterpreter"] = by
        record["creator"] = by
    if statement.said_on and statement.said_on.start and statement.said_on.granularity == "day":
        record["dateCreated"] = statement.said_on.start
    record["isPartOf" if quoted else "appearance"] = _article(article)
    if statement.parent:
        record["isBasedOn"] = {"@id": statement_address(statement.parent)}
    record["keywords"] = [statement.type, statement.stance, statement.hedge]
    return record


def _who(speaker: Speaker) -> dict[str, Any]:
    record: dict[str, Any] = {
        "@type": _TYPES[speaker.kind],
        "@id": name_address(speaker.name, speaker.kind),
        "name": speaker.name,
    }
    if speaker.role and speaker.kind == "person":
        record["jobTitle"] = speaker.role
    return record


def _article(article: Article) -> dict[str, Any]:
    record: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": article.url or article_address(article.id),
        "headline": article.title,
        "datePublished": article.published,
        "inLanguage": article.language,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "url": article.url,
    }
    return {key: value for key, value in record.items() if value is not None}
