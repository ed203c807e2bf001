"""The ledger as a stream, in the forms that other tools read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import StreamingResponse

from sayso.days import iso_days
from sayso.exporting import Format, Selection, stream
from sayso.web.access import shelf
from sayso.web.api.answers import Text

router = APIRouter(tags=["export"])

_TYPES: Final = {Format.CSV: "text/csv", Format.EVENTS: "text/csv"}
Streamed = Literal[
    "jsonl", "csv", "annotation", "schema.org", "ftm", "events", "plover", "training"
]


@router.get("/export/{form}", response_model=None, response_class=StreamingResponse)
def export(
    request: Request,
    form: Streamed,
    since: Text = None,
    until: Text = None,
    outlet: Text = None,
    table: Annotated[Text, Query(description="Of csv: articles, statements, voices …")] = None,
    rejected: bool = False,
    min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.0,
) -> StreamingResponse:
    """Everything, or the articles of some days or one outlet, as it comes."""
    chosen = Format(form)
    selection = Selection(*iso_days(since, until), outlet, rejected, min_confidence)
    with shelf(request).reading() as ledger:  # what is wrong with the request comes out now
        stream(ledger, chosen, selection, table=table)

    def pieces() -> Iterator[bytes]:
        with shelf(request).reading() as ledger:
            for piece in stream(ledger, chosen, selection, table=table):
                yield piece.encode("utf-8", "replace")

    return StreamingResponse(pieces(), media_type=_TYPES.get(chosen, "application/x-ndjson"))
