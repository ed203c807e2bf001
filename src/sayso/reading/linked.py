"""What a page says about its article in JSON-LD, the form made for machines."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sayso.reading.markup import fragment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TYPES: Final = re.compile(r"(?:Article|BlogPosting|Report|Review)$")
_TAG: Final = re.compile(r"<(?:br|/?p|/?div|/?h\d|/?li|/?ul|/?blockquote)\b[^>]*>", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_COMMENT: Final = re.compile(r"<!--|-->|//\s*<!\[CDATA\[|//\s*\]\]>|^\s*<!\[CDATA\[|\]\]>\s*$")
_LONGEST: Final = 5_000_000
_DEEPEST: Final = 12
_NODES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Linked:
    """The article's facts, as far as the page states them."""

    bodies: tuple[str, ...] = ()
    """What it declares to be the text of an article, of another one too if it lists some."""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None


def linked_data(tree: HtmlElement) -> Linked:
    """The facts of the first article in the page's JSON-LD; nothing where there is none."""
    articles = [node for script in _scripts(tree) for node in _nodes(script) if _is_article(node)]
    if not articles:
        return Linked()
    # A page may also list other articles: its own has the longest body, or comes first.
    main = max(articles, key=lambda node: len(_string(node.get("articleBody")) or ""))
    bodies = (_string(node.get("articleBody")) for node in articles)
    return Linked(
        bodies=tuple(text for body in bodies if body and (text := _body(body))),
        title=_line(main.get("headline")) or _line(main.get("name")),
        outlet=_names(main.get("publisher")),
        byline=_names(main.get("author")) or _names(main.get("creator")),
        published=_line(main.get("datePublished")),
        updated=_line(main.get("dateModified")),
        section=_names(main.get("articleSection")),
    )


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        text = script.text
        if "ld+json" not in (script.get("type") or "").lower() or not text or len(text) > _LONGEST:
            continue
        for attempt in (text, _COMMENT.sub("", text)):
            try:
                yield json.loads(attempt, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _nodes(root: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  # any JSON
    """All objects in it that may be an article, in order."""
    level, seen = [root], 0
    for _ in range(_DEEPEST):
        deeper: list[Any] = []
        for node in level:
            seen += 1
            if seen > _NODES:
                return
            if isinstance(node, list):
                deeper.extend(node)
            elif isinstance(node, dict):
                yield node
                deeper.extend(
                    node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node
                )
        level = deeper


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    every = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _TYPES.search(kind) for kind in every)


def _string(value: Any) -> str | None:  # noqa: ANN401
    if isinstance(value, list):  # of paragraphs
        value = "\n\n".join(each for each in value if isinstance(each, str))
    return value if isinstance(value, str) and value.strip() else None


def _line(value: Any) -> str | None:  # noqa: ANN401
    text = _string(value)
    return " ".join(_plain(text).split()) or None if text else None


def _names(value: Any) -> str | None:  # noqa: ANN401
    """The names in a string, an object, or a list of them."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        names = [
            name
            for each in value[:20]
            if (name := _names(each) if not isinstance(each, list) else None)
        ]
        return ", ".join(dict.fromkeys(names)) or None
    return _line(value)


def _body(text: str) -> str:
    """A declared body as text; it may be markup, with figures and scripts in it, even escaped."""
    for _ in range(2):
        if "<" not in text and "&" in text:
            text = html.unescape(text)
    return fragment(text, captions=False).strip()


def _plain(text: str) -> str:
    """Text out of what may be text, escaped markup or markup."""
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _ANY_TAG.sub("", _TAG.sub("\n", text))
    return text.strip()
