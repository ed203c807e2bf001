"""The site's way to its ledger: readers for every request, one writer at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Lock
from typing import Annotated, Final

import anyio
from fastapi import Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool

from sayso.ledger import Ledger
from sayso.web.remembering import Remembered

_IDLE: Final = 16
"""Readers that are kept open; their pages stay in memory."""
_PATIENCE: Final = 0.1
"""Seconds to wait for the page before; one that takes longer holds nobody up."""


class Shelf:
    """Opens the ledger as often as requests need it. Safe for use by several threads."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._idle: deque[Ledger] = deque()
        self._lock = Lock()
        self._writer: Ledger | None = None
        self._turn = anyio.Semaphore(1, fast_acquire=True)
        self.remembered = Remembered()
        with self.reading():  # what is wrong with the file comes out before anybody asks
            pass

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """A ledger for one request, which nobody else uses meanwhile.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        ledger = self.take_idle() or self.open()
        try:
            yield ledger
        except BaseException:
            ledger.close()
            raise
        self.give_back(ledger)

    def take_idle(self) -> Ledger | None:
        """One that is open and not in use, if there is any; to be given back or closed."""
        try:
            return self._idle.pop()  # the one used last has the most pages at hand
        except IndexError:
            return None

    def open(self) -> Ledger:
        """Another one.

        Raises:
            LedgerError: the ledger cannot be read.
        """
        return Ledger.open(self.path)

    def give_back(self, ledger: Ledger) -> None:
        """Whoever took it has done with it."""
        if len(self._idle) < _IDLE:
            self._idle.append(ledger)
        else:
            ledger.close()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Make one page after the other.

        Threads that each fetch thousands of rows take the interpreter's lock from each other
        at every row: two pages at once take much longer than one after the other.
        """
        mine = False
        with anyio.move_on_after(_PATIENCE):
            await self._turn.acquire()
            mine = True
        try:
            yield
        finally:
            if mine:
                self._turn.release()

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The one ledger that is open for writing; others wait for their turn.

        Raises:
            LedgerError: the ledger cannot be written to.
        """
        with self._lock:
            if self._writer is None:
                self._writer = Ledger.open(self.path, write=True)
            yield self._writer
        self.remembered.forget()

    def close(self) -> None:
        """Let go of the file; no request is under way any more."""
        while self._idle:
            self._idle.pop().close()
        with self._lock:
            if self._writer is not None:
                self._writer.close()
                self._writer = None


def shelf(request: Request) -> Shelf:
    """The site's shelf, for pages that write or remember."""
    found = request.app.state.shelf
    assert isinstance(found, Shelf), "pages over a ledger are only there if the site has one"
    return found


async def reader(request: Request) -> AsyncIterator[Ledger]:
    """A ledger for this request, when it is its turn."""
    async with shelf(request).turn():
        async for ledger in patient_reader(request):
            yield ledger


async def patient_reader(request: Request) -> AsyncIterator[Ledger]:
    """A ledger for a request that may take seconds and is to hold nobody up."""
    place = shelf(request)
    # Only what may have to wait for the disk goes to a thread: each way there and back costs.
    idle = place.take_idle()
    ledger = idle if idle is not None else await run_in_threadpool(place.open)
    try:
        yield ledger
    except BaseException:
        ledger.close()
        raise
    place.give_back(ledger)


def writable(request: Request) -> Shelf:
    """The site's shelf, if things may be changed here."""
    found = shelf(request)
    if found.read_only:
        raise HTTPException(403, "This site is for reading only; start it without --read-only.")
    return found


async def _shelf(request: Request) -> Shelf:
    return shelf(request)


async def _writable(request: Request) -> Shelf:
    return writable(request)


# Not until the answer is sent: who reads it slowly would keep the others from their turn.
Reader = Annotated[Ledger, Depends(reader, scope="function")]
PatientReader = Annotated[Ledger, Depends(patient_reader, scope="function")]
Shelved = Annotated[Shelf, Depends(_shelf)]
Writable = Annotated[Shelf, Depends(_writable)]
