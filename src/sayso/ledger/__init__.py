"""Articles and statements in a file that lasts: written once, searched, checked, corrected.

>>> with Ledger.open("politics.sayso", write=True) as ledger:  # doctest: +SKIP
...     ledger.add(sayso.read("news/"))
"""

from __future__ import annotations

from sayso.ledger.adding import Added, Writer, options_of
from sayso.ledger.disputes import Dispute
from sayso.ledger.echoes import Appearance, Became, Change, Echo, changes
from sayso.ledger.ledger import Counts, Ledger
from sayso.ledger.listing import FailedInput, ListedArticle
from sayso.ledger.pages import Page, page
from sayso.ledger.referring import Reference
from sayso.ledger.reviews import Changes, FieldChange, Review, Waiting
from sayso.ledger.searching import (
    ActFilters,
    ActHit,
    ActResults,
    Arrivals,
    Facets,
    Filters,
    Hit,
    Results,
)
from sayso.ledger.showing import Known, Made, Shown, ShownArticle, ShownInteraction, ShownStatement
from sayso.ledger.verifying import Difference, Finding, Verification

__all__ = [
    "ActFilters",
    "ActHit",
    "ActResults",
    "Added",
    "Appearance",
    "Arrivals",
    "Became",
    "Change",
    "Changes",
    "Counts",
    "Difference",
    "Dispute",
    "Echo",
    "Facets",
    "FailedInput",
    "FieldChange",
    "Filters",
    "Finding",
    "Hit",
    "Known",
    "Ledger",
    "ListedArticle",
    "Made",
    "Page",
    "Reference",
    "Results",
    "Review",
    "Shown",
    "ShownArticle",
    "ShownInteraction",
    "ShownStatement",
    "Verification",
    "Waiting",
    "Writer",
    "changes",
    "options_of",
    "page",
]
