"""Proof: what is stored is derived again from what it was made of, and compared.

``records`` cuts every passage out of the stored text once more, ``tables`` asks SQLite and
holds the search index against a fresh one, ``originals`` reads the files again, and
``comparing`` lists what a model would say otherwise today.
"""

from sayso.ledger.verifying.checking import verify
from sayso.ledger.verifying.comparing import Difference, Reads, compare
from sayso.ledger.verifying.findings import Finding, Verification

__all__ = ["Difference", "Finding", "Reads", "Verification", "compare", "verify"]
