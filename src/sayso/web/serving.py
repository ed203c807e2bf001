"""The server that the site runs in."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
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


def run(
    app: FastAPI, sockets: list[socket.socket], *, workers: int = 1, browse: str | None = None
) -> None:
    """Answer until somebody stops it.

    Args:
        app: the site.
        sockets: from ``listen``.
        workers: processes that answer; each remembers for itself what is costly to count.
        browse: the address to open in a browser.

    Raises:
        UsageError: there cannot be several processes here.
    """
    if workers > 1 and not hasattr(os, "fork"):
        raise UsageError("this system has no fork; leave --workers out")
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
    # What is there now stays: a search makes thousands of rows, and whenever the collector
    # looked through all modules on their account, a page would come twenty milliseconds later.
    gc.collect()
    gc.freeze()
    if workers > 1:
        _share(app, config, sockets, workers, browse)
    else:
        _open_soon(browse)
        _answer(config, sockets)


def _answer(config: uvicorn.Config, sockets: list[socket.socket]) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=sockets)


def _open_soon(browse: str | None) -> None:
    if browse is not None:
        opening = threading.Timer(_SOON, webbrowser.open, (browse,))
        opening.daemon = True
        opening.start()


def _share(
    app: FastAPI,
    config: uvicorn.Config,
    sockets: list[socket.socket],
    workers: int,
    browse: str | None,
) -> None:
    """Several processes at one socket; when one ends, all do.

    They are forked after the site is put together, so that they have one key for forms.
    """
    shelf = app.state.shelf
    if shelf is not None:
        shelf.close()  # SQLite's connections must not be in two processes
    children: list[int] = []
    alive, held = os.pipe()
    for _ in range(workers):
        child = os.fork()
        if child == 0:
            os.close(held)
            threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
            try:
                _answer(config, sockets)
            finally:
                os._exit(0)
        children.append(child)

    def stop(*_: object) -> None:
        for each in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGTERM)

    # Ctrl+C reaches the children by itself; only this second signal is not taken for impatience.
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)
    _open_soon(browse)
    while children:
        gone, _ = os.wait()
        children.remove(gone)
        stop()


def _end_with(parent: int) -> None:
    """End when the other end of a pipe is closed: even a killed parent leaves nobody behind."""
    os.read(parent, 1)
    os.kill(os.getpid(), signal.SIGTERM)
