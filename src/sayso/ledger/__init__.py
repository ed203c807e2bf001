"""Articles and statements in a file that lasts: written once, searched, checked, corrected.

>>> with Ledger.open("politics.sayso", write=True) as ledger:  # doctest: +SKIP
...     ledger.add(sayso.read("news/"))
"""

from __future__ import annotations

from sayso.ledger.adding import Added, Writer, options_of
from sayso.ledger.ledger import Counts, Ledger

__all__ = ["Added", "Counts", "Ledger", "Writer", "options_of"]
