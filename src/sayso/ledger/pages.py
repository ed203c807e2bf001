"""A page of a list, and where the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Identified(Protocol):
    """What a list goes on after."""

    @property
    def id(self) -> str:
        """Its name in the ledger."""


_Hit = TypeVar("_Hit")
_Named = TypeVar("_Named", bound=Identified)


@dataclass(frozen=True, slots=True)
class Page(Generic[_Hit]):
    """Some of a list."""

    hits: tuple[_Hit, ...]
    next: str | None = None
    """What to give as ``after`` for the page after this one; None if this is the last."""


def page(found: Sequence[_Named], limit: int) -> Page[_Named]:
    """The first ``limit`` of what was found, where ``limit + 1`` were asked for."""
    more = len(found) > limit
    return Page(tuple(found[:limit]), found[limit - 1].id if more else None)
