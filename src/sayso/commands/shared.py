"""What all commands share: exit codes, errors as one line, options with one meaning."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from sayso import days
from sayso.errors import InputError, QueryError, SaysoError, UsageError

BUG: Final = 1
USAGE: Final = 2
SOME_FAILED: Final = 3
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

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
    except KeyboardInterrupt:
        complain("stopped")
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


def first_day(given: str) -> str:
    """The ISO date of the first day of what was typed: 2026-03-02, 2026-03 or 2026."""
    return _typed(days.first_day, given)


def last_day(given: str) -> str:
    """The ISO date of the last day of what was typed: 2026-03-02, 2026-03 or 2026."""
    return _typed(days.last_day, given)


def _typed(meant: Callable[[str], date], given: str) -> str:
    try:
        return meant(given).isoformat()
    except UsageError as error:
        raise typer.BadParameter(str(error)) from None
