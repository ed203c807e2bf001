"""Which of the texts on a page is the article's body, where the witnesses disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.records import Removed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD: Final = re.compile(r"\w+")
_SHORTEST: Final = 80
"""Words; a shorter declared body is a teaser."""
_VISIBLE: Final = 0.8
"""Share of a declared body that must stand on the page in paragraphs."""
_AGREE: Final = 0.97
_ABRIDGED: Final = 0.6
"""Below this share of the extracted text a declared body is taken for an excerpt."""
_LINK: Final = 200
"""Characters; a longer paragraph is a link by mistake."""
_MOST_LINKS: Final = 0.7

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
        "audio",
        "button",
        "canvas",
        "embed",
        "head",
        "iframe",
        "input",
        "math",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
_CLOSING: Final = " \n\t\r\xa0.,;:!?…”’)]"
_OPENING: Final = " \n\t\r\xa0“‘(["


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text, a line for each paragraph, and what was left out of it."""

    text: str
    removed: tuple[Removed, ...] = ()


def body_of(tree: HtmlElement, extracted: str, declared: str | None) -> Body:
    """The article's text.

    Two witnesses speak: the extractor, which judges by the page's build, and
    the page itself, which may declare the body in JSON-LD. A declared body has
    no boilerplate, but may be an excerpt or unparagraphed. Where it is whole
    and stands on the page it is believed, in the page's own paragraphs.

    Args:
        tree: the page.
        extracted: what the extractor found; lines are paragraphs.
        declared: the body that the page declares.
    """
    extracted = extracted.strip()
    if declared is None:
        return _without_links(extracted, tree)
    said, found = _WORD.findall(declared.lower()), _WORD.findall(extracted.lower())
    if len(said) < _SHORTEST:
        return _without_links(extracted, tree) if found else Body(declared)
    in_found, in_said = _share(said, found), _share(found, said)
    if in_found >= _AGREE and in_said >= _AGREE:
        return Body(extracted)
    if in_said < _ABRIDGED and in_found >= 1 - _ABRIDGED:
        return _without_links(extracted, tree)  # all that was declared, and much more
    paragraphs, covered = _in_paragraphs(declared, tree)
    if covered < _VISIBLE and in_found >= 0.5:
        return _without_links(extracted, tree)
    text = "\n".join(paragraphs)
    removed = tuple(
        Removed(line, "not in the body that the page declares")
        for line in extracted.split("\n")
        if line.strip() and _share(_WORD.findall(line.lower()), said) < 0.5
    )
    return Body(text, removed)


def _without_links(extracted: str, tree: HtmlElement) -> Body:
    """The text without paragraphs that are nothing but a link, as to another story.

    A text that would lose much by it is one of links, and stays as it is.
    """
    lines = extracted.split("\n")
    keys = [_key(line) if len(line) <= _LINK else "" for line in lines]
    links = {_key("".join(each.itertext())) for each in tree.iter("a")} if any(keys) else set()
    links &= set(keys) - {""}
    if links:  # a heading may be linked from a table of contents, and be none itself
        links -= {_key(text) for text, is_link in _blocks(tree) if not is_link}
    kept = [line for line, key in zip(lines, keys, strict=True) if key not in links]
    text = "\n".join(kept)
    if not links or len(text) < _MOST_LINKS * len(extracted):
        return Body(extracted)
    return Body(
        text,
        tuple(
            Removed(line.strip(), "link to another page")
            for line, key in zip(lines, keys, strict=True)
            if key in links
        ),
    )


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _share(words: Sequence[str], others: Sequence[str]) -> float:
    """How much of one text's runs of three words stands in the other, 0 to 1."""
    runs, others_runs = _runs(words), _runs(others)
    return len(runs & others_runs) / len(runs) if runs else 1.0


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False)) or (
        {tuple(words)} if words else set()
    )


def _in_paragraphs(declared: str, tree: HtmlElement) -> tuple[list[str], float]:
    """The declared body, cut where the page cuts it, and how much of it the page shows."""
    tokens = list(_WORD.finditer(declared))
    words = [token[0].lower() for token in tokens]
    blocks: dict[tuple[str, ...], list[tuple[list[str], str]]] = {}
    for block, _ in _blocks(tree):
        block_words = _WORD.findall(block.lower())
        if len(block_words) >= 3:
            blocks.setdefault(tuple(block_words[:3]), []).append((block_words, block))
    paragraphs: list[str] = []
    at = loose = covered = 0

    def settle(end: int) -> None:
        if loose < end:
            start = tokens[loose - 1].end() if loose else 0
            stop = tokens[end].start() if end < len(tokens) else len(declared)
            paragraphs.append(declared[start:stop].lstrip(_CLOSING).rstrip(_OPENING))

    while at < len(words):
        here = [
            (len(candidate), text)
            for candidate, text in blocks.get(tuple(words[at : at + 3]), ())
            if words[at : at + len(candidate)] == candidate
        ]
        if not here:
            at += 1
            continue
        settle(at)
        size, text = max(here)
        paragraphs.append(text)
        at += size
        loose = at
        covered += size
    settle(len(words))
    return paragraphs, covered / len(words) if words else 0.0


def paragraphs_of(tree: HtmlElement) -> Iterator[str]:
    """The runs of text in markup that nothing but inline elements interrupt, in order."""
    return (text for text, _ in _blocks(tree))


def _blocks(tree: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Each run of text, and whether all of it is a link."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    links = 0
    is_link = True

    def flush() -> Iterator[tuple[str, bool]]:
        nonlocal is_link
        text = " ".join("".join(pieces).split())
        if text:
            yield text, is_link
        pieces.clear()
        is_link = True

    def add(text: str | None) -> None:
        nonlocal is_link
        if text:
            pieces.append(text)
            is_link = is_link and (links > 0 or not _WORD.search(text))

    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS:
                yield from flush()
            if tag in _UNSEEN:
                walk.skip_subtree()
                continue
            links += tag == "a"
            add(element.text)
            continue
        if tag in _BLOCKS:
            yield from flush()
        links -= tag == "a" and event == "end"
        add(element.tail)
    yield from flush()
