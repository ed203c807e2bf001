"""How what was found is spread: over speakers, outlets, months, stances."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import apsw

Tally: TypeAlias = tuple[tuple[str, int], ...]
"""Values and how many statements have them, the most frequent first."""

_SHOWN: Final = 20
"""Speakers and outlets, of which there may be thousands."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What was found, by some of its fields; of very many, the latest are counted."""

    counted: int
    """How many statements."""
    speaker: Tally
    outlet: Tally
    month: Tally
    """In order of time, "2024-03"."""
    stance: Tally
    hedge: Tally
    form: Tally

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "counted": self.counted,
            **{
                name: [list(each) for each in getattr(self, name)]
                for name in ("speaker", "outlet", "month", "stance", "hedge", "form")
            },
        }


def facets(connection: apsw.Connection, keys: Sequence[int]) -> Facets:
    """Count the statements with these keys."""
    given = json.dumps(keys)

    def tally(sql: str, shown: int | None = None) -> Tally:
        rows = connection.execute(
            f"{sql} GROUP BY 1 HAVING value IS NOT NULL ORDER BY count(*) DESC, 1 LIMIT ?",
            (given, -1 if shown is None else shown),
        )
        return tuple((str(value), int(number)) for value, number in rows)

    statements = "FROM json_each(?) k CROSS JOIN statement s ON s.key = k.value"
    return Facets(
        counted=len(keys),
        speaker=tally(
            "SELECT v.name AS value, count(DISTINCT v.statement) FROM json_each(?) k"
            " CROSS JOIN voice v ON v.statement = k.value AND v.part = 'speaker'",
            _SHOWN,
        ),
        outlet=tally(
            f"SELECT a.outlet AS value, count(*) {statements} JOIN article a ON a.key = s.article",
            _SHOWN,
        ),
        month=tuple(sorted(tally(f"SELECT substr(s.day, 1, 7) AS value, count(*) {statements}"))),
        stance=tally(f"SELECT s.stance AS value, count(*) {statements}"),
        hedge=tally(f"SELECT s.hedge AS value, count(*) {statements}"),
        form=tally(f"SELECT s.form AS value, count(*) {statements}"),
    )
