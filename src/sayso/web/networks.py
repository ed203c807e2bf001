"""Who speaks about whom, and who did what to whom, as nodes and edges."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.records import Interaction
from sayso.web.layouts import layout

Quad: TypeAlias = Literal[
    "verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"
]
QUADS: Final[dict[str, Quad]] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal-cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material-cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal-conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material-conflict"),
}
"""The four classes of PLOVER's types."""

_LOOKED_AT: Final = 20_000
"""Of the statements that are asked for, the latest so many."""
_NAME: Final = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:[a-z]{1,3}\s+)?[A-Z][\w’'-]*)){0,3}")
_EDGES: Final = 3
"""Edges for each node; the lightest would only make a cloud."""
_SHORTEST: Final = 4
"""Letters of a name that may stand for somebody by itself."""


@dataclass(slots=True)
class Node:
    """Somebody in a network."""

    id: str
    name: str
    kind: str = "unknown"
    weight: int = 0
    """Statements or acts on edges from and to them."""


@dataclass(slots=True)
class Edge:
    """What one has with another."""

    source: str
    target: str
    count: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    """Statements by stance, or acts by type."""


@dataclass(frozen=True, slots=True)
class Network:
    """The heaviest nodes, and the edges between them, heaviest first."""

    nodes: list[Node]
    edges: list[Edge]
    looked_at: int
    """Rows that it was made of."""
    all: int
    """Nodes before the lightest were left out."""
    places: dict[str, tuple[int, int]]
    """Where each node stands in the picture, x and y in pixels."""

    names: dict[str, str]
    """Of the nodes, by their ids."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which statements or interactions a network is made of."""

    since: str | None = None
    until: str | None = None
    speaker: int | None = None
    """Key of the only one whose edges are shown."""


def talk(ledger: Ledger, narrow: Narrow, limit: int) -> Network:
    """Who speaks about whom: an edge for each statement whose content names somebody known."""
    rows: list[tuple[Any, ...]] = ledger.connection.execute(
        "SELECT s.article, s.content, s.stance, v.person FROM statement s"
        " JOIN voice v ON v.statement = s.key AND v.part = 'speaker' AND v.person IS NOT NULL"
        " WHERE s.review IS NOT 'rejected' AND (:since IS NULL OR s.day >= :since)"
        " AND (:until IS NULL OR substr(s.day, 1, length(:until)) <= :until)"
        " ORDER BY s.day DESC, s.key DESC LIMIT :most",
        {"since": narrow.since, "until": narrow.until, "most": _LOOKED_AT},
    ).fetchall()
    roots = _Roots(ledger)
    fulls, parts = _names(ledger), _Parts(ledger)
    edges: dict[tuple[int, int], Edge] = {}
    for article, content, stance, person in rows:
        who = roots.of(person)
        for about in {roots.of(each) for each in _named(content, article, fulls, parts)}:
            if about == who or (narrow.speaker is not None and narrow.speaker not in (who, about)):
                continue
            edge = edges.setdefault((who, about), Edge(str(who), str(about)))
            edge.count += 1
            edge.kinds[stance] += 1
    return _gathered(roots.nodes(), edges.values(), len(rows), limit)


def acts(ledger: Ledger, interactions: Sequence[Interaction], limit: int) -> Network:
    """Who did what to whom.

    Args:
        ledger: where the interactions are.
        interactions: whose parties are tied.
        limit: nodes at most.
    """
    types = {each.id: each.type for each in interactions}
    roots = _Roots(ledger)
    named: dict[str, Node] = {}
    parties: dict[str, dict[str, list[str]]] = {}
    for interaction, part, name, kind, person in ledger.connection.execute(
        "SELECT i.id, p.part, p.name, p.kind, p.person FROM json_each(?) k"
        " JOIN interaction i ON i.id = k.value JOIN party p ON p.interaction = i.key"
        " WHERE p.part <> 'excluded' ORDER BY i.key, p.place",
        (json.dumps(list(types)),),
    ):
        node = str(roots.of(person)) if person is not None else f"“{name.casefold()[:80]}”"
        if person is None:
            named.setdefault(node, Node(node, name, kind))
        parties.setdefault(interaction, {}).setdefault(part, []).append(node)
    edges: dict[tuple[str, str], Edge] = {}
    for interaction, sides in parties.items():
        for one in sides.get("actor", ())[:10]:
            for other in sides.get("recipient", ())[:10]:
                if one != other:
                    edge = edges.setdefault((one, other), Edge(one, other))
                    edge.count += 1
                    edge.kinds[types[interaction]] += 1
    return _gathered(roots.nodes() | named, edges.values(), len(types), limit)


def person_key(ledger: Ledger, person: str) -> int:
    """The key of the person with that id, merged ones as whom they became."""
    row = ledger.connection.execute(
        "SELECT coalesce(merged, key) FROM person WHERE id = ?", (person,)
    ).fetchone()
    if row is None:
        raise UsageError(f"there is nobody {person!r:.40}")
    return int(row[0])


class _Roots:
    """People by key, merged ones as whom they became."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: dict[int, int] = {}
        self._nodes: dict[str, Node] = {}

    def of(self, person: int) -> int:
        found = self._known.get(person)
        if found is None:
            at = person
            for _ in range(10):
                row = self._ledger.connection.execute(
                    "SELECT merged, id, name, kind FROM person WHERE key = ?", (at,)
                ).fetchone()
                if row is None or row[0] is None:
                    if row is not None:
                        self._nodes[str(at)] = Node(row[1], row[2], row[3])
                    break
                at = row[0]
            found = self._known[person] = at
        return found

    def nodes(self) -> dict[str, Node]:
        """Those that were asked for, by key."""
        return self._nodes


class _Parts:
    """The last words of the names in an article, for those who are called by them there."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._article = -1
        self._found: dict[str, int] = {}

    def of(self, article: int) -> dict[str, int]:
        if article != self._article:
            self._article = article
            self._found = {}
            for name, person in self._ledger.connection.execute(
                "SELECT name, person FROM sighting WHERE article = ? LIMIT 200", (article,)
            ):
                for word in (name, name.split()[-1]):
                    if len(word) >= _SHORTEST or word.isupper():
                        self._found.setdefault(word, person)
        return self._found


def _names(ledger: Ledger) -> dict[str, int]:
    """The names of several words, of those in most articles."""
    rows = ledger.connection.execute(
        "SELECT a.name, a.person FROM (SELECT key FROM person WHERE merged IS NULL"
        " ORDER BY articles DESC LIMIT 5000) p JOIN alias a ON a.person = p.key"
        " WHERE a.name LIKE '% %' ORDER BY a.articles"
    )
    return {str(name): int(person) for name, person in rows}


def _named(content: str, article: int, fulls: dict[str, int], parts: _Parts) -> Iterator[int]:
    """Whom a content names."""
    here = parts.of(article)
    for found in _NAME.finditer(content[:4000]):
        words = found.group().split()
        at = 0
        while at < len(words):
            for length in range(len(words) - at, 0, -1):
                name = " ".join(words[at : at + length])
                name = name.removesuffix("’s").removesuffix("'s")
                person = here.get(name) or (fulls.get(name) if length > 1 else None)
                if person is not None:
                    yield person
                    at += length
                    break
            else:
                at += 1


def _gathered(nodes: dict[str, Node], edges: Iterable[Edge], looked_at: int, limit: int) -> Network:
    weights: Counter[str] = Counter()
    every = sorted(edges, key=lambda each: -each.count)
    for edge in every:
        weights[edge.source] += edge.count
        weights[edge.target] += edge.count
    kept = {key: nodes[key] for key, _ in weights.most_common(limit) if key in nodes}
    for key, node in kept.items():
        node.weight = weights[key]
    shown = [each for each in every if each.source in kept and each.target in kept]
    del shown[_EDGES * limit :]
    tied = {end for edge in shown for end in (edge.source, edge.target)}
    for edge in shown:
        edge.source, edge.target = kept[edge.source].id, kept[edge.target].id
    there = [node for key, node in kept.items() if key in tied]
    index = {node.id: at for at, node in enumerate(there)}
    ties = [(index[each.source], index[each.target], float(each.count)) for each in shown]
    places = layout(len(there), ties)
    return Network(
        there,
        shown,
        looked_at,
        len(weights),
        {node.id: (round(x), round(y)) for node, (x, y) in zip(there, places, strict=True)},
        {node.id: node.name for node in there},
    )


def elements(network: Network, addresses: dict[tuple[str, str], str]) -> dict[str, Any]:
    """What the picture is drawn from.

    Args:
        network: the nodes and edges.
        addresses: where each edge leads, by its ends.
    """
    return {
        "nodes": [
            {
                "id": each.id,
                "name": each.name,
                "kind": each.kind,
                "weight": each.weight,
                "place": network.places[each.id],
            }
            for each in network.nodes
        ],
        "edges": [
            {
                "source": each.source,
                "target": each.target,
                "count": each.count,
                "quad": _quad(each.kinds),
                "kinds": ", ".join(f"{n} {kind.lower()}" for kind, n in each.kinds.most_common(4)),
                "address": addresses[each.source, each.target],
            }
            for each in network.edges
        ],
    }


def _quad(kinds: Counter[str]) -> str:
    """The class that most acts of an edge are of; none for statements."""
    totals: Counter[str] = Counter()
    for kind, number in kinds.items():
        totals[QUADS.get(kind, "")] += number
    return totals.most_common(1)[0][0] if totals else ""
