"""How what was found is spread: over speakers, outlets, months, stances."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import apsw

from sayso.ledger.connecting import rows

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
    found = rows(
        connection,
        "SELECT f.stance, f.hedge, f.form, f.month, f.outlet, f.speakers"
        " FROM json_each(?) k CROSS JOIN facet f ON f.statement = k.value",
        (json.dumps(sorted(keys)),),  # neighbours are soon found one after the other
    )
    stance, hedge, form, month, outlet, speakers = map(
        Counter, zip(*found, strict=True) if found else [()] * 6
    )
    speaker: Counter[str | None] = Counter()
    lists = json.loads(f"[{','.join(speakers)}]")  # at once: a thousand calls take a millisecond
    for names, number in zip(lists, speakers.values(), strict=True):
        for name in names:
            speaker[name] += number
    return Facets(
        counted=len(keys),
        speaker=_tally(speaker, _SHOWN),
        outlet=_tally(outlet, _SHOWN),
        month=tuple(sorted(_tally(month))),
        stance=_tally(stance),
        hedge=_tally(hedge),
        form=_tally(form),
    )


def _tally(counts: Counter[str | None], shown: int | None = None) -> Tally:
    known = [(value, number) for value, number in counts.items() if value is not None]
    return tuple(sorted(known, key=lambda each: (-each[1], each[0]))[:shown])
