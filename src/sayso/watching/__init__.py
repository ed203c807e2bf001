"""Feeds watched for a ledger, and saved searches told of what is new.

``Watch`` goes round after round: the feeds that are due are asked (``asking``, ``pacing``), their
new entries read and kept (``keeping``, ``intake``), and what matches a saved search is sent
(``saved``, ``delivering``).
"""

from __future__ import annotations

from sayso.watching.delivering import Deliverer, payload, signature
from sayso.watching.locking import alone
from sayso.watching.opml import feeds
from sayso.watching.rounds import Round, Watch
from sayso.watching.saved import SavedSearch, all_saved, remove, save, saved
from sayso.watching.timing import Clock, SystemClock, interval

__all__ = [
    "Clock",
    "Deliverer",
    "Round",
    "SavedSearch",
    "SystemClock",
    "Watch",
    "all_saved",
    "alone",
    "feeds",
    "interval",
    "payload",
    "remove",
    "save",
    "saved",
    "signature",
]
