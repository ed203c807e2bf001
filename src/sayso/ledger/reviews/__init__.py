"""What people decide about statements: accept, reject, correct; with a history that can be undone.

``changing`` understands what is asked for, ``reviewing`` carries it out and writes it down,
``waiting`` has what nobody has looked at yet, ``training`` what can be learned from it.
"""

from sayso.ledger.reviews.changing import Changes
from sayso.ledger.reviews.places import paragraphs
from sayso.ledger.reviews.reviewing import FieldChange, Review, accept, edit, history, reject, undo
from sayso.ledger.reviews.training import training_data
from sayso.ledger.reviews.waiting import Waiting, count, waiting

__all__ = [
    "Changes",
    "FieldChange",
    "Review",
    "Waiting",
    "accept",
    "count",
    "edit",
    "history",
    "paragraphs",
    "reject",
    "training_data",
    "undo",
    "waiting",
]
