"""Disputes: denials, tied to what they deny."""

from __future__ import annotations

from sayso.ledger.disputes.finding import STEP, find
from sayso.ledger.disputes.listing import Dispute, count_disputes, disputes, disputes_of
from sayso.ledger.disputes.renewing import RENEWED, renew

__all__ = [
    "RENEWED",
    "STEP",
    "Dispute",
    "count_disputes",
    "disputes",
    "disputes_of",
    "find",
    "renew",
]
