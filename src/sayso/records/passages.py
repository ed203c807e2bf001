"""Places in a text, and what they name: words, mentions, times; and how ids are made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
"""Half-open ``(start, end)`` in code points."""


def digest(*parts: str) -> str:
    """A short id (16 hex digits) that depends on the parts alone.

    Text may hold lone surrogates (a JSON export can carry them), so they are
    hashed as they are instead of being refused.
    """
    hashed = hashlib.blake2b(digest_size=8)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hashed.update(len(encoded).to_bytes(8, "big"))
        hashed.update(encoded)
    return hashed.hexdigest()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article, in one fragment or several, in reading order."""

    text: str
    """The fragments' words, joined by a space where the text has a gap."""
    fragments: tuple[Span, ...]

    @classmethod
    def cut(cls, text: str, fragments: Iterable[Span]) -> Passage:
        """The passage that ``fragments`` cut out of an article's ``text``."""
        ordered = tuple(sorted(fragments))
        return cls(" ".join(text[start:end] for start, end in ordered), ordered)

    @property
    def start(self) -> int:
        """Where the first fragment starts."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Where the last fragment ends."""
        return self.fragments[-1][1]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"text": self.text, "fragments": [list(span) for span in self.fragments]}


@dataclass(frozen=True, slots=True)
class Mention:
    """The words elsewhere in the article that a resolution rests on."""

    text: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class When:
    """A span of days, as exact as the words allow.

    ``start`` and ``end`` are ISO dates, both included, or null where the
    words are relative and the article has no date to count from.
    """

    text: str
    start: str | None
    end: str | None
    granularity: Literal["day", "month", "year", "unresolved"]
    fragments: tuple[Span, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "granularity": self.granularity,
            "fragments": [list(span) for span in self.fragments],
        }
