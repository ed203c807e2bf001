"""The site, put together: the guard, the pages, the files that browsers need."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from sayso._version import __version__
from sayso.web import errors, feeds, pages
from sayso.web.access import Shelf
from sayso.web.api import PREFIX, create_api
from sayso.web.security import FormKey, Guard
from sayso.web.settings import Settings


class _Files(StaticFiles):
    """Files whose address changes with what is in them, so that browsers may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if answer.status_code == 200 and b"v=" in scope["query_string"]:
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def create_app(settings: Settings) -> FastAPI:
    """The site as an ASGI application.

    Raises:
        LedgerError: the ledger is not there or cannot be read.
    """
    shelf = Shelf(settings.ledger, read_only=settings.read_only) if settings.ledger else None

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        yield
        if shelf is not None:
            shelf.close()

    app = FastAPI(
        title="Sayso",
        version=__version__,
        lifespan=running,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.shelf = shelf
    app.state.form_key = FormKey()
    errors.install(app)
    app.include_router(pages.always, include_in_schema=False)
    if shelf is not None:
        app.include_router(pages.over_ledger, include_in_schema=False)
        app.include_router(feeds.router, include_in_schema=False)
    app.mount(PREFIX, create_api(settings, shelf))
    app.mount("/static", _Files(packages=[("sayso.web", "static")]), name="static")
    app.add_middleware(Guard, settings=settings)
    return app
