"""``sayso disputes``: denials, and what they deny."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.commands.finding import After, Cell, Form, Limit, Output, Since, Until, write_pages
from sayso.commands.shared import LedgerPath, guarded

if TYPE_CHECKING:
    from sayso.ledger import Dispute

EXAMPLES: Final = """\b
Examples:
  sayso disputes --ledger politics.sayso
  sayso disputes --speaker "Ada Quill" --since 2024-03
  sayso disputes --of 3fa9c1d2
  sayso disputes --min-score 0.8 --format csv --output disputes.csv"""

COLUMNS: Final = (
    "dispute", "score", "reason",
    "claim", "claim_day", "claim_outlet", "claim_speaker", "claim_content",
    "denial", "denial_day", "denial_outlet", "denial_speaker", "denial_cue", "denial_content",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Page:
    hits: tuple[Dispute, ...]
    next: str | None


def disputes(
    ledger: LedgerPath,
    of: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only those of this statement.", show_default=False),
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
        from sayso.ledger import Ledger
        from sayso.rendering import disputes as drawn

        with Ledger.open(ledger) as book:
            if of is not None:
                page = _Page(tuple(book.disputes_of(of)), None)
            else:
                found = book.disputes(
                    speaker=speaker,
                    since=since,
                    until=until,
                    min_score=min_score,
                    limit=limit + 1,
                    after=after,
                )
                more = len(found) > limit
                page = _Page(tuple(found[:limit]), found[limit - 1].id if more else None)
            write_pages(
                [page],
                output_format,
                output,
                table=lambda page, console: drawn(page.hits, console),
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
