"""Echoes: one statement in several articles, and what became of its words on the way."""

from __future__ import annotations

from sayso.ledger.echoes.changing import Became, Change, changes
from sayso.ledger.echoes.gathering import STEP, gather
from sayso.ledger.echoes.listing import Appearance, Echo, echo_of, echoes

__all__ = [
    "STEP",
    "Appearance",
    "Became",
    "Change",
    "Echo",
    "changes",
    "echo_of",
    "echoes",
    "gather",
]
