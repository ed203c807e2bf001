"""What goes wrong, as a page that says what to do next."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from sayso.errors import LedgerError, SaysoError, UnknownError
from sayso.web.api import PREFIX, problems
from sayso.web.security import HEADERS
from sayso.web.templating import render

_TITLES: Final = {
    400: "That cannot be done",
    403: "Not allowed here",
    404: "Not found",
    405: "Not possible here",
    413: "Too large",
    422: "Not understood",
    500: "Something broke",
    503: "Not just now",
}
_USUAL: Final = {
    404: "There is no such page. It may have had another address, or the ledger another name.",
    405: "This address does not take such a request.",
}


def install(app: FastAPI) -> None:
    """Let the app answer every error with a page."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(SaysoError, _known)
    app.add_exception_handler(Exception, _unknown)


def page(request: Request, status: int, message: str) -> Response:
    """The page for an error; for programs, which ask below the API's address, its details."""
    if request.url.path.startswith(PREFIX):
        return problems.answer(status, message)
    title = _TITLES.get(status) or HTTPStatus(status).phrase
    return render(request, "error.html", {"title": title, "message": message}, status=status)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    usual = error.detail == HTTPStatus(error.status_code).phrase
    message = _USUAL.get(error.status_code, error.detail) if usual else error.detail
    answer = page(request, error.status_code, message)
    answer.headers.update(error.headers or {})
    return answer


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [f"“{each['loc'][-1]}”: {each['msg'].lower()}" for each in error.errors()[:5]]
    return page(request, 422, "The address asks for something impossible. " + "; ".join(wrong))


def _known(request: Request, error: Exception) -> Response:
    status = 400
    if isinstance(error, UnknownError):
        status = 404
    elif isinstance(error, LedgerError):
        status = 503
    message = str(error)
    return page(request, status, message[:1].upper() + message[1:] + ".")


def _unknown(request: Request, _: Exception) -> Response:
    # It comes from outside of the guard; the server writes down what happened.
    answer = page(
        request,
        500,
        "This is a bug in Sayso. What happened stands in the terminal where the site runs;"
        " please report it with that.",
    )
    answer.headers.update(HEADERS)
    return answer
