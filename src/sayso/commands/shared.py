"""What all commands share: exit codes, errors as one line, options with one meaning."""

from __future__ import annotations

import os
import re
import traceback
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from sayso.errors import InputError, SaysoError

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

_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


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
    """The ISO date of the first day of what a person typed: 2026-03-02, 2026-03 or 2026."""
    return _days(given)[0].isoformat()


def last_day(given: str) -> str:
    """The ISO date of the last day of what a person typed: 2026-03-02, 2026-03 or 2026."""
    return _days(given)[1].isoformat()


def _days(given: str) -> tuple[date, date]:
    try:
        if match := _DAY.fullmatch(given.strip()):
            year, month, day = (int(part) if part else None for part in match.groups())
            assert year is not None
            first = date(year, month or 1, day or 1)
            if day:
                return first, first
            last = monthrange(year, month or 12)[1]
            return first, date(year, month or 12, last)
    except ValueError:
        pass
    raise typer.BadParameter(f"{given!r} is no date; write it like 2026-03-02, 2026-03 or 2026")
