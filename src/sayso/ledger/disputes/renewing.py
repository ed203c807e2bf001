"""What reviewers have corrected is disputed anew: what it denies, and what denies it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import apsw

from sayso.ledger.comparable import of_articles, of_keys
from sayso.ledger.connecting import guarded, one, rows, transaction
from sayso.ledger.disputes.finding import STEP, Weighed, chosen, store, weigh
from sayso.ledger.disputes.likeness import Pair, possible
from sayso.ledger.disputes.pairing import across, within
from sayso.ledger.marking import Watch, corrected, mark, set_mark
from sayso.ledger.vectors import Vectors

RENEWED: Final = "disputes of corrected"
_SOME: Final = "(SELECT value FROM json_each(?1))"


def renew(connection: apsw.Connection, path: Path, watch: Watch) -> None:
    """Find anew what is disputed about corrected statements; a step of linking.

    Within their articles everything is weighed again, since a denial may now be of another
    claim; across articles they are, and all that deny one of them, or did.

    Raises:
        LedgerError: the ledger cannot be written to.
    """
    vectors = Vectors()
    with guarded(path):
        start = mark(connection, RENEWED)
        total = one(connection, "SELECT coalesce(max(key), 0) FROM review") - start
    last = start
    while True:
        with transaction(connection, path):
            changed, now = corrected(connection, RENEWED)
            if now == last:
                return
            _renew(connection, changed, vectors)
            set_mark(connection, RENEWED, now)
        last = now
        watch(RENEWED, last - start, max(total, last - start))


def _renew(connection: apsw.Connection, changed: set[int], vectors: Vectors) -> None:
    # What no dispute was looked for in yet will be in its turn.
    known = rows(
        connection,
        f"SELECT key, article FROM statement WHERE key IN {_SOME} AND article <= ?2",
        (json.dumps(list(changed)), mark(connection, STEP)),
    )
    keys, articles = {key for key, _ in known}, {article for _, article in known}
    pairs = set(across(connection, of_keys(connection, keys), anywhere=True))
    denials = {pair.denial.key for pair, *_ in _weighed(pairs, vectors)} - keys
    denials |= _forget_corrected(connection, keys)
    _forget_within(connection, articles)
    _forget_across(connection, denials)
    pairs.update(across(connection, of_keys(connection, denials), anywhere=True))
    for article in sorted(articles):
        pairs.update(within(of_articles(connection, article, article)))
    store(connection, chosen(_weighed(pairs, vectors)))


def _weighed(pairs: set[Pair], vectors: Vectors) -> list[Weighed]:
    ordered = sorted(pairs, key=lambda pair: (pair.denial.key, pair.claim.key))
    return weigh([each for each in ordered if possible(each)], vectors)


def _forget_corrected(connection: apsw.Connection, keys: set[int]) -> set[int]:
    """Take away the disputes of statements; the denials elsewhere that lose a claim by it."""
    given = (json.dumps(list(keys)),)
    denials = rows(
        connection,
        "SELECT d.denial FROM dispute d JOIN statement a ON a.key = d.denial"
        " JOIN statement b ON b.key = d.claim"
        f" WHERE d.claim IN {_SOME} AND a.article <> b.article",
        given,
    )
    connection.execute(f"DELETE FROM dispute WHERE denial IN {_SOME} OR claim IN {_SOME}", given)
    return {key for (key,) in denials}


def _forget_within(connection: apsw.Connection, articles: set[int]) -> None:
    connection.execute(
        "DELETE FROM dispute WHERE key IN (SELECT d.key FROM statement a"
        " JOIN dispute d ON d.denial = a.key JOIN statement b ON b.key = d.claim"
        f" WHERE a.article IN {_SOME} AND b.article = a.article)",
        (json.dumps(list(articles)),),
    )


def _forget_across(connection: apsw.Connection, denials: set[int]) -> None:
    connection.execute(
        "DELETE FROM dispute WHERE key IN (SELECT d.key FROM dispute d"
        " JOIN statement a ON a.key = d.denial JOIN statement b ON b.key = d.claim"
        f" WHERE d.denial IN {_SOME} AND b.article <> a.article)",
        (json.dumps(list(denials)),),
    )
