"""Everything that a ledger knows of one record, with where it comes from."""

from sayso.ledger.showing.gathering import (
    Known,
    Made,
    Shown,
    ShownArticle,
    ShownInteraction,
    ShownStatement,
    show,
)

__all__ = ["Known", "Made", "Shown", "ShownArticle", "ShownInteraction", "ShownStatement", "show"]
