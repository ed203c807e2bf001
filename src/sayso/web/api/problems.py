"""Errors as problem details (RFC 9457): what went wrong, and what to do next."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from sayso.errors import LedgerError, QueryError, SaysoError, UnknownError
from sayso.rendering import one_line

_LOG: Final = logging.getLogger("sayso.web")
MEDIA_TYPE: Final = "application/problem+json"


class Problem(BaseModel):
    """Something that went wrong."""

    type: str = Field(description="about:blank, or urn:sayso:problem:query with `at`")
    title: str
    status: int
    detail: str = Field(description="What it is about, and what to do next")
    at: int | None = Field(None, description="Of a query: the character where reading it stopped")
    errors: list[dict[str, Any]] | None = Field(
        None, description="Of parameters: each that is wrong"
    )


def _described(text: str) -> dict[str, Any]:
    return {"description": text, "content": {MEDIA_TYPE: {"schema": _reference()}}}


def _reference() -> dict[str, Any]:
    return Problem.model_json_schema()


RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    400: _described("The request cannot be carried out as it was made"),
    401: {"description": "The site asks for a token"},
    403: _described("Nothing can be changed here"),
    404: _described("There is nothing with that id or name"),
    405: _described("This address does not take such a request"),
    413: {"description": "More than can be sent at once"},
    422: _described("A parameter is not what it should be"),
    503: _described("The ledger cannot be read or written just now"),
}


def install(api: FastAPI) -> None:
    """Let the API answer every error so."""
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(SaysoError, _known)
    api.add_exception_handler(Exception, _unknown)


def answer(status: int, detail: str, kind: str = "about:blank", **more: object) -> Response:
    """The answer for an error."""
    problem = {
        "type": kind,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    body = json.dumps(problem, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, media_type=MEDIA_TYPE)


def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = answer(error.status_code, str(error.detail))
    response.headers.update(error.headers or {})
    return response


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [
        {"where": ".".join(str(part) for part in each["loc"]), "what": each["msg"]}
        for each in error.errors()[:20]
    ]
    told = "; ".join(f"{each['where']}: {each['what']}" for each in wrong[:3])
    return answer(422, one_line(told)[:500], errors=jsonable_encoder(wrong))


def _known(_request: Request, error: Exception) -> Response:
    if isinstance(error, QueryError):
        return answer(400, one_line(error.reason), "urn:sayso:problem:query", at=error.at)
    status = 400
    if isinstance(error, UnknownError):
        status = 404
    elif isinstance(error, LedgerError):
        status = 503
    return answer(status, one_line(str(error)))


def _unknown(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    return answer(500, "This is a bug in Sayso; what happened stands where the site runs.")
