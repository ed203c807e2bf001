"""``sayso interactions``: who did what to whom."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.commands.finding import (
    After,
    ArticleId,
    Cell,
    Form,
    Limit,
    MinConfidence,
    Outlets,
    Output,
    Since,
    Until,
    given,
    pages,
    write_pages,
)
from sayso.commands.shared import LedgerPath, guarded

if TYPE_CHECKING:
    from sayso.ledger import ActHit, ActResults

EXAMPLES: Final = """\b
Examples:
  sayso interactions --actor Quill --ledger politics.sayso
  sayso interactions --actor Quill --type SUPPORT --since 2024
  sayso interactions --recipient Reed --act accuse --act sue --sort oldest
  sayso interactions --country RUS --status planned --format csv"""

COLUMNS: Final = (
    "id",
    "day",
    "actors",
    "type",
    "mode",
    "act",
    "cameo",
    "predicate",
    "recipients",
    "status",
    "location",
    "confidence",
    "reported_by",
    "statement",
    "article",
    "title",
    "outlet",
    "published",
    "url",
    "start",
    "end",
)


class Order(StrEnum):
    """What comes first."""

    NEWEST = "newest"
    OLDEST = "oldest"


def interactions(
    ledger: LedgerPath,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Who did it: a name or part of it, or the id of a person.",
            show_default=False,
        ),
    ] = None,
    recipient: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="To whom it was done.", show_default=False),
    ] = None,
    type_: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="Of PLOVER: AGREE, CONSULT, SUPPORT, ACCUSE, REJECT …",
            show_default=False,
        ),
    ] = None,
    act: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD",
            help="A word for it, or what the text calls it: praise, voiced.",
            show_default=False,
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="happened, planned, hypothetical, negated, historical.",
            show_default=False,
        ),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE", help="Of either side, three letters: RUS.", show_default=False
        ),
    ] = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    article: ArticleId = None,
    min_confidence: MinConfidence = 0.0,
    sort: Annotated[Order, typer.Option(help="What comes first.")] = Order.NEWEST,
    limit: Limit = 20,
    after: After = None,
    output_format: Form = None,
    output: Output = None,
) -> None:
    """Find who did what to whom in a ledger."""
    with guarded():
        from sayso.ledger import Ledger
        from sayso.rendering import found_acts

        filters = given(
            actor=actor,
            recipient=recipient,
            type=type_,
            act=act,
            status=status,
            country=country,
            outlet=outlet,
            since=since,
            until=until,
            article=article,
            min_confidence=min_confidence,
        )
        with Ledger.open(ledger) as book:

            def find(many: int, start: str | None) -> ActResults:
                return book.interactions(sort=sort.value, limit=many, after=start, **filters)

            write_pages(
                pages(find, limit, after),
                output_format,
                output,
                table=found_acts,
                columns=COLUMNS,
                row=_row,
            )


def _row(hit: ActHit) -> tuple[Cell, ...]:
    act = hit.interaction
    return (
        act.id,
        hit.day,
        "; ".join(each.name for each in act.actors),
        act.type,
        act.mode,
        act.act,
        act.cameo,
        act.predicate.text,
        "; ".join(each.name for each in act.recipients),
        act.status,
        act.place.text if act.place else None,
        round(act.confidence, 4),
        act.reported_by,
        act.statement,
        hit.article,
        hit.title,
        hit.outlet,
        hit.published,
        hit.url,
        act.predicate.start,
        act.predicate.end,
    )
