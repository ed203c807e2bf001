"""No host is asked faster than it likes: one request at a time, a gap after each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final, Generic, TypeVar

from sayso.watching.timing import MINUTE, Clock

GAP: Final = 1.0
"""Seconds between two requests to a host that asks for nothing else."""
_LONGEST_GAP: Final = MINUTE
"""Seconds; what robots.txt asks for beyond that is not waited for."""

_J = TypeVar("_J")


class Pacer:
    """Knows when each host may be asked again."""

    def __init__(self, clock: Clock, gap: float = GAP) -> None:
        self._clock = clock
        self._gap = gap
        self._free: dict[str, float] = {}

    def free_at(self, host: str) -> float:
        """The moment from which it may be asked again."""
        return self._free.get(host, 0.0)

    def wait(self, host: str) -> None:
        """Come back when it may be asked; to be called before each request."""
        left = self.free_at(host) - self._clock.now()
        if left > 0:
            self._clock.wait(min(left, _LONGEST_GAP))  # the clock may have been set back
        self.touch(host)

    def touch(self, host: str, gap: float = 0.0) -> None:
        """It was asked just now.

        Args:
            host: who.
            gap: seconds that it wants to be left alone, if that is more than the usual.
        """
        self._free[host] = self._clock.now() + min(max(gap, self._gap), _LONGEST_GAP)

    def forget(self) -> None:
        """Let go of the hosts that may be asked."""
        now = self._clock.now()
        self._free = {host: free for host, free in self._free.items() if free > now}


class Agenda(Generic[_J]):
    """What is to be done at which host; the host that may be asked first comes next."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer
        self._jobs: dict[str, deque[_J]] = {}

    def add(self, host: str, job: _J) -> None:
        """One more thing to do there, after the others."""
        self._jobs.setdefault(host, deque()).append(job)

    def drop(self, host: str) -> None:
        """Do nothing more there."""
        self._jobs.pop(host, None)

    def __iter__(self) -> Iterator[tuple[str, _J]]:
        """Host after host, until nothing is left; more may be added meanwhile."""
        while self._jobs:
            host = min(self._jobs, key=self._pacer.free_at)
            jobs = self._jobs.pop(host)
            job = jobs.popleft()
            if jobs:
                self._jobs[host] = jobs  # behind the others that are free, too
            yield host, job
