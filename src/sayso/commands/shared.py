"""What all commands share: exit codes, errors as one line, options with one meaning."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from sayso.errors import InputError, QueryError, SaysoError

BUG: Final = 1
USAGE: Final = 2
SOME_FAILED: Final = 3
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141
_BACK: Final = 10
"""The priority of what stands back; 0 is usual, 19 the last of all."""

Threads: TypeAlias = Annotated[
    int | None,
    typer.Option("--threads", min=1, help="How many to use; else as many as there are cores."),
]
LedgerPath: TypeAlias = Annotated[
    Path,
    typer.Option(
        "--ledger",
        "-l",
        metavar="PATH",
        envvar="SAYSO_LEDGER",
        help="The ledger's file, such as politics.sayso.",
    ),
]


def stand_back() -> None:
    """Let others go first from now on: who waits for a page of the same ledger, above all.

    A step that nobody waits for takes as long as before where nothing else is to be done.
    """
    if hasattr(os, "nice"):  # not on Windows
        os.nice(max(0, _BACK - os.nice(0)))


@contextmanager
def guarded() -> Iterator[None]:
    """Every error as one line and an exit code, never a traceback."""
    try:
        yield
    except typer.Exit:
        raise
    except BrokenPipeError:
        from sayso.rendering import abandon_stdout

        abandon_stdout()  # whoever read it has enough
        raise typer.Exit(BROKEN_PIPE) from None
    except KeyboardInterrupt as stop:  # with what has become of the work, where that is known
        complain(f"stopped {stop}".rstrip())
        raise typer.Exit(INTERRUPTED) from None
    except QueryError as error:
        from sayso.rendering import pointed

        complain(error.reason)
        typer.echo(pointed(error.query, error.at), err=True)
        raise typer.Exit(USAGE) from None
    except SaysoError as error:
        complain(str(error))
        raise typer.Exit(SOME_FAILED if isinstance(error, InputError) else USAGE) from None
    except Exception as error:
        if os.environ.get("SAYSO_DEBUG") == "1":
            traceback.print_exc()
        complain(
            f"this is a bug in Sayso: {type(error).__name__}: {error}; please report it "
            "with the output of the same command under SAYSO_DEBUG=1"
        )
        raise typer.Exit(BUG) from None


def complain(message: str) -> None:
    """Say something on standard error, on one line."""
    from sayso.rendering import one_line

    typer.echo(f"sayso: {one_line(message)}", err=True)
