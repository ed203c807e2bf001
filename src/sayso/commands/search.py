"""``sayso search``: what was said, by words and by who, when, where and how."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.commands.finding import After, Cell, Form, Limit, Output, pages, write_pages
from sayso.commands.grouping import grouped
from sayso.commands.narrowing import Narrowing, Words
from sayso.commands.shared import LedgerPath, guarded

if TYPE_CHECKING:
    from sayso.ledger import Hit, Results

EXAMPLES: Final = """\b
Examples:
  sayso search bridge --ledger politics.sayso
  sayso search '"safety report" (delay* OR late) NOT rumour' --speaker Quill
  sayso search --speaker "Ada Quill" --stance denies --since 2024 --sort newest
  sayso search strike --to Reed --outlet Post --format csv --output strike.csv
  sayso search --unnamed --hedge alleged --hedge rumoured --limit 100

\b
Words all have to be there, in any order. "In quotation marks" they stand so;
begin* finds all that begin so; OR, NOT (or -word after --) and brackets work
as expected. speaker:quill, to:reed and outlet:post look for one word there.
export SAYSO_LEDGER=politics.sayso saves --ledger."""

COLUMNS: Final = (
    "id",
    "day",
    "speaker",
    "source",
    "cue",
    "content",
    "to",
    "form",
    "type",
    "stance",
    "hedge",
    "confidence",
    "said_on",
    "review",
    "article",
    "title",
    "outlet",
    "published",
    "url",
    "place",
    "start",
    "end",
    "score",
)


class Order(StrEnum):
    """What comes first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@grouped
def search(
    ledger: LedgerPath,
    narrowing: Narrowing,
    words: Words = None,
    sort: Annotated[
        Order | None,
        typer.Option(help="Else relevance with words, newest without.", show_default=False),
    ] = None,
    limit: Limit = 20,
    after: After = None,
    output_format: Form = None,
    output: Output = None,
) -> None:
    """Find who said what in a ledger."""
    with guarded():
        from sayso.ledger import Ledger
        from sayso.rendering import found

        filters = narrowing.filters()
        with Ledger.open(ledger) as book:

            def find(many: int, start: str | None) -> Results:
                return book.search(
                    " ".join(words or ()),
                    sort=None if sort is None else sort.value,
                    limit=many,
                    after=start,
                    **filters,
                )

            write_pages(
                pages(find, limit, after),
                output_format,
                output,
                table=found,
                columns=COLUMNS,
                row=_row,
            )


def _row(hit: Hit) -> tuple[Cell, ...]:
    said = hit.statement
    return (
        said.id,
        hit.day,
        "; ".join(each.name for each in said.speakers),
        said.source.text if said.source else None,
        said.cue.text if said.cue else None,
        said.content.text,
        "; ".join(each.name for each in said.addressees),
        said.form,
        said.type,
        said.stance,
        said.hedge,
        round(said.confidence, 4),
        said.said_on.text if said.said_on else None,
        hit.review,
        hit.article,
        hit.title,
        hit.outlet,
        hit.published,
        hit.url,
        hit.place,
        said.content.start,
        said.content.end,
        None if hit.score is None else round(hit.score, 4),
    )
