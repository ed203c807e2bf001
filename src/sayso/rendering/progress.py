"""How far long work has come, on standard error where a person looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


class Meter(Protocol):
    """Told what is done, and when something else is written to the terminal."""

    def begin(self) -> None:
        """One more input is opened."""

    def take(self, size: int) -> None:
        """So many more bytes of the inputs are read."""

    def advance(self, words: int = 0, statements: int = 0) -> None:
        """One more article is done, of so many words and statements."""

    def fail(self) -> None:
        """Something could not be read."""

    def clear(self) -> None:
        """Make room: the next ``advance`` shows the bar again."""


class _Silent:
    def begin(self) -> None:
        pass

    def take(self, size: int) -> None:
        pass

    def advance(self, words: int = 0, statements: int = 0) -> None:
        pass

    def fail(self) -> None:
        pass

    def clear(self) -> None:
        pass


class _Bar:
    def __init__(self, progress: Progress, items: int, size: int) -> None:
        self._progress = progress
        # Where nobody knows how much there is, the bar only pulses.
        self._task = progress.add_task("reading", total=size or None, told="")
        self._items, self._begun = items, 0
        self._articles = self._words = self._statements = self._failures = 0

    def begin(self) -> None:
        self._begun += 1

    def take(self, size: int) -> None:
        self._progress.update(self._task, advance=size)

    def advance(self, words: int = 0, statements: int = 0) -> None:
        self._articles += 1
        self._words += words
        self._statements += statements
        self._progress.update(self._task, told=self._told())
        self._progress.start()

    def fail(self) -> None:
        self._failures += 1
        self._progress.update(self._task, told=self._told())

    def clear(self) -> None:
        self._progress.stop()

    def _told(self) -> str:
        elapsed = self._progress.tasks[0].elapsed or 0
        parts = [f"{self._begun}/{self._items} items"] if self._items > 1 else []
        parts.append(f"{self._articles:,} articles")
        if self._statements:
            parts.append(f"{self._statements:,} statements")
        if self._words and elapsed:
            parts.append(f"{self._words / elapsed:,.0f} words/s")
        if self._failures:
            parts.append(f"{self._failures:,} failed")
        return " · ".join(parts)


@contextmanager
def progress(items: int = 0, size: int = 0, *, shown: bool) -> Iterator[Meter]:
    """A meter over so many inputs of so many bytes; silent unless standard error is a terminal.

    Args:
        items: how many inputs there are, 0 where that says nothing.
        size: their bytes together, 0 if that is not known; without it there is no time left.
        shown: whether the work is long enough for it.
    """
    console = Console(stderr=True)
    if not (shown and console.is_terminal):
        yield _Silent()
        return
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[told]}"),
        TimeElapsedColumn(),
        *([TimeRemainingColumn()] if size else []),
        console=console,
        transient=True,
    )
    with bar:
        yield _Bar(bar, items, size)


@contextmanager
def linking(*, shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each step of work that has names, told how much is done of how much."""
    console = Console(stderr=True)
    if not (shown and console.is_terminal):
        yield lambda name, done, total: None  # noqa: ARG005  # nobody looks
        return
    tasks: dict[str, TaskID] = {}
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.completed:,.0f}/{task.total:,.0f}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    with bar:

        def watch(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total)
            bar.update(tasks[name], completed=done, total=total)

        yield watch
