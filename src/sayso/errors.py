"""Every error that a user can meet. Each message says what to do next.

SaysoError
├── UsageError            the request itself cannot be carried out (exit code 2)
│   ├── ModelError        the model's files are missing or do not fit together
│   ├── CorpusError       a corpus to evaluate on is missing or malformed
│   ├── LedgerError       a ledger cannot be opened, read or written
│   ├── UnknownError      there is nothing with that id or name in the ledger
│   ├── QueryError        a search cannot be understood; it points at the place
│   └── MissingExtra      an optional part is not installed
└── InputError            one input cannot be read; others go on (exit code 3)
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root: catch this to catch everything that Sayso raises itself."""


class UsageError(SaysoError):
    """The request cannot be carried out as it was made."""


class ModelError(UsageError):
    """The model's files are missing, damaged or from another version."""


class CorpusError(UsageError):
    """A corpus to evaluate on is missing or not in the form it should be."""


class LedgerError(UsageError):
    """A ledger cannot be opened, read or written."""


class UnknownError(UsageError):
    """There is nothing in the ledger with that id or name."""


class QueryError(UsageError):
    """A search cannot be understood. ``query[at]`` is where reading it stopped."""

    def __init__(self, query: str, at: int, reason: str) -> None:
        shown = query.replace("\n", " ").replace("\t", " ")
        super().__init__(f"{reason}\n  {shown}\n  {' ' * at}^")
        self.query = query
        self.at = at
        self.reason = reason


class MissingExtra(UsageError):  # noqa: N818  # named for what it is about
    """An optional part of Sayso is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part: pip install 'sayso[{extra}]'")


class InputError(SaysoError):
    """One input cannot be read. ``path`` names it, the message says why."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.reason = message
