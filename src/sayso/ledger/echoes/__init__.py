"""Echoes: one statement in several articles, and what became of its words on the way."""

from __future__ import annotations

from sayso.ledger.echoes.changing import Became, Change, changes
from sayso.ledger.echoes.gathering import STEP, gather
from sayso.ledger.echoes.listing import Appearance, Echo, count_echoes, echo_of, echoes
from sayso.ledger.echoes.renewing import RENEWED, renew

__all__ = [
    "RENEWED",
    "STEP",
    "Appearance",
    "Became",
    "Change",
    "Echo",
    "changes",
    "count_echoes",
    "echo_of",
    "echoes",
    "gather",
    "renew",
]
