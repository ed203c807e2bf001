"""The records that Sayso keeps, and the JSON contract they make.

Every record is frozen. Offsets are Unicode code points into the ``text`` of
the article that a record belongs to, as half-open ``(start, end)`` pairs.
The field names here are the field names everywhere: in Python, in JSON Lines,
in a database. ``to_dict`` gives plain JSON types in the order of the fields.
"""

from __future__ import annotations

from sayso.records.articles import (
    Article,
    Dateline,
    Origin,
    Removed,
)
from sayso.records.interactions import (
    Interaction,
    InteractionType,
    Party,
    Status,
    interaction_id,
)
from sayso.records.passages import (
    Mention,
    Passage,
    Span,
    When,
    digest,
)
from sayso.records.statements import (
    Form,
    Hedge,
    Kind,
    Speaker,
    Stance,
    Statement,
    Type,
    statement_id,
)

__all__ = [
    "Article",
    "Dateline",
    "Form",
    "Hedge",
    "Interaction",
    "InteractionType",
    "Kind",
    "Mention",
    "Origin",
    "Party",
    "Passage",
    "Removed",
    "Span",
    "Speaker",
    "Stance",
    "Statement",
    "Status",
    "Type",
    "When",
    "digest",
    "interaction_id",
    "statement_id",
]
