"""Which of the texts on a page is the article's body, where the witnesses disagree.

Three witnesses speak. The extractor (trafilatura) judges by how pages are built
in general. The page may declare the body in JSON-LD: that has no boilerplate, but
may be an excerpt, cut short, without paragraphs, or of another story. And what
stands around each paragraph tells which of them belong together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from sayso.reading.blocks import WORD, Block, blocks_of, key_of
from sayso.reading.clutter import Surroundings
from sayso.reading.declared import Body, declared_body
from sayso.records import Removed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINK: Final = 200
"""Characters; a longer paragraph is a link by mistake."""
_MOST_LINKS: Final = 0.7
_LITTLE: Final = 0.3
"""Share of the running text in one place below which an extraction has missed the story."""
_MOST_OF: Final = 0.8
_MAIN: Final = 0.2
"""Share of the text from which a place is one where the story stands."""
_NEAR, _FAR = 40, 400
"""Runs of text behind the last one that was found in which a line, or a long one, is looked for."""
_LONG: Final = 1_000
"""Characters."""
_MOST: Final = 20_000
"""Runs of text; a page of more is taken as it was extracted."""
_STOPS: Final = (".", "!", "?", "”", '"', "’", ")", ":")
_PROSE: Final = frozenset(
    ["p", "li", "blockquote", "div", "section", "article", "td", "pre", "main", "body", "dd"]
)
_HEADINGS: Final = frozenset(["h2", "h3", "h4", "h5"])


def body_of(tree: HtmlElement, extracted: str, declared: Sequence[str]) -> Body:
    """The article's text.

    Args:
        tree: the page.
        extracted: what the extractor found; lines are paragraphs.
        declared: the bodies that the page declares, of any article on it.
    """
    lines = [line for line in extracted.split("\n") if line.strip()]
    blocks = list(islice(blocks_of(tree), _MOST + 1))
    if len(blocks) > _MOST:
        return Body("\n".join(lines))
    for body in sorted(declared, key=len, reverse=True):
        believed = declared_body(body, lines, blocks)
        if believed is not None:
            return believed
    if not lines and declared:
        return Body(max(declared, key=len)) if not blocks else Body("")
    return _visible(lines, blocks)


def _visible(lines: list[str], blocks: Sequence[Block]) -> Body:
    """The extracted lines without what stands in other places, and with what is missing."""
    around = Surroundings(blocks)
    lines = list(_unrolled(lines, blocks))
    places = _places(lines, blocks)
    told = {index for found in places for index in found}
    clutter = around.clutter(told)
    if home := _missed(lines, around, clutter):
        return Body("\n".join(blocks[index].text for index in home))
    links = _links(lines, blocks)
    removed: list[Removed] = []
    kept: list[tuple[int, str]] = []
    last = -1
    for line, found in zip(lines, places, strict=True):
        last = max([last, *found])
        if found and all(index in clutter for index in found):
            removed.append(Removed(line.strip(), clutter[found[0]]))
        elif key_of(line) in links:
            removed.append(Removed(line.strip(), "link to another page"))
        else:
            kept.append((last, line))
    if sum(len(line) for _, line in kept) < _LITTLE * sum(map(len, lines)):
        return Body("\n".join(lines))
    missing = _missing(around, told, clutter)
    text = [*kept, *((index, blocks[index].text) for index in missing)]
    return Body(
        "\n".join(line for _, line in sorted(text, key=lambda each: each[0])), tuple(removed)
    )


def _places(lines: list[str], blocks: Sequence[Block]) -> list[list[int]]:
    """For each line the blocks of the page that it consists of, none where that is unclear."""
    wanted: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.key:
            wanted.setdefault(block.key, []).append(index)
    found: list[list[int]] = []
    last = -1
    for line in lines:
        key = key_of(line)
        if here := wanted.get(key):
            # Of several with the same words it is the next one.
            at = bisect_right(here, last)
            found.append([here[at if at < len(here) else 0]])
        else:
            first = max(last, 0)
            near = _FAR if len(line) > _LONG else _NEAR
            around = enumerate(blocks[first : first + near], first)
            found.append([index for index, block in around if _is_part(block, key)])
        last = found[-1][-1] if found[-1] else last
    return found


def _is_part(block: Block, key: str) -> bool:
    """Whether a line holds the block, or is a piece of it."""
    return block.size > 2 and (
        f" {block.key} " in f" {key} " or (key != "" and f" {key} " in f" {block.key} ")
    )


def _unrolled(lines: list[str], blocks: Sequence[Block]) -> Iterator[str]:
    """The lines, but rows of tables that only lay out running text as the paragraphs in them."""
    for line, found in zip(lines, _places(lines, blocks), strict=True):
        inside = [blocks[index] for index in found]
        is_row = line.lstrip().startswith("|") and sum(map(_is_prose, inside)) > 1
        if is_row and sum(block.size for block in inside) > _MOST_OF * len(WORD.findall(line)):
            yield from (block.text for block in inside)
        else:
            yield line


def _links(lines: list[str], blocks: Sequence[Block]) -> set[str]:
    """Lines that are nothing but a link, as to another story, unless much would go with them."""
    links = {block.key for block in blocks if block.is_link and len(block.text) <= _LINK}
    # A heading may be linked from a table of contents, and be none itself.
    links -= {block.key for block in blocks if not block.is_link}
    kept = sum(len(line) for line in lines if key_of(line) not in links)
    return links if kept >= _MOST_LINKS * sum(map(len, lines)) else set()


def _missed(lines: list[str], around: Surroundings, clutter: dict[int, str]) -> list[int]:
    """The running text in the place that has most of it, if hardly any of that was extracted."""
    sizes: Counter[HtmlElement] = Counter()
    for index, block in enumerate(around.blocks):
        if index not in clutter and _is_prose(block):
            sizes[around.containers[index]] += block.size
    if not sizes:
        return []
    home, most = sizes.most_common(1)[0]
    if sum(len(WORD.findall(line)) for line in lines) >= _LITTLE * most:
        return []
    return [
        index
        for index, block in enumerate(around.blocks)
        if index not in clutter and around.containers[index] is home and not block.is_link
    ]


def _missing(around: Surroundings, told: set[int], clutter: dict[int, str]) -> list[int]:
    """Paragraphs that stand among the extracted ones, and in further places built like theirs."""
    sizes: Counter[HtmlElement] = Counter()
    for index in told:
        if index not in clutter:
            sizes[around.containers[index]] += around.blocks[index].size
    total = sum(sizes.values())
    homes = {element for element, size in sizes.items() if size >= _MAIN * total}
    inside = [index for index in sorted(told) if around.containers[index] in homes]
    if not inside:
        return []
    kinds = {_kind(element) for element in homes} - {None}
    found: list[int] = []
    for index in range(inside[0], len(around.blocks)):
        block, home = around.blocks[index], around.containers[index]
        if block.element.tag == "h1":
            break  # another article
        is_among = home in homes and index < inside[-1]
        if index in told or index in clutter or not (is_among or _kind(home) in kinds):
            continue
        if _is_prose(block) or _is_heading(around, index, told.union(found)):
            found.append(index)
    return found


def _kind(element: HtmlElement) -> tuple[str, str] | None:
    """What other elements for the same purpose have in common, None where that is not told."""
    name = element.get("class") or ""
    return (element.tag, name) if name.strip() else None


def _is_prose(block: Block) -> bool:
    return (
        block.size >= 5
        and not block.is_link
        and block.element.tag in _PROSE
        and block.text.rstrip().endswith(_STOPS)
    )


def _is_heading(around: Surroundings, index: int, told: set[int]) -> bool:
    block = around.blocks[index]
    return block.element.tag in _HEADINGS and not block.is_link and index + 1 in told
