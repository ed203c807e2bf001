"""Search: over what was said, and over who did what to whom."""

from __future__ import annotations

from sayso.ledger.searching.acts import ActFilters, ActHit, ActResults, search_acts
from sayso.ledger.searching.arriving import Arrivals, arrived, latest
from sayso.ledger.searching.counting import Facets
from sayso.ledger.searching.filtering import Dated, Filters
from sayso.ledger.searching.hits import Around, Hit
from sayso.ledger.searching.indexing import catch_up, index_new
from sayso.ledger.searching.ranking import prepare
from sayso.ledger.searching.statements import RANKED, Results, Sort, search
from sayso.ledger.searching.walking import COUNTED, MOST, Direction, last_key

__all__ = [
    "COUNTED",
    "MOST",
    "RANKED",
    "ActFilters",
    "ActHit",
    "ActResults",
    "Around",
    "Arrivals",
    "Dated",
    "Direction",
    "Facets",
    "Filters",
    "Hit",
    "Results",
    "Sort",
    "arrived",
    "catch_up",
    "index_new",
    "last_key",
    "latest",
    "prepare",
    "search",
    "search_acts",
]
