"""One act towards many, as several stories list them: who is on which list, and who is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.ledger.searching import ActHit
from sayso.records import Party

_LONG: Final = 4
"""Recipients that make a list."""
_LISTS: Final = 5
"""On one page."""
_ARTICLES: Final = 6
"""Columns of one comparison."""
_ROWS: Final = 80

Cell = Literal["to", "only to", "not to", ""]
_NOTHING: Final[Cell] = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody, and what each article says of them."""

    name: str
    cells: tuple[Cell, ...]
    differs: bool
    """Some articles have them on the list and others do not."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lists of one actor and one act."""

    actor: str
    act: str
    articles: tuple[str, ...]
    """Ids: the columns."""
    rows: tuple[Row, ...]


def comparisons(hits: Sequence[ActHit]) -> list[Comparison]:
    """The longest lists among interactions, articles beside each other, the oldest first."""
    groups: dict[tuple[str, str], list[ActHit]] = {}
    for hit in hits:
        for actor in hit.interaction.actors[:1]:
            if hit.interaction.status != "negated":
                groups.setdefault((actor.name, hit.interaction.act), []).append(hit)
    made = [_compared(actor, act, found) for (actor, act), found in groups.items()]
    long = [each for each in made if len(each.rows) >= _LONG]
    return sorted(long, key=lambda each: -len(each.rows))[:_LISTS]


def _compared(actor: str, act: str, hits: Sequence[ActHit]) -> Comparison:
    articles = list(dict.fromkeys(hit.article for hit in reversed(hits)))[:_ARTICLES]
    cells: dict[str, dict[str, Cell]] = {}
    names: dict[str, str] = {}
    for hit in hits:
        if hit.article not in articles:
            continue
        interaction = hit.interaction
        listed: Cell = "only to" if interaction.only else "to"
        said: list[tuple[Party, Cell]] = [(party, listed) for party in interaction.recipients]
        said += [(party, "not to") for party in interaction.excluded]
        for party, cell in said:
            key = party.name.casefold()
            names.setdefault(key, party.name)
            cells.setdefault(key, {})[hit.article] = cell
    rows = []
    for key, found in list(cells.items())[:_ROWS]:
        row = tuple(found.get(article, _NOTHING) for article in articles)
        differs = len(articles) > 1 and len({cell in ("to", "only to") for cell in row}) > 1
        rows.append(Row(names[key], row, differs))
    rows.sort(key=lambda row: [not cell for cell in row.cells])
    return Comparison(actor, act, tuple(articles), tuple(rows))
