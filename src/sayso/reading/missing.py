"""What an extraction has missed of a page: the whole story, or paragraphs of it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sayso.reading.blocks import WORD, Block, key_of
from sayso.reading.clutter import Surroundings
from sayso.reading.placing import places_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LITTLE: Final = 0.3
"""Share of the running text in one place below which an extraction has missed the story."""
_FEWEST: Final = 50
"""Words that make a story."""
_MOST: Final = 0.8
_MAIN: Final = 0.2
"""Share of the text from which a place is one where the story stands."""
_STOPS: Final = (".", "!", "?", "”", '"', "’", ")", ":")
_PROSE: Final = frozenset(
    ["p", "li", "blockquote", "div", "section", "article", "td", "pre", "main", "body", "dd"]
)
_HEADINGS: Final = frozenset(["h2", "h3", "h4", "h5"])
_OF_TEXT: Final = frozenset(["ul", "ol", "li", "dl", "dd", "dt", "blockquote", "p"])


class Told:
    """The lines of one extraction and where they stand on the page."""

    def __init__(self, lines: list[str], around: Surroundings) -> None:
        self.lines = lines
        self.keys = [key_of(line) for line in lines]
        self.around = around
        self.blocks = around.blocks
        self.places = places_of(lines, around.blocks)
        """For each line the blocks that it consists of."""
        self.indices = {index for found in self.places for index in found}

    @cached_property
    def clutter(self) -> dict[int, str]:
        """For each block that is no part of the story, the reason."""
        return self.around.clutter(self.indices)

    @cached_property
    def words(self) -> int:
        """How many there are in the lines."""
        return sum(len(WORD.findall(line)) for line in self.lines)


def elsewhere(told: Told) -> HtmlElement | None:
    """Where the headline stands with running text, if most of what was extracted is not there."""
    around = told.around
    if not around.headlines:
        return None
    prose: Counter[HtmlElement] = Counter()
    for index, block in enumerate(told.blocks):
        if index not in told.clutter and is_prose(block):
            prose[around.containers[index]] += block.size
    headline = told.blocks[around.headlines[0]].element
    for scope in headline.iterancestors():
        if scope.tag in {"body", "html"}:
            return None
        inside = set(scope.iter())
        if sum(size for home, size in prose.items() if home in inside) >= _FEWEST:
            break
    else:
        return None
    size = sum(told.blocks[index].size for index in told.indices)
    there = sum(
        told.blocks[index].size for index in told.indices if told.blocks[index].element in inside
    )
    return scope if there < 0.5 * size else None


def under(scope: HtmlElement, told: Told) -> list[Block]:
    """The running text in ``scope`` behind the headline; none if it may be an introduction only."""
    first = told.around.headlines[0] + 1
    clutter = told.around.clutter(())
    found = [
        block
        for index, block in enumerate(told.blocks[first:], first)
        if index not in clutter and is_prose(block) and scope in block.element.iterancestors()
    ]
    size = sum(block.size for block in found)
    teasers = told.around.teasers(told.indices)
    if sum(told.blocks[index].size for index in told.indices - teasers) < (1 - _MOST) * told.words:
        return found if size >= _FEWEST else []
    least = max(2 * _FEWEST, _LITTLE * told.words)
    return found if len(found) > 2 and size >= least else []


def missed(told: Told) -> list[int]:
    """The running text in the place that has most of it, if hardly any of that was extracted."""
    around = told.around
    sizes: Counter[HtmlElement] = Counter()
    for index, block in enumerate(told.blocks):
        if index not in told.clutter and is_prose(block):
            sizes[around.containers[index]] += block.size
    if not sizes:
        return []
    home, most = sizes.most_common(1)[0]
    if told.words >= _LITTLE * most:
        return []
    inside = [
        index
        for index, block in enumerate(told.blocks)
        if index not in told.clutter and around.containers[index] is home and not block.is_link
    ]
    return [] if _is_under_headline(told, inside[0]) else inside


def _is_under_headline(told: Told, end: int) -> bool:
    """Whether what was extracted is running text between the headline and ``end``: a short story.

    What comes further down and is much longer is then something else, as terms of use.
    """
    keys = set(told.keys)
    h1 = (index for index, block in enumerate(told.blocks) if block.element.tag == "h1")
    headline = next(iter(told.around.headlines), next(h1, end))
    found = [each for each in told.blocks[headline:end] if is_prose(each) and each.key in keys]
    return sum(block.size for block in found) >= _FEWEST


def missing(told: Told) -> list[int]:
    """Paragraphs that stand among the extracted ones, and in further places built like theirs."""
    around, clutter = told.around, told.clutter
    sizes: Counter[HtmlElement] = Counter()
    for index in told.indices:
        if index not in clutter:
            sizes[around.containers[index]] += told.blocks[index].size
    total = sum(sizes.values())
    homes = {element for element, size in sizes.items() if size >= _MAIN * total}
    inside = [index for index in sorted(told.indices) if around.containers[index] in homes]
    if not inside:
        return []
    kinds = {_kind(element) for element in homes} - {None}
    ways = {_way(around, index) for index in inside if index not in clutter}
    found: list[int] = []
    for index in range(inside[0], len(told.blocks)):
        block, home = told.blocks[index], around.containers[index]
        if block.element.tag == "h1":
            break  # another article
        is_there = index < inside[-1] if home in homes else _kind(home) in kinds
        if index in told.indices or index in clutter or not is_there:
            continue
        if _way(around, index) not in ways:
            continue  # a box among the paragraphs
        if is_prose(block) or _is_heading(block, index + 1 in told.indices):
            found.append(index)
    return found


def _way(around: Surroundings, index: int) -> tuple[tuple[str, str], ...]:
    """The elements between a run of text and its place, without lists and quotations."""
    way = []
    element = around.blocks[index].element
    while element is not around.containers[index] and (element := element.getparent()) is not None:
        if element is not around.containers[index] and element.tag not in _OF_TEXT:
            way.append((element.tag, element.get("class") or ""))
    return tuple(way)


def _kind(element: HtmlElement) -> tuple[str, str] | None:
    """What other elements for the same purpose have in common, None where that is not told."""
    name = element.get("class") or ""
    return (element.tag, name) if name.strip() else None


def is_prose(block: Block) -> bool:
    """Whether it looks like a paragraph of running text."""
    return (
        block.size >= 5
        and not block.is_link
        and block.element.tag in _PROSE
        and block.text.rstrip().endswith(_STOPS)
    )


def _is_heading(block: Block, is_followed: bool) -> bool:
    return is_followed and block.element.tag in _HEADINGS and not block.is_link
