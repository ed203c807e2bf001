"""Templates, and the one door through which words get onto a page."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from sayso._version import __version__
from sayso.ledger.echoes import changes
from sayso.web.marking import act_excerpt, excerpt
from sayso.web.networks import QUADS
from sayso.web.wording import clipped, count, day, described, month, share

_UNSHOWN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def displayed(value: object) -> object:
    """Words as a page may have them; what is markup already stays.

    Marks that turn the direction of writing could make words read otherwise than
    they are, and half characters cannot be sent: each is shown as U+FFFD.
    Escaping is Jinja's, and done to everything after this.
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSHOWN.sub("\ufffd", value)
    return "" if value is None else value


def render(
    request: Request,
    name: str,
    context: dict[str, object] | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    """The page that a template makes of its context."""
    site = request.app.state
    page = _environment().get_template(name)
    text = page.render(
        site=site.settings,
        ledger_name=site.settings.ledger.stem if site.settings.ledger else None,
        form_key=site.form_key.value,
        here=str(request.url.path),
        query=str(request.url.query),
        partial=request.headers.get("hx-request") == "true",
        **(context or {}),
    )
    # Depending on who asks, the same address gives a page or a part of it.
    headers = {"Vary": "HX-Request"}
    # Half characters in constants of a template would be our fault; in data they are gone by now.
    return HTMLResponse(text.encode("utf-8", "replace"), status, headers)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=displayed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        static=static_url,
        version=__version__,
        address=address,
        excerpt=excerpt,
        act_excerpt=act_excerpt,
        compare=changes,
        quad_of=QUADS.__getitem__,
    )
    made.filters.update(
        clipped=clipped,
        count=count,
        day=day,
        described=described,
        month=month,
        share=share,
        path=lambda part: quote(str(part), safe=""),
    )
    return made


@cache
def static_url(name: str) -> str:
    """The address of a file in static/, another one whenever the file is another."""
    data = files("sayso.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:12]}"


def address(path: str, **query: object) -> str:
    """A path with those of the query that have a value."""
    kept = [
        (name, str(each))
        for name, value in query.items()
        for each in (value if isinstance(value, list | tuple) else [value])
        if each not in (None, "", False)
    ]
    return path + (f"?{urlencode(kept, errors='replace')}" if kept else "")
