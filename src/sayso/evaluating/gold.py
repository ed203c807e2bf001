"""What people marked in an article, and how it converts to and from statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from sayso.records import (
    Hedge,
    Kind,
    Passage,
    Span,
    Speaker,
    Stance,
    Statement,
    Type,
    When,
    digest,
    statement_id,
)

Role = Literal["source", "cue", "content"]
ROLES: Final[tuple[Role, ...]] = ("source", "cue", "content")

AND: Final = " & "
"""Joins the names of several who speak, or are spoken to, together."""
UNKNOWN: Final = "unknown"
"""The gold's name for a speaker of whom the article says nothing."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a corpus says of an attribution beside its spans."""

    speakers: tuple[str, ...]
    """Accepted names, each good enough; several people joined by ``AND``."""
    type: Type
    stance: Stance
    hedge: Hedge
    kind: Kind | None = None
    """Null where the corpus does not say."""
    addressees: tuple[str, ...] | None = None
    """Accepted names; empty if nobody is spoken to, null if the corpus does not say."""
    said_on: tuple[When, ...] = ()
    """Accepted dates of the saying; empty where the corpus gives none."""
    nested: tuple[GoldAttribution, ...] = ()
    """All that stand in the content, at any depth."""


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """The fragments of one attribution, in code points of its article.

    Any role may be empty: annotators leave out sources, and now and then the
    rest. Two with the same fragments are equal, whatever else is said of them.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    labels: Labels | None = field(default=None, compare=False, kw_only=True)
    """Null where the corpus gives spans alone."""
    optional: bool = field(default=False, compare=False, kw_only=True)
    """Careful annotators could disagree: neither missed nor spurious."""

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


def as_statement(
    article_text: str, attribution: GoldAttribution, *, parent: str | None = None
) -> Statement:
    """The statement that a perfect extractor gives for an attribution."""

    def passage(spans: tuple[Span, ...]) -> Passage | None:
        return Passage.cut(article_text, spans) if spans else None

    spans_alone = Statement(
        id=statement_id(
            digest(article_text), attribution.source, attribution.cue, attribution.content
        ),
        content=Passage.cut(article_text, attribution.content),
        source=passage(attribution.source),
        cue=passage(attribution.cue),
        parent=parent,
        confidence=1.0,
    )
    return _labelled(spans_alone, attribution.labels) if attribution.labels else spans_alone


def as_statements(article_text: str, attribution: GoldAttribution) -> list[Statement]:
    """The same, followed by the statements nested in it."""
    outer = as_statement(article_text, attribution)
    nested = attribution.labels.nested if attribution.labels else ()
    return [outer, *(as_statement(article_text, each, parent=outer.id) for each in nested)]


def _labelled(statement: Statement, labels: Labels) -> Statement:
    names = labels.speakers[0].split(AND)
    speakers = tuple(Speaker(name, labels.kind or "unknown") for name in names)
    addressees = labels.addressees[0].split(AND) if labels.addressees else ()
    return replace(
        statement,
        type=labels.type,
        stance=labels.stance,
        hedge=labels.hedge,
        speaker=speakers[0],
        speakers=speakers,
        addressees=tuple(Speaker(name) for name in addressees),
        said_on=labels.said_on[0] if labels.said_on else None,
    )
