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
_LABEL: Final = 3
"""Words."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that nothing but inline elements interrupt."""

    text: str
    key: str
    """Its words alone, in small letters, a space apart."""
    size: int
    """Words."""
    is_link: bool
    """All of it is a link, but for a label before it: ``Read also:``."""
    element: HtmlElement
    """The innermost element around it that is not inline."""


def blocks_of(tree: HtmlElement) -> Iterator[Block]:
    """The runs of text that a page shows, in order."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    outside: list[str] = []
    around = [tree]
    links = 0

    def flush() -> Iterator[Block]:
        text = " ".join("".join(pieces).split())
        if text:
            words = WORD.findall(text.lower())
            is_link = not outside or _is_label("".join(outside), len(words))
            yield Block(text, " ".join(words), len(words), is_link, around[-1])
        pieces.clear()
        outside.clear()

    def add(text: str | None) -> None:
        if text and (pieces or not text.isspace()):
            pieces.append(text)
            if not links and (outside or WORD.search(text)):
                outside.append(text)

    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = tag in _BLOCKS
        if event == "start":
            if is_block:
                if pieces:
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
            if pieces:
                yield from flush()
            if tag not in _EMPTY:
                around.pop()
        links -= tag == "a" and event == "end"
        add(element.tail)
    yield from flush()


def _is_label(text: str, words: int) -> bool:
    """Whether this text, next to a link in ``words`` words, is only its label."""
    own = len(WORD.findall(text))
    return own <= _LABEL and words - own > _LABEL and text.rstrip().endswith(":")


def key_of(text: str) -> str:
    """The words of a text alone, by which it is found again."""
    return " ".join(WORD.findall(text.lower()))
