"""A page's runs of text in order, each with the element around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

WORD: Final = re.compile(r"\w+")

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_UNSEEN: Final = frozenset(
    [
        *("audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "noscript"),
        *("object", "script", "select", "style", "svg", "template", "textarea", "video"),
    ]
)
_EMPTY: Final = frozenset(["br", "hr"])


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that nothing but inline elements interrupt."""

    text: str
    key: str
    """Its words alone, in small letters, a space apart."""
    size: int
    """Words."""
    is_link: bool
    """All of it is a link."""
    element: HtmlElement
    """The innermost element around it that is not inline."""


def blocks_of(tree: HtmlElement) -> Iterator[Block]:
    """The runs of text that a page shows, in order."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    around = [tree]
    links = 0
    is_link = True

    def flush() -> Iterator[Block]:
        nonlocal is_link
        text = " ".join("".join(pieces).split())
        if text:
            words = WORD.findall(text.lower())
            yield Block(text, " ".join(words), len(words), is_link, around[-1])
        pieces.clear()
        is_link = True

    def add(text: str | None) -> None:
        nonlocal is_link
        if text:
            pieces.append(text)
            is_link = is_link and (links > 0 or not WORD.search(text))

    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = tag in _BLOCKS
        if event == "start":
            if is_block:
                yield from flush()
                if tag not in _EMPTY:
                    around.append(element)
            if tag in _UNSEEN:
                walk.skip_subtree()
                continue
            links += tag == "a"
            add(element.text)
            continue
        if is_block:
            yield from flush()
            if tag not in _EMPTY:
                around.pop()
        links -= tag == "a" and event == "end"
        add(element.tail)
    yield from flush()


def key_of(text: str) -> str:
    """The words of a text alone, by which it is found again."""
    return " ".join(WORD.findall(text.lower()))
