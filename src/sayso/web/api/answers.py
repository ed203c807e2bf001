"""Answers in JSON, with a tag that tells whether they have changed."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Query, Request
from starlette.responses import Response

Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most")]
After = Annotated[
    str | None,
    Query(max_length=500, description="`next` of the page before; nothing for the first"),
]
Text = Annotated[str | None, Query(max_length=500)]
_NOTHING: Final = b""


def answered(request: Request, record: object) -> Response:
    """The record as JSON; 304 without a body if the asker has it already."""
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return tagged(request, body, "application/json")


def tagged(request: Request, body: bytes, media_type: str) -> Response:
    """What was asked for; 304 without a body if the asker has it already."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = [each.strip().removeprefix("W/") for each in _asked(request).split(",")]
    if tag in known or "*" in known:
        return Response(_NOTHING, 304, headers)
    return Response(body, 200, headers, media_type=media_type)


def paged(request: Request, record: dict[str, Any]) -> Response:
    """A page of a list; the address of the next one stands in the header ``Link``, too."""
    response = answered(request, record)
    if record.get("next") is not None:
        given = [(k, v) for k, v in request.query_params.multi_items() if k != "after"]
        query = urlencode([*given, ("after", record["next"])])
        response.headers["Link"] = f'<{request.url.path}?{query}>; rel="next"'
    return response


def _asked(request: Request) -> str:
    return request.headers.get("if-none-match", "")
