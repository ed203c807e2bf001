"""Disputes: denials, tied to what they deny."""

from __future__ import annotations

from sayso.ledger.disputes.finding import STEP, find
from sayso.ledger.disputes.listing import Dispute, disputes, disputes_of

__all__ = ["STEP", "Dispute", "disputes", "disputes_of", "find"]
