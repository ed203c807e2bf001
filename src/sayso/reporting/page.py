"""A report as one HTML page that needs nothing else: no script, no font, no address."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from sayso.rendering import one_line
from sayso.reporting.charts import chart
from sayso.reporting.panels import Panel, Report, Value

_SHOWN: Final = 12
"""Rows of a table that are open to see beside a picture; the rest unfolds."""


def report_page(report: Report) -> Iterator[str]:
    """The page, piece by piece."""
    style = (files("sayso.reporting") / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    title = _text(report.title)
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n"
    )
    if report.scope:
        yield f'<p class="scope">{_text(report.scope)}</p>\n'
    yield "<dl>"
    for name, value in report.facts:
        yield f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>"
    yield "</dl>\n"
    for panel in report.panels:
        yield from _panel(panel)
    yield "<footer><p>Made by Sayso.</p></footer>\n</body>\n</html>\n"


def _panel(panel: Panel) -> Iterator[str]:
    yield f'<section id="{escape(panel.name, quote=True)}">\n<h2>{_text(panel.title)}</h2>\n'
    if not panel.rows:
        yield '<p class="note">None.</p>\n</section>\n'
        return
    picture = chart(panel)
    if picture:
        if panel.chart != "bars" and len(panel.parts) > 1:
            yield _key(panel.parts)
        yield picture
    if picture and len(panel.rows) > _SHOWN:
        yield f"<details><summary>All {len(panel.rows)} rows</summary>{_table(panel)}</details>"
    else:
        yield _table(panel)
    yield "</section>\n"


def _key(parts: tuple[str, ...]) -> str:
    items = (
        f'<li><svg viewBox="0 0 1 1" aria-hidden="true"><rect class="s{number}" width="1"'
        f' height="1"/></svg>{_text(name)}</li>'
        for number, name in enumerate(parts)
    )
    return f'<ul class="key">{"".join(items)}</ul>'


def _table(panel: Panel) -> str:
    numbers = [
        all(isinstance(row[at], int | float) for row in panel.rows)
        for at in range(len(panel.columns))
    ]
    kinds = [' class="number"' if number else "" for number in numbers]
    head = "".join(
        f'<th scope="col"{kind}>{_text(name)}</th>'
        for kind, name in zip(kinds, panel.columns, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td{kind}>{_text(value)}</td>" for kind, value in zip(kinds, row, strict=True))
        + "</tr>\n"
        for row in panel.rows
    )
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{_text(panel.title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    return escape(one_line(str(value)), quote=True)
