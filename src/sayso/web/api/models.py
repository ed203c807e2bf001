"""What answers look like, for the API's description.

The records themselves come from ``sayso.records``; these are the envelopes around them.
Answers are made with the records' own ``to_dict`` and not checked against these again.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from sayso.records import Interaction, Statement


class Listed(BaseModel):
    """An article in a list; the whole of it has its own address."""

    id: str
    title: str
    outlet: str | None
    day: str | None
    words: int
    statements: int


class Articles(BaseModel):
    """A page of articles, the last to come first."""

    items: list[Listed]
    next: str | None


class Around(BaseModel):
    """The paragraph that something stands in."""

    text: str
    start: int


class Hit(BaseModel):
    """A statement that was found, and where."""

    statement: Statement
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    place: str | None
    day: str | None
    around: Around
    highlights: list[tuple[int, int]] = Field(description="Offsets into the content's text")
    score: float | None
    review: str | None


class Hits(BaseModel):
    """A page of statements that were found."""

    hits: list[Hit]
    total: int
    exact: bool = Field(description="Whether `total` is all; if not, there are more")
    next: str | None
    facets: dict[str, Any] | None = None


class ActHit(BaseModel):
    """An interaction that was found, and where."""

    interaction: Interaction
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    day: str | None
    around: Around


class ActHits(BaseModel):
    """A page of interactions that were found."""

    hits: list[ActHit]
    total: int
    exact: bool
    next: str | None


class Extracted(BaseModel):
    """What was found in a text; offsets count its code points."""

    statements: list[Statement]
    interactions: list[Interaction]


class Items(BaseModel):
    """A page of a list."""

    items: list[dict[str, Any]]
    next: str | None
