"""Pairs of a ledger's echoes and disputes, drawn at random, to be read and judged.

    python -m benchmarks.links echoes --ledger polnear.sayso --number 100 --seed 1
    python -m benchmarks.links disputes --ledger polnear.sayso --number 100 --seed 1

An echo's pair is an appearance and the one that it was recognised by. ``--leave-out``
names a file of judged pairs (``training/data/links``), which are not drawn.
``--judged FILE`` reads verdicts, one a line (``ID y`` or ``ID n``), and prints the share
that is right, with its 95 % interval.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw

from sayso.ledger.connecting import connect
from sayso.ledger.referring import Reference, references

SQL = {
    "echoes": (
        "SELECT s.id, m.nearest, m.statement, m.score, m.reason FROM appearing m"
        " JOIN statement s ON s.key = m.statement WHERE m.nearest IS NOT NULL ORDER BY s.key"
    ),
    "disputes": "SELECT id, claim, denial, score, reason FROM dispute ORDER BY denial, claim",
}
_NORMAL = 1.96
"""Standard errors around a share that hold 95 % of what chance does."""


def pairs(connection: apsw.Connection, kind: str) -> list[tuple[Any, ...]]:
    """All pairs of a kind: id, first, second, score, reason."""
    return connection.execute(SQL[kind]).fetchall()


def judged_places(path: Path) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    """Article and first character of both sides of each pair that was judged before."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        found.append(((pair["a"][0], pair["a"][1]), (pair["b"][0], pair["b"][1])))
    return found


def place(connection: apsw.Connection, key: int) -> tuple[str, int]:
    """The article and the first character of a statement's content."""
    row = connection.execute(
        "SELECT a.id, s.content_spans FROM statement s JOIN article a ON a.key = s.article"
        " WHERE s.key = ?",
        (key,),
    ).fetchone()
    assert row is not None
    return row[0], json.loads(row[1])[0][0]


def shown(said: Reference) -> str:
    """A statement as it is read."""
    text = (
        f"{said.day} {said.outlet} · {said.speaker} [{said.stance}/{said.hedge}] "
        f"({said.source}) {said.cue}: {said.content[:400]!r}"
    )
    return textwrap.fill(text, 160, initial_indent="    ", subsequent_indent="      ")


def drawn(
    connection: apsw.Connection, kind: str, number: int, seed: int, leave_out: Path | None
) -> Iterator[str]:
    """The pairs as text, in the order in which they were drawn."""
    known = judged_places(leave_out) if leave_out else []
    either = {frozenset(each) for each in known}
    population = pairs(connection, kind)
    chosen = random.Random(seed).sample(population, len(population))
    yield f"{len(population)} pairs in the ledger"
    for id_, first, second, score, reason in chosen:
        if not number:
            return
        if frozenset((place(connection, first), place(connection, second))) in either:
            continue
        said = references(connection, (first, second))
        if len(said) < 2:
            continue
        number -= 1
        yield f"{id_} {score:.2f} {reason}\n{shown(said[first])}\n{shown(said[second])}"


def share(path: Path) -> str:
    """How many verdicts say that a pair is right, with the interval of Wilson."""
    verdicts = [line.split()[1] for line in path.read_text("utf-8").splitlines() if line.strip()]
    count, right = len(verdicts), verdicts.count("y")
    middle = (right + _NORMAL**2 / 2) / (count + _NORMAL**2)
    half = (
        _NORMAL * math.sqrt(right * (count - right) / count + _NORMAL**2 / 4) / (count + _NORMAL**2)
    )
    return (
        f"{right} of {count} right: {right / count:.0%} ({middle - half:.0%}–{middle + half:.0%})"
    )


def main() -> None:
    """Draw, or count verdicts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(SQL))
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leave-out", type=Path)
    parser.add_argument("--judged", type=Path)
    arguments = parser.parse_args()
    if arguments.judged:
        print(share(arguments.judged))
        return
    if arguments.ledger is None:
        parser.error("--ledger is missing")
    connection = connect(arguments.ledger, write=False)
    for text in drawn(
        connection, arguments.kind, arguments.number, arguments.seed, arguments.leave_out
    ):
        print(text)


if __name__ == "__main__":
    main()
