"""What people marked in an article, and how it converts to and from statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sayso.records import Passage, Span, Statement, digest, statement_id

Role = Literal["source", "cue", "content"]
ROLES: Final[tuple[Role, ...]] = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """The fragments of one attribution, in code points of its article.

    Any role may be empty: annotators leave out sources, and now and then the
    rest. What else a corpus may say of an attribution (speaker, stance) joins
    as further fields with a default.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()

    def role(self, name: Role) -> tuple[Span, ...]:
        """The fragments of one role."""
        match name:
            case "source":
                return self.source
            case "cue":
                return self.cue
            case "content":
                return self.content


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its outermost attributions."""

    doc: str
    """The name its corpus gives it."""
    publisher: str | None
    article_text: str
    attributions: tuple[GoldAttribution, ...]
    loose_edges: bool = False
    """The corpus does not settle whether edge punctuation belongs to a span."""


Pair: TypeAlias = tuple[GoldArticle, Sequence[Statement]]
"""An article and the statements that a system found in its text."""


def as_attribution(statement: Statement) -> GoldAttribution:
    """The spans of a statement, as gold has them."""
    return GoldAttribution(
        source=statement.source.fragments if statement.source else (),
        cue=statement.cue.fragments if statement.cue else (),
        content=statement.content.fragments,
    )


def as_statement(article_text: str, attribution: GoldAttribution) -> Statement:
    """The statement that a perfect extractor gives for an attribution."""

    def passage(spans: tuple[Span, ...]) -> Passage | None:
        return Passage.cut(article_text, spans) if spans else None

    return Statement(
        id=statement_id(
            digest(article_text), attribution.source, attribution.cue, attribution.content
        ),
        content=Passage.cut(article_text, attribution.content),
        source=passage(attribution.source),
        cue=passage(attribution.cue),
        confidence=1.0,
    )
