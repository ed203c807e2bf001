"""A statement as others may quote it: in plain words, as Markdown, for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sayso.exporting.schemaorg import quotations
from sayso.records import Article, Passage, Statement
from sayso.rendering import headline, one_line
from sayso.web.wording import clipped, day

_LONGEST: Final = 2_000
"""Characters of a content that are quoted."""
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


@dataclass(frozen=True, slots=True)
class Citation:
    """One way to cite a statement."""

    name: str
    text: str


def citations(article: Article, statement: Statement) -> Iterator[Citation]:
    """The ways to cite a statement of an article."""
    words = clipped(one_line(statement.content.text), _LONGEST)
    if statement.form == "direct":
        words = words.strip("“”\"'‘’")
    quoted = f"“{words}”" if statement.form == "direct" else words
    who = " and ".join(one_line(each.name) for each in statement.speakers) or "Unnamed source"
    title = headline(article)
    rest = [one_line(article.outlet) if article.outlet else "", day(article.published)]
    plain = ", ".join(each for each in (f"in: {title}", *rest) if each)
    yield Citation("Plain", f"{who}: {quoted}, {plain}. Statement {statement.id}.")
    address = article.url if article.url and _is_web(article.url) else None
    linked = f"[{_escaped(title)}]({address})" if address else _escaped(title)
    marked = [f"*{_escaped(rest[0])}*" if rest[0] else "", rest[1]]
    where = ", ".join(each for each in (f"{_escaped(who)}, in {linked}", *marked) if each)
    yield Citation("Markdown", f"> {_escaped(quoted)}\n>\n> — {where}")
    # An export knows how statements are said in schema.org's terms.
    short = Passage(clipped(statement.content.text, _LONGEST), statement.content.fragments)
    (record,) = quotations(replace(article, statements=(replace(statement, content=short),)))
    yield Citation("JSON-LD", json.dumps(record, indent=2, ensure_ascii=False))


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://")) and not re.search(r"[\s()<>]", address)


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
