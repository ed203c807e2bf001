"""Panels as pictures: SVG without a script, in the colours of the page around them."""

from __future__ import annotations

from html import escape
from typing import Final

from sayso.rendering import one_line
from sayso.reporting.panels import Panel, Value

_ROWS: Final = 20
"""Bars in one picture; the table has the rest."""
_COLUMNS: Final = 60
_WIDTH: Final = 720
_LABEL: Final = 190
_BAR: Final = 18
_GAP: Final = 8
_HEIGHT: Final = 180
_LETTERS: Final = 28
"""Characters of a label."""


def chart(panel: Panel) -> str:
    """The panel's picture as SVG, or nothing where it has none or there is nothing to show."""
    if panel.chart is None or not panel.rows:
        return ""
    places = [panel.columns.index(name) for name in panel.parts]
    if panel.chart == "columns":
        return _columns(panel, places)
    return _bars(panel, places[:1] if panel.chart == "bars" else places)


def _bars(panel: Panel, places: list[int]) -> str:
    rows = panel.rows[:_ROWS]
    totals = [sum(_number(row[at]) for at in places) for row in rows]
    longest = max(totals) or 1
    height = len(rows) * (_BAR + _GAP)
    out = []
    for line, (row, total) in enumerate(zip(rows, totals, strict=True)):
        scale = (_WIDTH - _LABEL - 60) / ((total or 1) if panel.chart == "shares" else longest)
        y = line * (_BAR + _GAP)
        out.append(
            f'<text class="label" x="{_LABEL - 8}" y="{y + _BAR - 5}">{_short(row[0])}</text>'
        )
        x = float(_LABEL)
        for series, at in enumerate(places):
            width = _number(row[at]) * scale
            if width:
                out.append(_box(panel, row, at, series, x, y, width, _BAR))
            x += width
        out.append(f'<text x="{x + 6:.1f}" y="{y + _BAR - 5}">{total:,.0f}</text>')
    return _svg(panel, height, out)


def _columns(panel: Panel, places: list[int]) -> str:
    rows = panel.rows[-_COLUMNS:]
    tallest = max(sum(_number(row[at]) for at in places) for row in rows) or 1
    step = _WIDTH / len(rows)
    width = min(step * 0.8, 60.0)
    out = []
    every = max(1, round(len(rows) / 12))
    for number, row in enumerate(rows):
        x, y = number * step, float(_HEIGHT)
        for series, at in enumerate(places):
            height = _number(row[at]) * (_HEIGHT - 20) / tallest
            y -= height
            if height:
                out.append(_box(panel, row, at, series, x, y, width, height))
        if number % every == 0:
            out.append(f'<text x="{x:.1f}" y="{_HEIGHT + 16}">{_short(row[0])}</text>')
    out.append(f'<text x="0" y="10">{tallest:,.0f}</text>')
    return _svg(panel, _HEIGHT + 24, out)


def _box(
    panel: Panel,
    row: tuple[Value, ...],
    at: int,
    series: int,
    x: float,
    y: float,
    width: float,
    height: float,
) -> str:
    told = escape(one_line(f"{row[0]}: {_number(row[at]):,.0f} {panel.columns[at]}"))
    return (
        f'<rect class="s{series}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}"><title>{told}</title></rect>'
    )


def _svg(panel: Panel, height: float, inside: list[str]) -> str:
    label = escape(f"{panel.title}: the table below has the numbers", quote=True)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{label}">'
        + "".join(inside)
        + "</svg>"
    )


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _short(value: Value) -> str:
    text = one_line(str(value))
    return escape(text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…")
