"""``sayso disputes``: denials, and what they deny."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, TypedDict

import typer

from sayso.commands.finding import (
    After,
    Cell,
    Form,
    Limit,
    Output,
    Since,
    Until,
    statement_meant,
    write_pages,
)
from sayso.commands.shared import LedgerPath, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from sayso.ledger import Dispute

EXAMPLES: Final = """\b
Examples:
  sayso disputes --ledger politics.sayso
  sayso disputes --speaker "Ada Quill" --since 2024-03
  sayso disputes --of 3fa9c1d2
  sayso disputes --of "Ada Quill"
  sayso disputes --min-score 0.8 --format csv --output disputes.csv"""

COLUMNS: Final = (
    "dispute", "score", "reason",
    "claim", "claim_day", "claim_outlet", "claim_speaker", "claim_content",
    "denial", "denial_day", "denial_outlet", "denial_speaker", "denial_cue", "denial_content",
)  # fmt: skip


class _Filters(TypedDict):
    speaker: str | None
    since: str | None
    until: str | None
    min_score: float


def disputes(
    ledger: LedgerPath,
    of: Annotated[
        str | None,
        typer.Option(
            metavar="ID|NAME",
            help="Only those of this statement; or of this speaker.",
            show_default=False,
        ),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who denies, or is denied.", show_default=False),
    ] = None,
    since: Since = None,
    until: Until = None,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out what is less likely than this.")
    ] = 0.0,
    limit: Limit = 20,
    after: After = None,
    output_format: Form = None,
    output: Output = None,
) -> None:
    """List denials with what they deny."""
    with guarded():
        from sayso.ledger import Ledger, Page, page
        from sayso.rendering import disputes as drawn

        with Ledger.open(ledger) as book:
            statement = None if of is None else statement_meant(book, of, speaker)
            filters = _Filters(speaker=speaker or of, since=since, until=until, min_score=min_score)
            if statement is not None:
                listed = Page(tuple(book.disputes_of(statement)))
            else:
                listed = page(book.disputes(**filters, limit=limit + 1, after=after), limit)

            def table(page: Page[Dispute], console: Console) -> Iterator[str]:
                is_all = page.next is None and after is None
                return drawn(page.hits, console, None if is_all else book.count_disputes(**filters))

            write_pages(
                [listed],
                output_format,
                output,
                table=table,
                columns=COLUMNS,
                row=_row,
            )


def _row(dispute: Dispute) -> tuple[Cell, ...]:
    claim, denial = dispute.claim, dispute.denial
    return (
        dispute.id,
        round(dispute.score, 4),
        dispute.reason,
        claim.statement,
        claim.day,
        claim.outlet,
        claim.speaker,
        claim.content,
        denial.statement,
        denial.day,
        denial.outlet,
        denial.speaker,
        denial.cue,
        denial.content,
    )
