"""``sayso serve``: the site, on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.commands.shared import complain, guarded
from sayso.errors import UsageError

_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")

EXAMPLES: Final = """\b
Examples:
  sayso serve                      a page to paste text into; nothing is stored
  sayso serve politics.sayso --open
  sayso serve politics.sayso --host 0.0.0.0 --read-only
  SAYSO_TOKEN=$(openssl rand -hex 16) sayso serve politics.sayso --host 0.0.0.0"""


def serve(
    ledger: Annotated[
        Path | None,
        typer.Argument(
            metavar="[LEDGER]",
            envvar="SAYSO_LEDGER",
            help="The ledger's file; without one, a page that reads what is pasted.",
            show_default=False,
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine's need a token.")
    ] = _LOOPBACK[0],
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8765,
    open_: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nothing can be changed.")] = False,
    workers: Annotated[
        int,
        typer.Option(
            min=1,
            max=64,
            help="Processes that answer; more than one where many read at once, or where"
            " sayso add runs on the same machine.",
        ),
    ] = 1,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="SAYSO_TOKEN",
            help="Only who shows it may come in. In the environment others cannot see it.",
            show_default=False,
            show_envvar=True,
        ),
    ] = None,
) -> None:
    """Look at a ledger, or at any text, in a browser."""
    with guarded():
        local = host in _LOOPBACK
        if token is not None and len(token) < 8:
            raise UsageError(
                "the token is too short to keep anybody out; take 8 characters or more"
            )
        if not (local or token or read_only):
            raise UsageError(
                f"whoever reaches {host} could change the ledger; add --token SECRET or --read-only"
            )
        from sayso.web import Settings, create_app
        from sayso.web.serving import listen, run

        app = create_app(Settings(ledger, read_only, token, local))
        sockets = listen(host, port)
        address = _address(host, sockets[0].getsockname()[1])
        complain(f"{ledger or 'reading what is pasted'} at {address} (stop it with Ctrl+C)")
        if token is not None and "SAYSO_TOKEN" not in os.environ:
            complain(f"the first time: {address}?token=SECRET")
        run(app, sockets, workers=workers, browse=address if open_ else None)


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
