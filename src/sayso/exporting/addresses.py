"""Names for records that hold wherever the record goes: URNs made of their ids."""

from __future__ import annotations

from sayso.records import digest


def article_address(article_id: str) -> str:
    """The name of an article."""
    return f"urn:sayso:article:{article_id}"


def statement_address(statement_id: str) -> str:
    """The name of a statement."""
    return f"urn:sayso:statement:{statement_id}"


def name_address(name: str, kind: str) -> str:
    """The name of whoever is called so; the same name and kind give the same."""
    return f"urn:sayso:{kind}:{digest(kind, name)}"
