"""Who may ask, how much they may send, and what a browser may do with the answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.settings import Settings

MAX_BODY: Final = 2_000_000
"""Bytes that a request may bring."""
POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
COOKIE: Final = "sayso"
_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_LOOPBACK: Final = frozenset(("localhost", "127.0.0.1", "::1"))
_KEPT: Final = 30 * 24 * 3600
"""Seconds for which a browser that showed the token need not show it again."""


class Guard:
    """Stands before everything else: refuses what must not come in, marks what goes out."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, sealed)
        else:
            await self._app(scope, _bounded(receive), sealed)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._settings.local and _name(host) not in _LOOPBACK:
            # A page elsewhere can make its own name lead to this machine, but not the header.
            return PlainTextResponse("This site answers to 127.0.0.1 and localhost only.\n", 421)
        if scope["method"] not in _SAFE and not _same_origin(headers, host):
            return PlainTextResponse("This request comes from a page of another site.\n", 403)
        if _length(headers) > MAX_BODY:
            return PlainTextResponse(
                f"That is more than the {MAX_BODY // 1_000_000} MB that can be sent at once.\n", 413
            )
        return self._unknown(scope, headers)

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        """What somebody gets who has not shown the token; None who has."""
        token = self._settings.token
        if token is None:
            return None
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _equal(given.strip(), token):
            return None
        kept = _cookie(headers)
        if kept is not None and _equal(kept, _kept(token)):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if any(name == "token" and _equal(value, token) for name, value in query):
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            # The path is given back as it came, but never as the name of another host.
            path = "/" + scope["path"].lstrip("/\\")
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(COOKIE, _kept(token), max_age=_KEPT, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse(
            "This site asks for a token: open its address with ?token=… at the end.\n",
            401,
            {"WWW-Authenticate": 'Bearer realm="Sayso"'},
        )


class FormKey:
    """The word that a page's forms carry and a page of another site cannot know."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(24)

    def check(self, given: object) -> None:
        """See that a form comes from a page of this site.

        Raises:
            HTTPException: it does not.
        """
        if not isinstance(given, str) or not _equal(given, self.value):
            raise HTTPException(
                403, "This form is from before the site was started anew: go back, reload, repeat."
            )


async def own_form(request: Request) -> FormData:
    """What a form of this site brings, for routes that change something.

    Raises:
        HTTPException: it is of another site, or from before this one was started.
    """
    key = request.app.state.form_key
    assert isinstance(key, FormKey)
    form = await request.form(max_files=0, max_part_size=MAX_BODY)
    key.check(form.get("key"))
    return form


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            raise HTTPException(413, f"At most {MAX_BODY // 1_000_000} MB can be sent at once.")
        return message

    return bounded


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _same_origin(headers: Headers, host: str) -> bool:
    """Whether a browser says that the page that asks is of this site; programs say nothing."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host


def _length(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isdecimal() and len(given) < 20 else 0


def _cookie(headers: Headers) -> str | None:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def _kept(token: str) -> str:
    return hashlib.sha256(f"sayso site {token}".encode()).hexdigest()


def _equal(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
