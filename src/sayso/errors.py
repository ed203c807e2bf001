"""Every error that a user can meet. Each message says what to do next.

SaysoError
├── UsageError            the request itself cannot be carried out (exit code 2)
│   ├── ModelError        the model's files are missing or do not fit together
│   └── CorpusError       a corpus to evaluate on is missing or malformed
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


class InputError(SaysoError):
    """One input cannot be read. ``path`` names it, the message says why."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.reason = message
