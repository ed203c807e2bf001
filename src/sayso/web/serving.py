"""The server that the site runs in."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from typing import Final

import uvicorn
from fastapi import FastAPI

from sayso.errors import UsageError

_SOON: Final = 0.5
"""Seconds after which a browser may ask."""


def listen(host: str, port: int) -> list[socket.socket]:
    """The socket to answer on.

    Raises:
        UsageError: there is no such address here, or somebody else answers there.
    """
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind, protocol)
    except OSError:
        raise UsageError(f"{host} is no address of this machine; leave --host out") from None
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(where)
        found.listen(128)
    except OSError as error:
        found.close()
        raise UsageError(
            f"{host} port {port} cannot be used ({(error.strerror or str(error)).lower()});"
            " take another one with --port, or any with --port 0"
        ) from None
    return [found]


def run(app: FastAPI, sockets: list[socket.socket], *, browse: str | None = None) -> None:
    """Answer until somebody stops it.

    Args:
        app: the site.
        sockets: from ``listen``.
        browse: the address to open in a browser.
    """
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
        proxy_headers=False,
        ws="none",
    )
    if browse is not None:
        opening = threading.Timer(_SOON, webbrowser.open, (browse,))
        opening.daemon = True
        opening.start()
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=sockets)
