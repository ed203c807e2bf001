"""One HTML page that needs nothing else: the text, and in it who said what.

All that comes from an article is escaped, and the page's own policy allows no
script and no style but the two that are in it, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from sayso.records import Article, Statement
from sayso.rendering.marking import Mark, Segment, marks, segments
from sayso.rendering.outline import count, headline, one_line, outline, resolved, tags
from sayso.rendering.paragraphs import is_head, paragraphs

_MAX_DEPTH: Final = 3
"""Deeper nesting looks like this one."""
_LISTED: Final = 280
"""Characters of a content in the list beside the text; the text has it all."""
_WRAPPED: Final = range(55, 101)
"""A line so long is taken to go on in the next: hard-wrapped copy."""

_UNSAFE: Final = re.compile(r"[\x00\ud800-\udfff]")


def page(articles: Iterable[Article]) -> Iterator[str]:
    """The page in pieces: its head, one section for each article, its foot."""
    titles: list[str] = []
    total = 0
    for number, article in enumerate(articles, 1):
        titles.append(headline(article))
        if number == 1:
            yield _head(titles[0])
        total += len(article.statements)
        yield _section(number, article)
    if not titles:
        yield _head("Nothing read") + "<main><p>No article was read.</p>\n"
    yield _foot(titles, total)


def _head(title: str) -> str:
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{_safe(title)} · Sayso</title>
<style>{style}</style>
</head>
<body>
<header>
<p class="brand">Sayso</p>
<p class="legend">Each statement is numbered where it begins. Its
<span class="m source">source</span> is underlined, the <span class="m cue">words that
attribute it</span> are in italics, its <span class="m c1">content</span> is shaded.</p>
</header>
<main>
"""


def _foot(titles: Sequence[str], total: int) -> str:
    contents = ""
    if len(titles) > 1:
        links = "".join(
            f'<li><a href="#a{number}">{_safe(title)}</a></li>\n'
            for number, title in enumerate(titles, 1)
        )
        contents = f'<nav aria-label="Articles on this page"><ol>\n{links}</ol></nav>\n'
    summary = f"{count(total, 'statement')} from {count(len(titles), 'article')}"
    return f"""</main>
<footer>
{contents}<p>{summary}.
Found by Sayso; the text is the proof, so read it.</p>
</footer>
<div id="sheet" hidden></div>
<script>{_asset("page.js")}</script>
</body>
</html>
"""


def _section(number: int, article: Article) -> str:
    ordered = list(outline(article.statements))
    where = (
        f'<p class="origin">{_safe(one_line(article.origin.path))}</p>' if article.origin else ""
    )
    items = "".join(
        _item(f"{number}-{index}", index, depth, statement)
        for index, (depth, statement) in enumerate(ordered, 1)
    )
    listed = f"<ol>\n{items}</ol>" if items else "<p>Nobody is said to have said anything here.</p>"
    text = _text(number, article.text, [statement for _, statement in ordered])
    return f"""<section id="a{number}" aria-labelledby="h{number}">
<article lang="{_safe(article.language)}">
{where}<h2 id="h{number}" class="unseen">{_safe(headline(article))}</h2>
<div class="text">{text}</div>
</article>
<aside aria-label="Statements">
<h3>{count(len(ordered), "statement")}</h3>
{listed}
</aside>
</section>
"""


def _text(number: int, text: str, statements: Sequence[Statement]) -> str:
    """The article's text; its paragraphs' own characters and those between them, all kept."""
    marked = marks(statements, len(text))
    begins: dict[int, int] = {}
    for mark in marked:
        if mark.role == "content":
            begins[mark.statement] = min(mark.start, begins.get(mark.statement, mark.start))
    numbered: dict[int, list[int]] = {}
    for index, start in begins.items():
        numbered.setdefault(start, []).append(index)
    found = paragraphs(text)
    cuts = [cut for paragraph in found for cut in paragraph]
    opening = dict(found)
    pieces: list[str] = []
    until = 0
    for segment in segments(len(text), marked, cuts):
        if segment.start in opening:
            until = opening[segment.start]
            heads = segment.start == found[0][0] and is_head(text[segment.start : until])
            pieces.append('<p class="head">' if heads else "<p>")
        pieces.extend(_anchor(number, index) for index in numbered.get(segment.start, ()))
        if segment.end <= until:
            pieces.append(_marked(number, text, segment))
            if segment.end == until:
                pieces.append("</p>")
        else:  # white space between paragraphs
            pieces.append(_safe(text[segment.start : segment.end]))
    return "".join(pieces)


def _anchor(number: int, index: int) -> str:
    """The number at the start of a content; its digits come from the style, not the text."""
    key = f"{number}-{index + 1}"
    return (
        f'<a class="n" id="m{key}" href="#s{key}" data-s="{key}" data-n="{index + 1}"'
        f' aria-label="Statement {index + 1}"></a>'
    )


def _marked(number: int, text: str, segment: Segment) -> str:
    words = _lines(text, segment.start, segment.end)
    if not segment.marks:
        return words
    keys = " ".join(f"{number}-{mark.statement + 1}" for mark in segment.marks)
    roles = " ".join(mark.role for mark in segment.marks)
    classes = _classes(segment.marks)
    return f'<span class="m {classes}" data-s="{keys}" data-r="{roles}">{words}</span>'


def _classes(under: Sequence[Mark]) -> str:
    depth = sum(mark.role == "content" for mark in under)
    roles = [role for role in ("source", "cue") if any(mark.role == role for mark in under)]
    return " ".join([*roles, *([f"c{min(depth, _MAX_DEPTH)}"] if depth else [])])


def _lines(text: str, start: int, end: int) -> str:
    """Escaped words; line ends that were meant as such are shown as such."""
    pieces = []
    while (at := text.find("\n", start, end)) >= 0:
        length = at - (text.rfind("\n", 0, at) + 1)
        pieces.append(_safe(text[start:at]) + ("\n" if length in _WRAPPED else "<br>\n"))
        start = at + 1
    return "".join(pieces) + _safe(text[start:end])


def _item(key: str, index: int, depth: int, statement: Statement) -> str:
    source = _safe(one_line(statement.source.text)) if statement.source else ""
    name = resolved(statement)
    if name:
        who = f'<span class="who">{_safe(name)}</span>'
        who += f' <span class="as">“{source}”</span>' if source else ""
    else:
        who = f'<span class="who">{source}</span>' if source else '<span class="as">unnamed</span>'
    cue = f' <span class="by">{_safe(one_line(statement.cue.text))}</span>' if statement.cue else ""
    badges = "".join(f' <span class="tag {tag.lower()}">{tag}</span>' for tag in tags(statement))
    what = one_line(statement.content.text)
    if len(what) > _LISTED:
        what = what[:_LISTED].rpartition(" ")[0] + " …"
    return (
        f'<li id="s{key}" class="d{min(depth, _MAX_DEPTH)}" data-s="{key}">'
        f'<a class="go" href="#m{key}"><span class="num">{index}</span> {who}{cue}</a>{badges}'
        f'<p class="what">{_safe(what)}</p><p class="meta">{_details(statement)}</p></li>\n'
    )


def _details(statement: Statement) -> str:
    details: list[str] = [statement.form]
    if statement.speaker and statement.speaker.role:
        details.insert(0, one_line(statement.speaker.role))
    if statement.addressees:
        details.append("to " + ", ".join(one_line(each.name) for each in statement.addressees))
    if statement.said_on:
        details.append(one_line(statement.said_on.text))
    details.append(f"{statement.confidence:.0%} sure")
    return _safe(" · ".join(details))


def _safe(text: str) -> str:
    """Text for HTML. What HTML cannot carry at all becomes U+FFFD, one for one."""
    return _UNSAFE.sub("\ufffd", escape(text)).replace("\r", "&#13;")


@cache
def _asset(name: str) -> str:
    return files("sayso.rendering").joinpath(name).read_text("utf-8")


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
