"""Markup before it is a tree: made safe to parse, or taken for text as a whole."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from sayso.reading.blocks import Block, blocks_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WRAPPING: Final = re.compile(
    r"</?(?:div|section|span|center|font|b|i|em|strong)\b[^>]*>", re.IGNORECASE
)
_OPEN_OR_CLOSE: Final = re.compile(
    r"<(/?)(?:div|section|span|center|font|b|i|em|strong)\b", re.IGNORECASE
)
_TAGS: Final = re.compile(r"</[a-zA-Z]|<(?:p|br|div)\b", re.IGNORECASE)
_RUNNING, _STORY = 80, 500
"""Characters of a paragraph of running text, and of several that may be a story."""
_TOO_DEEP: Final = 250
"""Levels; the parser drops all below 256."""


def parsable(markup: str) -> str:
    """The markup as a parser takes it whole.

    Without control characters, and where elements lie too deep in each other without
    those that only wrap.
    """
    markup = _CONTROLS.sub(" ", markup)
    if markup.count("<") < _TOO_DEEP or _depth(markup) < _TOO_DEEP:
        return markup
    return _WRAPPING.sub("\n", markup)


def show_noscript(tree: HtmlElement) -> None:
    """Makes ordinary elements of ``noscript`` where it holds running text that the page lacks.

    Usually it holds pictures, or asks for scripts to be allowed.
    """
    for each in list(tree.iter("noscript")):
        paragraphs = [" ".join(p.text_content().split()) for p in each.iter("p")]
        if sum(len(text) for text in paragraphs if len(text) > _RUNNING) < _STORY:
            continue
        longest = max(paragraphs, key=len)
        others = (p for p in tree.iter("p") if each not in p.iterancestors())
        if not any(" ".join(p.text_content().split()) == longest for p in others):
            each.tag = "div"


def fragment(markup: str, *, captions: bool = True) -> str:
    """The text in a piece of markup that is known to be an article, paragraphs apart.

    Args:
        markup: it may also be text in which characters are escaped, or just text.
        captions: with those of the figures in it.
    """
    if "<" not in markup or not _TAGS.search(markup):
        return unescape(markup) if "&" in markup else markup
    from lxml.html import fragment_fromstring

    blocks = blocks_of(fragment_fromstring(parsable(markup), create_parent="div"))
    return "\n\n".join(block.text for block in blocks if captions or not _is_caption(block))


def _is_caption(block: Block) -> bool:
    return any(
        element.tag in {"figure", "figcaption"}
        for element in (block.element, *block.element.iterancestors())
    )


def _depth(markup: str) -> int:
    """How deep the elements lie that wrap others without meaning anything."""
    depth = deepest = 0
    for found in _OPEN_OR_CLOSE.finditer(markup):
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
