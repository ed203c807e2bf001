"""Articles that repeat one of an earlier run, word for word or nearly so.

Within a run ``reading`` tells copies by signatures in memory; here the same
signatures are kept in the ledger, so that a reprint is known next year, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import apsw

from sayso.ledger.connecting import guarded, one, transaction
from sayso.ledger.marking import Watch, mark, set_mark
from sayso.reading import SIMILAR, bands_of, factors, signature_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEP: Final = "copies"
_BATCH: Final = 200
"""Articles in one transaction."""
_CANDIDATES: Final = 100
"""Articles under one band that are looked at; more would have to be copies of each other,
and copies are not kept."""
_LOW_BITS: Final = 56
"""Of a band's hash that are kept; its number goes above them."""


def mark_copies(connection: apsw.Connection, path: Path, watch: Watch) -> None:
    """Note which of the new articles repeat an earlier one; a step of linking.

    Raises:
        LedgerError: the ledger cannot be written to.
    """
    multipliers = factors()
    with guarded(path):
        last = mark(connection, STEP)
        total = one(connection, "SELECT count(*) FROM article WHERE key > ?", (last,))
    done = 0
    while True:
        with transaction(connection, path):
            rows: list[tuple[Any, ...]] = connection.execute(
                "SELECT key, text FROM article WHERE key > ? ORDER BY key LIMIT ?",
                (mark(connection, STEP), _BATCH),
            ).fetchall()
            if not rows:
                return
            for key, text in rows:
                _mark(connection, key, text, multipliers)
            set_mark(connection, STEP, rows[-1][0])
        done += len(rows)
        watch(STEP, min(done, total), total)


def _mark(
    connection: apsw.Connection, key: int, text: str, multipliers: NDArray[np.uint64]
) -> None:
    signature = signature_of(text)
    if signature is None:
        return
    hashes = _hashes(signature, multipliers)
    found = _nearest(connection, signature, hashes)
    if found is not None:
        # All copies lead to the first one, that of the run to the one of an earlier run.
        connection.execute(
            "UPDATE article SET duplicate_of = (SELECT id FROM article WHERE key = ?),"
            " similarity = ? WHERE key = ?",
            (found[0], round(found[1], 3), key),
        )
        return
    connection.execute(
        "INSERT INTO signature (article, hashes) VALUES (?, ?)",
        (key, signature.astype("<u4").tobytes()),
    )
    connection.executemany(
        "INSERT INTO band (hash, article) VALUES (?, ?)", [(each, key) for each in hashes]
    )


def _nearest(
    connection: apsw.Connection, signature: NDArray[np.uint32], hashes: list[int]
) -> tuple[int, float] | None:
    """The key of the article that is most alike, the first of several, and how much it is."""
    import numpy as np

    keys = {
        key
        for each in hashes
        for (key,) in connection.execute(
            "SELECT article FROM band WHERE hash = ? LIMIT ?", (each, _CANDIDATES)
        )
    }
    best: tuple[int, float] | None = None
    for key in sorted(keys):
        row = connection.execute(
            "SELECT hashes FROM signature WHERE article = ?", (key,)
        ).fetchone()
        assert row is not None, f"article {key} has bands and no signature"
        alike = float((np.frombuffer(row[0], "<u4") == signature).mean())
        if alike >= SIMILAR and (best is None or alike > best[1]):
            best = key, alike
    return best


def _hashes(signature: NDArray[np.uint32], multipliers: NDArray[np.uint64]) -> list[int]:
    # SQLite's whole numbers have a sign: the upper bits make room for the band's number.
    found = bands_of(signature, multipliers) >> (64 - _LOW_BITS)
    return [(number << _LOW_BITS) | int(each) for number, each in enumerate(found.tolist())]
