"""How well an entry fits what was looked for: BM25 over a bounded number of matches.

FTS5's own ``bm25`` goes through all matches of every word before it gives the
first one, a second and more for a word that most of a million statements have.
This one counts no further than it has to, and takes its figures from outside,
so that the next page is ranked as the first one was.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final, cast

import apsw

from sayso.ledger.connecting import one
from sayso.ledger.searching.paging import Cursor
from sayso.ledger.searching.querying import All, Any_, Near, Node, Term, expression
from sayso.ledger.searching.walking import Walk

_K: Final = 1.2
_B: Final = 0.75
_COUNTED: Final = 20_000
"""Words that are in more statements than this weigh as if they were in so many."""
_FUNCTION: Final = "sayso_score"


def ranked(
    connection: apsw.Connection, walk: Walk, began: Cursor, most: int, limit: int
) -> tuple[list[tuple[int, float | None]], int]:
    """The best of the latest matches, after where it began.

    Args:
        connection: to the ledger.
        walk: past all matches.
        began: where to go on, with what scores are counted with.
        most: how many of the latest matches are ranked.
        limit: how many are wanted.

    Returns:
        Entries with their scores, the best first, and how many were ranked at all.
    """
    connection.register_fts5_function(_FUNCTION, _score)
    given = (began.length, *began.weights)
    matches = walk.sql(f"i.rowid AS entry, {_FUNCTION}({walk.index}{', ?' * len(given)}) AS score")
    rows: list[tuple[Any, ...]] = connection.execute(
        # As materialized each match is scored but once.
        f"WITH found AS MATERIALIZED ({matches})"
        " SELECT entry, score, (SELECT count(*) FROM found) FROM found"
        " WHERE (score, entry) < (?, ?) ORDER BY score DESC, entry DESC LIMIT ?",
        (*walk.values(began.newest, most, given), began.score, began.entry, limit),
    ).fetchall()
    return [(entry, score) for entry, score, _ in rows], rows[0][2] if rows else 0


def weights(connection: apsw.Connection, node: Node) -> tuple[float, ...]:
    """For each phrase, in the order of ``expression``, how much it tells; most tell nothing."""
    phrases = list(_phrases(node))
    asked = [each for each in phrases if each is not None]
    if len(asked) == 1:
        return tuple(float(each is not None) for each in phrases)
    total = one(connection, "SELECT coalesce(max(key), 0) FROM statement")
    return tuple(
        0.0 if each is None else round(_rarity(connection, each, total), 4) for each in phrases
    )


def length(connection: apsw.Connection) -> float:
    """Words of a content on average, of those that were added last."""
    row = connection.execute(
        "SELECT avg(length(content) - length(replace(content, ' ', '')) + 1) FROM"
        " (SELECT content FROM statement ORDER BY key DESC LIMIT 500)"
    ).fetchone()
    return round(float(row[0]), 2) if row and row[0] else 1.0


def _rarity(connection: apsw.Connection, term: Term, total: int) -> float:
    matching = "SELECT 1 FROM statement_index WHERE statement_index MATCH ? LIMIT ?"
    having = one(connection, f"SELECT count(*) FROM ({matching})", (expression(term), _COUNTED))
    return max(math.log((total - having + 0.5) / (having + 0.5)), 0.01)


def _phrases(node: Node, wanted: bool = True) -> Iterator[Term | None]:
    match node:
        case Term():
            yield node if wanted and node.column == "content" else None
        case Near():
            yield from (None for _ in node.words)
        case All(parts, without):
            if not parts:
                yield None
            for part in parts:
                yield from _phrases(part, wanted)
            for part in without:
                yield from _phrases(part, False)
        case Any_(parts):
            for part in parts:
                yield from _phrases(part, wanted)


def _score(api: apsw.FTS5ExtensionApi, *given: apsw.SQLiteValue) -> float:
    average, *weigh = cast(tuple[float, ...], given)
    longer = _K * (1 - _B + _B * api.column_size(0) / average)
    score = 0.0
    for phrase, weight in enumerate(weigh):
        if weight:
            often = len(api.phrase_column_offsets(phrase, 0))
            score += weight * often * (_K + 1) / (often + longer)
    return round(score, 6)  # as in a token, so that a hit is where it was
