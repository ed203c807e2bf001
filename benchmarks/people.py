"""``python -m benchmarks.people LEDGER``: what to read for judging who was taken for whom.

Prints, as tab-separated lines to fill in: 100 sampled mentions under a name that is
not the one that the person is shown under, each with the source's sentence; and the
100 who are in most articles, with all their names and with those of the same surname
who were kept apart. It judges nothing itself: whether they are right, somebody has
to read.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Final

from sayso.ledger import Ledger
from sayso.ledger.connecting import rows

_SAMPLE: Final = 100
_SEED: Final = 20
_AROUND: Final = 90


def main(path: Path) -> None:
    """Print both lists."""
    with Ledger.open(path) as ledger:
        pairs = rows(
            ledger.connection,
            "SELECT g.key, g.name, p.name, p.id, g.score, g.reason FROM sighting g"
            " JOIN person p ON p.key = g.person"
            " WHERE g.norm <> (SELECT norm FROM alias WHERE person = p.key AND name = p.name)"
            " ORDER BY g.key",
        )
        # Each pair of names once: a hundred times Trump and Donald Trump would prove little.
        chance = random.Random(_SEED)
        chance.shuffle(pairs)
        distinct = list({(name, shown): (key, *rest) for key, name, shown, *rest in pairs}.items())
        print(f"# {len(pairs)} mentions under another name, {len(distinct)} pairs of names")
        for (name, shown), (key, shown_id, score, reason) in distinct[:_SAMPLE]:
            print(name, shown, shown_id, f"{score:.2f}", reason, _seen(ledger, key), sep="\t")
        print(f"# the {_SAMPLE} in most articles")
        for person in ledger.people(limit=_SAMPLE):
            surname = person.name.split()[-1]
            others = [each.id for each in ledger.people(surname, kind=person.kind, limit=8)]
            names = " | ".join(person.aliases)
            near = " ".join(each for each in others if each != person.id)
            print(person.id, person.articles, names, near, sep="\t")


def _seen(ledger: Ledger, sighting: int) -> str:
    """The words around the source of one statement."""
    found = rows(
        ledger.connection,
        "SELECT s.source, s.source_spans, a.text FROM voice v JOIN statement s"
        " ON s.key = v.statement JOIN article a ON a.key = s.article WHERE v.sighting = ? LIMIT 1",
        (sighting,),
    )
    if not found or not found[0][1]:
        return ""
    _, spans, text = found[0]
    start = int(spans.strip("[]").split(",")[0])
    around = text[max(0, start - _AROUND) : start + _AROUND]
    return " ".join(around.split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
