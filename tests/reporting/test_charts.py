from __future__ import annotations

import re

from sayso.reporting.charts import chart
from sayso.reporting.panels import Chart, Panel


def widths(kind: Chart) -> list[list[float]]:
    rows = (("Ada Quill", 30, 10), ("Tom Reed", 5, 15))
    panel = Panel("who", "Who", ("who", "direct", "indirect"), rows, kind, ("direct", "indirect"))
    drawn = chart(panel)
    found: dict[str, list[float]] = {}
    for y, width in re.findall(r'<rect[^>]* y="([\d.]+)" width="([\d.]+)"', drawn):
        found.setdefault(y, []).append(float(width))
    return list(found.values())


def test_stacks_are_as_long_as_their_numbers() -> None:
    (first, second) = widths("stacks")
    assert sum(first) == sum(second) * 2
    assert first[0] == first[1] * 3


def test_shares_are_of_one_length() -> None:
    (first, second) = widths("shares")
    assert round(sum(first)) == round(sum(second))
    assert second[1] == second[0] * 3


def test_bars_show_the_first_number_alone() -> None:
    assert [len(each) for each in widths("bars")] == [1, 1]
