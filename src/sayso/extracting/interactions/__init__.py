"""Who did what to whom: interactions, found in the same pass as statements.

``decoding`` reads predicates and parties from the network's outputs, ``parties`` resolves
whom they name (``naming`` gives country and sector), ``lists`` completes lists and reads
"excluding" and "only", ``acts`` names the act, ``assembling`` makes the records. What the
grammar tells of who acts on whom is in ``sides``, ``objects`` and ``claims``; ``wholes``
completes noun phrases, ``ruling`` tells reporting from acts and reads the status.
"""

from sayso.extracting.interactions.assembling import Assembly
from sayso.extracting.interactions.decoding import Event, events, pair_scores

__all__ = ["Assembly", "Event", "events", "pair_scores"]
