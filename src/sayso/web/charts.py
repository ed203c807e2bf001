"""Tables as Vega-Lite sees them. Every chart stands beside its table, which says the same."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from sayso.reporting import Panel
from sayso.web.networks import QUADS, Quad
from sayso.web.templating import address

_BARS: Final = 15
"""Rows that a picture can hold; the table has them all."""


def panel_chart(panel: Panel) -> dict[str, Any] | None:
    """The picture of a report's panel; None where it is better read, or there is nothing."""
    if panel.chart is None or len(panel.rows) < 2:
        return None
    if panel.chart == "columns":
        dated = [row for row in panel.rows if str(row[0])[:4].isdigit()]
        return months(
            [
                (str(row[0]), part, _number(row[panel.columns.index(part)]))
                for row in dated
                for part in panel.parts
            ],
            list(panel.parts),
        )
    values = [
        {
            "name": str(row[0]),
            "part": part,
            "place": place,
            "number": _number(row[panel.columns.index(part)]),
        }
        for row in panel.rows[:_BARS]
        for place, part in enumerate(panel.parts)
    ]
    names = [str(row[0]) for row in panel.rows[:_BARS]]
    stack = "normalize" if panel.chart == "shares" else "zero"
    number: dict[str, Any] = {"field": "number", "type": "quantitative", "stack": stack}
    number["axis"] = {"title": None, "tickCount": 5}
    if stack == "normalize":
        number["axis"]["format"] = "%"
    return {
        "data": {"values": values},
        "height": {"step": 26},
        "mark": {"type": "bar", "height": 16},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": names,
                "axis": {"title": None, "labelLimit": 180},
            },
            "x": number,
            "order": {"field": "place"},
            **_colours(list(panel.parts)),
            "tooltip": [{"field": each} for each in ("name", "part", "number")],
        },
    }


def months(
    rows: list[tuple[str, str, float]], parts: list[str], speaker: str | None = None
) -> dict[str, Any] | None:
    """Columns over time.

    Args:
        rows: month (``2024-03``), part, number.
        parts: in the order in which they are stacked.
        speaker: whose statements a column leads to; without one, it leads nowhere.
    """
    if len({month for month, _, _ in rows}) < 2:
        return None
    values: list[dict[str, Any]] = [
        {"month": month, "part": part, "number": number, "place": parts.index(part)}
        for month, part, number in rows
    ]
    if speaker is not None:
        for value in values:
            month = value["month"]
            value["address"] = address("/search", speaker=speaker, since=month, until=month)
    return {
        "data": {"values": values},
        "height": 180,
        "mark": {"type": "bar", "width": {"band": 0.8}},
        "encoding": {
            "x": {
                "field": "month",
                "type": "temporal",
                "timeUnit": "utcyearmonth",
                "axis": {"title": None, "tickCount": 8},
            },
            "y": {
                "field": "number",
                "type": "quantitative",
                "stack": "zero",
                "axis": {"title": None, "tickMinStep": 1},
            },
            "order": {"field": "place"},
            **_colours(parts),
            "tooltip": [
                {"field": "month", "type": "temporal", "timeUnit": "utcyearmonth"},
                {"field": "part"},
                {"field": "number"},
            ],
        },
    }


def calendar(days: Counter[tuple[str, Quad]], given: dict[str, str]) -> dict[str, Any] | None:
    """A day a square, by week; each in the colour of what most of its acts are.

    Args:
        days: how many acts of each class there were on each day.
        given: what they were narrowed by; a square leads to the acts of its day.
    """
    by_day: dict[str, dict[str, int]] = {}
    for (day, quad), number in days.items():
        by_day.setdefault(day, {})[quad] = number
    # A calendar of many years is a carpet: the last one is shown.
    latest = max(by_day, default="")
    first = f"{int(latest[:4] or 0) - 1:04}{latest[4:]}"
    kept = {day: of for day, of in by_day.items() if day > first}
    if len(kept) < 2:
        return None
    rest = {name: value for name, value in given.items() if name not in ("since", "until")}
    values = [
        {
            "day": day,
            "acts": sum(of.values()),
            "mostly": max(of, key=lambda quad: of[quad]).replace("-", " "),
            "address": address("/interactions", **rest, since=day, until=day),
        }
        for day, of in sorted(kept.items())
    ]
    return {
        "data": {"values": values},
        "height": {"step": 17},
        "mark": {"type": "rect", "cornerRadius": 2, "cursor": "pointer"},
        "encoding": {
            "x": {
                "field": "day",
                "type": "ordinal",
                "timeUnit": "utcyearweek",
                "axis": {"title": None, "format": "%b %Y", "labelAngle": 0, "labelOverlap": True},
            },
            "y": {
                "field": "day",
                "type": "ordinal",
                "timeUnit": "utcday",
                "axis": {"title": None, "format": "%a"},
            },
            "color": {
                "field": "mostly",
                "type": "nominal",
                "title": None,
                "sort": [quad.replace("-", " ") for quad in dict.fromkeys(QUADS.values())],
                "scale": {"range": "quads"},
            },
            "opacity": {
                "field": "acts",
                "type": "quantitative",
                "scale": {"range": [0.45, 1]},
                "legend": None,
            },
            "tooltip": [
                {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate"},
                {"field": "acts"},
                {"field": "mostly"},
            ],
        },
    }


def _colours(parts: list[str]) -> dict[str, Any]:
    if len(parts) < 2:
        return {}
    return {"color": {"field": "part", "type": "nominal", "sort": parts, "title": None}}


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
