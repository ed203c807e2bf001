"""How far long work has come, on standard error where a person looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)


class Meter(Protocol):
    """Told what is done, and when something else is written to the terminal."""

    def advance(self, words: int = 0) -> None:
        """One more article is done, of so many words."""

    def clear(self) -> None:
        """Make room: the next ``advance`` shows the bar again."""


class _Silent:
    def advance(self, words: int = 0) -> None:
        pass

    def clear(self) -> None:
        pass


class _Bar:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        # A single article tells nothing until it is done: the bar only pulses.
        self._task = progress.add_task("reading", total=total if total > 1 else None, pace="")
        self._words = 0

    def advance(self, words: int = 0) -> None:
        self._words += words
        elapsed = self._progress.tasks[0].elapsed or 0
        pace = f"{self._words / elapsed:,.0f} words/s" if self._words and elapsed else ""
        self._progress.update(self._task, advance=1, pace=pace)
        self._progress.start()

    def clear(self) -> None:
        self._progress.stop()


@contextmanager
def progress(total: int, *, shown: bool) -> Iterator[Meter]:
    """A meter over ``total`` articles; silent unless standard error is a terminal."""
    console = Console(stderr=True)
    if not (shown and console.is_terminal):
        yield _Silent()
        return
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[pace]}"),
        console=console,
        transient=True,
    )
    with bar:
        yield _Bar(bar, total)
