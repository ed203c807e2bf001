"""How much may come out of what was packed, so that a bomb of a few bytes stays one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sayso.errors import InputError

FREE: Final = 50_000_000
"""Bytes that any input may unpack to."""
RATIO: Final = 100
"""How many bytes each byte read may bring beyond that; text rarely brings more than 10."""
DEEPEST: Final = 4
"""Archives inside of archives."""


@dataclass(slots=True)
class Budget:
    """What one input has read and unpacked, all archives inside of it together."""

    path: str
    read: int = 0
    unpacked: int = 0

    @property
    def blown(self) -> bool:
        """Whether more was unpacked than any honest archive holds."""
        return self.unpacked > FREE + RATIO * self.read

    def spend(self, size: int) -> None:
        """Count ``size`` bytes more.

        Raises:
            InputError: that is more than any honest archive holds.
        """
        self.unpacked += size
        if self.blown:
            raise InputError(
                self.path,
                f"unpacks to more than {FREE // 1_000_000} MB and over {RATIO} times its size,"
                " like an archive made to do harm; if you trust it, unpack it yourself and read"
                " the files",
            )
