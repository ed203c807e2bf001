"""What is new in the ledger, as it comes: server-sent events.

See https://html.spec.whatwg.org/multipage/server-sent-events.html. The number of each
event is the place in the order of arrival; a browser that was cut off sends it back and
gets what it missed.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final

import anyio
import anyio.to_thread
from fastapi import APIRouter, Header, Request
from starlette.responses import StreamingResponse

from sayso.ledger import loading
from sayso.web import queries
from sayso.web.access import Shelf, shelf

router = APIRouter(tags=["events"])

_EVERY: Final = 1.0
"""Seconds between looks at the ledger."""
_MOST: Final = 100
"""Events that are sent at once."""
_ALIVE: Final = 15
"""Looks without anything new, after which a sign of life is sent."""


@router.get("/events", response_model=None, response_class=StreamingResponse)
async def events(
    request: Request,
    last_event_id: Annotated[str | None, Header(description="The last one that came")] = None,
) -> StreamingResponse:
    """New statements: `event: statement`, whose data has the statement and its article's id."""
    place = shelf(request)
    known = last_event_id or ""
    start = int(known) if known.isascii() and known.isdecimal() and len(known) < 19 else None
    return StreamingResponse(
        _stream(request, place, start),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _stream(request: Request, place: Shelf, start: int | None) -> AsyncIterator[bytes]:
    last = start if start is not None else await anyio.to_thread.run_sync(_latest, place)
    yield b"retry: 3000\n\n"
    quiet = 0
    while not await request.is_disconnected():
        new = await anyio.to_thread.run_sync(_after, place, last)
        for last, record in new:
            data = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
            yield b"id: %d\nevent: statement\ndata: %s\n\n" % (last, data)
        quiet = 0 if new else quiet + 1
        if quiet % _ALIVE == 0:
            yield b": still here\n\n"
        if len(new) < _MOST:
            await anyio.sleep(_EVERY)


def _latest(place: Shelf) -> int:
    with place.reading() as ledger:
        return queries.latest_statement(ledger)


def _after(place: Shelf, last: int) -> list[tuple[int, dict[str, Any]]]:
    with place.reading() as ledger:
        found = queries.statements_after(ledger, last, _MOST)
        return [
            (
                key,
                {
                    "article": article,
                    "statement": loading.statement(ledger.connection, key).to_dict(),
                },
            )
            for key, article in found
        ]
