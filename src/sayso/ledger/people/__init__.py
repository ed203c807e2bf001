"""One identity for everybody over all articles: decided, corrected, looked up."""

from __future__ import annotations

from sayso.ledger.people.correcting import Parts, merge, rename, split
from sayso.ledger.people.decisions import Decision
from sayso.ledger.people.finding import person_key, person_keys
from sayso.ledger.people.importing import Imported, import_people
from sayso.ledger.people.linking import link_article, link_people
from sayso.ledger.people.listing import Office, Person, Role, decisions, people, person
from sayso.ledger.people.undoing import undo

__all__ = [
    "Decision",
    "Imported",
    "Office",
    "Parts",
    "Person",
    "Role",
    "decisions",
    "import_people",
    "link_article",
    "link_people",
    "merge",
    "people",
    "person",
    "person_key",
    "person_keys",
    "rename",
    "split",
    "undo",
]
