"""The JSON API: the same records under the same names as everywhere.

An application of its own below ``/api/v1``, so that its errors are problem details
(RFC 9457) and not pages, and its description (OpenAPI) is of it alone. Each file
is a group of addresses; a new one is a router here.
"""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI

from sayso._version import __version__
from sayso.web.access import Shelf
from sayso.web.api import (
    articles,
    events,
    exports,
    extracting,
    interactions,
    links,
    problems,
    searching,
    speakers,
    statements,
)
from sayso.web.settings import Settings

PREFIX: Final = "/api/v1"
_ABOUT: Final = """\
Who said what: statements with their sources, cues and contents, the exact characters that
prove them, who is behind them, and how they are put forward.

Offsets count Unicode code points of an article's `text`. Lists are given in pages: what a
page has as `next` is the `after` of the following one. Answers carry an `ETag`; a request with
`If-None-Match` gets 304 where nothing has changed. Errors are problem details (RFC 9457).
Where the site asks for a token, send `Authorization: Bearer TOKEN`."""


def create_api(settings: Settings, shelf: Shelf | None) -> FastAPI:
    """The API as an ASGI application; without a ledger it can only extract."""
    api = FastAPI(
        title="Sayso",
        version=__version__,
        summary="The record of who said what",
        description=_ABOUT,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,  # its pages would be fetched from elsewhere
        redoc_url=None,
        responses=problems.RESPONSES,
        separate_input_output_schemas=False,
    )
    api.state.settings = settings
    api.state.shelf = shelf
    problems.install(api)
    api.include_router(extracting.router)
    if shelf is not None:
        for each in (
            searching,
            statements,
            articles,
            speakers,
            links,
            interactions,
            exports,
            events,
        ):
            api.include_router(each.router)
    return api
