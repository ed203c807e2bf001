"""An article with only some of its statements, and nothing that points at the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sayso.records import Article, Statement


def pruned(article: Article, keep: Callable[[Statement], bool]) -> Article:
    """The article with the statements that ``keep`` is true for.

    What stood inside a statement that goes moves up to the one around it;
    interactions stay, but no longer say that it reports them.
    """
    everything = {statement.id: statement for statement in article.statements}
    kept = {key for key, statement in everything.items() if keep(statement)}
    if len(kept) == len(everything):
        return article

    def around(statement: Statement) -> str | None:
        parent, seen = statement.parent, {statement.id}
        while parent is not None and parent not in kept and parent not in seen:
            seen.add(parent)
            outer = everything.get(parent)
            parent = outer.parent if outer else None
        return parent if parent in kept else None

    return replace(
        article,
        statements=tuple(
            replace(statement, parent=around(statement))
            for statement in article.statements
            if statement.id in kept
        ),
        interactions=tuple(
            replace(
                each,
                reported_by=each.reported_by if each.reported_by in kept else None,
                statement=each.statement if each.statement in kept else None,
            )
            for each in article.interactions
        ),
    )
