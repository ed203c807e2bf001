"""Sayso reads the news and keeps the record of who said what.

    >>> import sayso
    >>> for statement in sayso.extract("“We will appeal,” said Mayor Ada Quill."):
    ...     print(statement.source, statement.cue, statement.content)

``extract`` takes one article's text, ``read`` files and folders. Both load
the model when they are first called; importing Sayso loads nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso._api import extract, read
from sayso._version import __version__
from sayso.errors import (
    CorpusError,
    InputError,
    LedgerError,
    MissingExtra,
    ModelError,
    QueryError,
    SaysoError,
    UnknownError,
    UsageError,
)
from sayso.records import (
    Article,
    Dateline,
    Interaction,
    Mention,
    Origin,
    Party,
    Passage,
    Removed,
    Speaker,
    Statement,
    When,
)

if TYPE_CHECKING:
    from sayso.extracting import Extractor
    from sayso.ledger import Ledger

__all__ = [
    "Article",
    "CorpusError",
    "Dateline",
    "Extractor",
    "InputError",
    "Interaction",
    "Ledger",
    "LedgerError",
    "Mention",
    "MissingExtra",
    "ModelError",
    "Origin",
    "Party",
    "Passage",
    "QueryError",
    "Removed",
    "SaysoError",
    "Speaker",
    "Statement",
    "UnknownError",
    "UsageError",
    "When",
    "__version__",
    "extract",
    "read",
]


def __getattr__(name: str) -> object:
    # The extractor brings numpy and onnxruntime along, the ledger SQLite, which take
    # longer to import than all else: they wait until somebody asks for them.
    if name == "Extractor":
        from sayso.extracting import Extractor

        return Extractor
    if name == "Ledger":
        from sayso.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
