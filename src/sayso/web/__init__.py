"""Pages in a browser, over a ledger or without one. ``sayso serve`` runs it.

Needs the extra ``web``: whoever imports this without it gets MissingExtra.
"""

from __future__ import annotations

from importlib.util import find_spec

from sayso.errors import MissingExtra

if not all(map(find_spec, ("fastapi", "jinja2", "python_multipart", "uvicorn"))):
    raise MissingExtra("The web site", "web")

from sayso.web.app import create_app
from sayso.web.settings import Settings

__all__ = ["Settings", "create_app"]
