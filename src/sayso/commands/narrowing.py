"""The options that narrow a search for statements down, the same wherever one is made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeAlias, cast

import typer

from sayso.commands.finding import ArticleId, MinConfidence, Outlets, Since, Until, given

if TYPE_CHECKING:
    from sayso.ledger import Filters


class Dated(StrEnum):
    """Which day counts."""

    SAID = "said"
    PUBLISHED = "published"


Words: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS…", help="What to look for; see below.", show_default=False),
]
Speakers: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--speaker",
        metavar="NAME",
        help="Who said it: a name or part of it, or the id of a person.",
        show_default=False,
    ),
]
About: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="WORDS",
        help="Whom or what it is about: words, or a name and what else they are called.",
        show_default=False,
    ),
]
Addressees: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="NAME", help="To whom it was said.", show_default=False),
]
Kinds: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Of the speaker: person, group, organization, country, document, unknown.",
        show_default=False,
    ),
]
Stances: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--stance",
        metavar="STANCE",
        help="affirms, denies, questions, negated.",
        show_default=False,
    ),
]
Hedges: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--hedge", metavar="HEDGE", help="none, alleged, rumoured, secondhand.", show_default=False
    ),
]
Types: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        help="assertion, belief, fact, eventuality.",
        show_default=False,
    ),
]
Forms: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--form", metavar="FORM", help="direct, indirect, mixed.", show_default=False),
]
WhichDay: TypeAlias = Annotated[
    Dated, typer.Option(help="Days count from when it was said, or the article published.")
]
Unnamed: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--unnamed/--named",
        help="Only where no speaker has a name, or only where one has.",
        show_default=False,
    ),
]
Nested: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--nested/--outermost",
        help="Only statements inside of others, or only those that are not.",
        show_default=False,
    ),
]
Rejected: TypeAlias = Annotated[
    bool, typer.Option("--rejected", help="Also what reviewers rejected.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a search is narrowed down by; all of it has to hold."""

    speaker: Speakers = None
    about: About = None
    to: Addressees = None
    kind: Kinds = None
    stance: Stances = None
    hedge: Hedges = None
    type_: Types = None
    form: Forms = None
    outlet: Outlets = None
    since: Since = None
    until: Until = None
    dated: WhichDay = Dated.SAID
    unnamed: Unnamed = None
    nested: Nested = None
    rejected: Rejected = False
    article: ArticleId = None
    min_confidence: MinConfidence = 0.0

    def filters(self) -> Filters:
        """As ``Ledger.search`` takes them, without those that are as usual.

        Raises:
            UsageError: one is empty.
        """
        filters = given(
            speaker=self.speaker,
            about=self.about,
            to=self.to,
            kind=self.kind,
            stance=self.stance,
            hedge=self.hedge,
            type=self.type_,
            form=self.form,
            outlet=self.outlet,
            since=self.since,
            until=self.until,
            dated=None if self.dated is Dated.SAID else self.dated.value,
            unnamed=self.unnamed,
            nested=self.nested,
            rejected=self.rejected or None,
            article=self.article,
            min_confidence=self.min_confidence or None,
        )
        return cast("Filters", filters)
