"""How well an entry fits what was looked for: BM25 of bounded reach, weighed by certainty.

FTS5's own ``bm25`` goes through all matches of every word before it gives the
first one, a second and more for a word that most of a million statements have.
This one counts no further than it has to, and takes its figures from outside,
so that the next page is ranked as the first one was.

SQLite only says how often each phrase is in each match; what that is worth is counted
over all matches at once, which takes a fifth of the time of asking match by match.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, cast

import apsw
import numpy as np
import numpy.typing as npt

from sayso.ledger.connecting import one, rows
from sayso.ledger.searching.indexing import KEY_MASK
from sayso.ledger.searching.paging import Cursor
from sayso.ledger.searching.querying import All, Any_, Near, Node, Term, expression
from sayso.ledger.searching.walking import Walk

_K: Final = 1.2
_B: Final = 0.75
_COUNTED: Final = 20_000
"""Words that are in more statements than this weigh as if they were in so many."""
_DOUBTFUL: Final = 0.2
"""What a match of no certainty at all counts for. Of nested statements under 40 % certainty
every third is right, of those over 90 % nine of ten; and short ones fit best."""
_FUNCTION: Final = "sayso_often"
_BYTES: Final = 3
"""Of an integer, enough for two million words; with five columns there are always as many."""


def prepare(connection: apsw.Connection) -> None:
    """Let the connection tell how often a phrase is in a match; once, before any ranking."""
    # Registered again and again, FTS5 would keep every one of them.
    connection.register_fts5_function(_FUNCTION, _often)


def ranked(
    connection: apsw.Connection, walk: Walk, began: Cursor, most: int, limit: int
) -> tuple[list[tuple[int, float | None]], list[int]]:
    """The best of the latest matches, after where it began.

    Args:
        connection: to the ledger; see ``prepare``.
        walk: past all matches.
        began: where to go on, with what scores are counted with.
        most: how many of the latest matches are ranked.
        limit: how many are wanted.

    Returns:
        Entries with their scores, the best first; and all entries that were ranked, the
        latest first.
    """
    assert began.score is not None, "where the order is by date, nothing is ranked"
    telling = [at for at, weight in enumerate(began.weights) if weight]
    often = "".join(f", {_FUNCTION}({walk.index}, {at}) AS often{at}" for at in telling)
    found = rows(
        connection,
        # FTS5's own table of how many words each column of an entry has: a variable-length
        # integer each, that of the content is the first.
        f"SELECT f.*, substr(z.sz, 1, {_BYTES}), coalesce(c.certainty, 1.0)"
        f" FROM ({walk.sql(f'i.rowid AS entry{often}')}) f"
        f" CROSS JOIN {walk.index}_docsize z ON z.id = f.entry"
        " LEFT JOIN facet c ON c.statement = f.entry & ?",
        (*walk.values(began.newest, most), KEY_MASK),
    )
    if not found:
        return [], []
    entries, *counts, sizes, certain = zip(*found, strict=True)
    longer = _K * (1 - _B + _B * _lengths(sizes) / began.length)
    scores = np.zeros(len(entries))
    for at, times in zip(telling, counts, strict=True):
        number = np.array(times, np.float64)
        scores += began.weights[at] * number * (_K + 1) / (number + longer)
    scores *= _DOUBTFUL + (1 - _DOUBTFUL) * np.array(certain)
    scores = scores.round(6)  # as in a token, so that a hit is where it was
    places = np.array(entries, np.int64)
    behind = scores < began.score
    behind |= (scores == began.score) & (places < began.entry)
    order = np.lexsort((places, scores))[::-1]
    best = order[behind[order]][:limit]
    return [(entries[at], float(scores[at])) for at in best], sorted(entries, reverse=True)


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


def _often(api: apsw.FTS5ExtensionApi, *phrase: apsw.SQLiteValue) -> int:
    return len(api.phrase_column_offsets(cast(int, phrase[0]), 0))


def _lengths(sizes: Sequence[bytes]) -> npt.NDArray[np.float64]:
    """Integers as SQLite stores them: seven bits a byte, high ones first, the last below 128."""
    of = np.frombuffer(b"".join(sizes), np.uint8).reshape(-1, _BYTES).astype(np.int64)
    found, going_on = of[:, 0] & 127, of[:, 0] > 127
    for byte in of.T[1:]:
        found = np.where(going_on, found << 7 | byte & 127, found)
        going_on &= byte > 127
    return found.astype(np.float64)
