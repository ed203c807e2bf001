"""The methods of ``Ledger``, by what they are for; each leads to the room that does the work."""

from sayso.ledger.methods.correcting import Corrections
from sayso.ledger.methods.looking import Records
from sayso.ledger.methods.people import People
from sayso.ledger.methods.proving import Proofs
from sayso.ledger.methods.searching import Searches
from sayso.ledger.methods.tying import Ties

__all__ = ["Corrections", "People", "Proofs", "Records", "Searches", "Ties"]
