"""Which of a page's runs of text stand where no part of a story stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from sayso.reading import cleaning
from sayso.reading.blocks import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKS: Final[dict[str, str]] = {
    word: reason
    for reason, words in {
        "advertisement": "ad ads advert advertisement advertorial sponsored promoted outbrain"
        " taboola",
        "related": "related recirc recirculation trending popular recommended recommendations"
        " mostread readmore teaser teasers",
        "newsletter": "newsletter newsletters subscribe subscription signup optin paywall",
        "share": "share sharing sharedaddy social comment comments commentlist disqus",
        "navigation": "nav navbar menu breadcrumb breadcrumbs tags taglist pagination toolbar"
        " cookie consent copyright footer sidebar widget",
        "photo": "caption credit figcaption",
        "byline": "byline bylines timestamp bio authorbox",
        "promotion": "promo promos promotion cta",
    }.items()
    for word in words.split()
}
"""Words of class names and ids that tell what an element is for."""

_TAGS: Final = {
    "nav": "navigation",
    "footer": "navigation",
    "figcaption": "photo",
    "aside": "related",
    "button": "navigation",
}
_NAMES: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
_REMAINS: Final = 0.3
"""Share of the text outside of all that is marked, below which marks mean something else."""
_FEW: Final = 0.3
_FEWEST: Final = 50
"""Words that have to remain."""
_CARD: Final = 45
"""Words; more under a headline that is a link are no teaser."""
_OPENS: Final = frozenset(["related", "share", "newsletter", "promotion", "advertisement"])
_MOST_SECTIONS: Final = 50
_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


class Surroundings:
    """What stands around each run of text of one page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.inside: Counter[HtmlElement] = Counter()
        """For each element the number of runs of text in it."""
        for block in blocks:
            self.inside[block.element] += 1
            self.inside.update(block.element.iterancestors())
        self.containers = [self._container(block.element) for block in blocks]

    def _container(self, element: HtmlElement) -> HtmlElement:
        """The innermost element around it that holds other text too."""
        while self.inside[element] < 2 and (parent := element.getparent()) is not None:
            element = parent
        return element

    def clutter(self, told: Collection[int]) -> dict[int, str]:
        """For each run of text that is no part of the story, the reason.

        Names of classes are not always to be believed: what would take away most
        of the text is not what it is called.

        Args:
            told: the indices of what was extracted, by which that is judged.
        """
        found = self._marked(told)
        for index, reason in self._in_sections(told).items():
            found.setdefault(index, reason)
        for index in self._in_cards(told, found):
            found.setdefault(index, "related")
        return found

    def _marked(self, told: Collection[int]) -> dict[int, str]:
        marks: dict[HtmlElement, tuple[str, ...]] = {}
        sizes: Counter[str] = Counter()
        total = rest = 0
        paths = []
        for index, block in enumerate(self.blocks):
            path = self._path(block.element, marks)
            paths.append(path)
            if index in told:
                total += block.size
                rest += 0 if path else block.size
                sizes.update(dict.fromkeys(path, block.size))
        enough = rest >= max(_REMAINS * total, _FEWEST)
        believed = {name for name in sizes if enough or sizes[name] < _FEW * total}
        reasons = {}
        for index, path in enumerate(paths):
            name = next((name for name in path if name in believed or name not in sizes), None)
            if name is not None:
                reasons[index] = name.partition(" ")[0]
        return reasons

    def _path(
        self, element: HtmlElement, known: dict[HtmlElement, tuple[str, ...]]
    ) -> tuple[str, ...]:
        """The marks on it and around it: the reason, a space, and what bears the mark."""
        chain = []
        at: HtmlElement | None = element
        while at is not None and at not in known:
            chain.append(at)
            at = at.getparent()
        path = known[at] if at is not None else ()
        for each in reversed(chain):
            own = _mark(each)
            path = (own, *path) if own else path
            known[each] = path
        return path

    def _in_sections(self, told: Collection[int]) -> dict[int, str]:
        """What follows a heading such as "Related" in an element that is not the story's."""
        sizes: Counter[HtmlElement] = Counter()
        for index in told:
            sizes[self.containers[index]] += self.blocks[index].size
            sizes.update(
                dict.fromkeys(self.containers[index].iterancestors(), self.blocks[index].size)
            )
        total = sum(self.blocks[index].size for index in told)
        found: dict[int, str] = {}
        headings = (
            (index, reason)
            for index, block in enumerate(self.blocks)
            if block.element.tag in _HEADINGS
            and (reason := cleaning.reason_for(block.text)) in _OPENS
        )
        for start, reason in islice(headings, _MOST_SECTIONS):
            around = self.containers[start]
            following = []
            for index in range(start, len(self.blocks)):
                container = self.containers[index]
                if container is not around and around not in container.iterancestors():
                    break
                following.append(index)
            behind = sum(self.blocks[index].size for index in following if index in told)
            is_story = sizes[around] - behind > 0.1 * total
            if not is_story and total - behind >= min(_FEWEST, 0.5 * total):
                found.update(dict.fromkeys(following, reason or ""))
        return found

    def _in_cards(self, told: Collection[int], known: dict[int, str]) -> list[int]:
        """Teasers: a headline that is a link, a line or two, and others built alike beside them."""
        kinds: Counter[tuple[HtmlElement | None, str]] = Counter()
        cards: dict[HtmlElement, list[int]] = {}
        for index, container in enumerate(self.containers):
            if self.inside[container] <= 4:
                cards.setdefault(container, []).append(index)
        real = {
            container: indices
            for container, indices in cards.items()
            if self.blocks[indices[0]].is_link
            and self.blocks[indices[0]].size >= 3
            and len(indices) > 1
            and sum(self.blocks[index].size for index in indices[1:]) <= _CARD
        }
        for container in real:
            kinds[container.getparent(), container.get("class") or ""] += 1
        found = [
            index
            for container, indices in real.items()
            if kinds[container.getparent(), container.get("class") or ""] > 2
            for index in indices
        ]
        gone = known.keys() | set(found)
        left = sum(self.blocks[index].size for index in told if index not in gone)
        return found if left >= _FEWEST else []


def _mark(element: HtmlElement) -> str | None:
    if element.tag in {"html", "body", "main"}:
        return None
    if element.tag in _TAGS:
        return f"{_TAGS[element.tag]} {element.tag}"
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names == " ":
        return None
    for word in _NAMES.split(names):
        if reason := _MARKS.get(word.lower()):
            return f"{reason} {element.tag}.{element.get('class')}"
    return None
