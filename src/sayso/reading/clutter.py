"""Which of a page's runs of text stand where no part of a story stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from sayso.reading import cleaning
from sayso.reading.blocks import Block, key_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKS: Final[dict[str, str]] = {
    word: reason
    for reason, words in {
        "advertisement": "ad ads advert advertisement advertorial sponsored promoted outbrain"
        " taboola",
        "related": "related recirc recirculation trending popular recommended recommendations"
        " mostread readmore teaser teasers",
        "newsletter": "newsletter newsletters subscribe subscription signup optin",
        "share": "share sharing sharedaddy social comment comments commentlist disqus",
        "navigation": "nav navbar menu breadcrumb breadcrumbs tags taglist pagination toolbar"
        " cookie consent gdpr onetrust copyright disclaimer footer sidebar",
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
_SURE: Final = frozenset(
    [
        *("comment", "comments", "commentlist", "disqus", "footer", "newsletter", "newsletters"),
        *("mostread", "outbrain", "recirc", "recirculation", "related", "taboola", "trending"),
    ]
)
"""Marks that mean what they say even where they hold most of the text."""
_NAMES: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
_REMAINS: Final = 0.3
"""Share of the text outside of all that is marked, below which marks mean something else."""
_FEW: Final = 0.3
_FEWEST: Final = 50
"""Words that have to remain."""
_CARD, _LONG_CARD = 45, 120
"""Words; more under a headline that is a link are no teaser, and none where the story stands."""
_HEADLINE: Final = 3
"""Words; less is the name of the site."""
_SHORT: Final = 8
"""Words of a heading."""
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
        self._words: dict[str, str | None] = {"": None}
        """For names of classes the first word that is a mark."""
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
        cards = self.teasers(told)
        if sum(self.blocks[index].size for index in told if index not in cards) < _FEWEST:
            cards = set()
        told = [index for index in told if index not in cards]
        found = self._marked(told)
        for index, reason in self._in_sections(told, cards).items():
            found.setdefault(index, reason)
        for index in self._in_other_articles(told, found):
            found.setdefault(index, "another article")
        return dict.fromkeys(cards, "related") | found

    @cached_property
    def title(self) -> str:
        """The words of the page's title."""
        title = self.blocks[0].element.getroottree().find(".//title") if self.blocks else None
        return key_of(title.text or "") if title is not None else ""

    @cached_property
    def headlines(self) -> list[int]:
        """The page's own headline, which is the one in its title, and then those of others."""
        named = self.title
        found = [index for index, block in enumerate(self.blocks) if block.size >= _HEADLINE]
        first = [index for index in found if self.blocks[index].element.tag == "h1"]
        lower = [index for index in found if self.blocks[index].element.tag in {"h2", "h3"}]
        for main in (*first, *lower):
            key = self.blocks[main].key
            # The name of the site is in the title too, and shorter.
            if f" {key} " in f" {named} " and len(key) > 0.5 * len(named):
                return [main, *(i for i in first if i > main and self.blocks[i].key != key)]
        return []

    def _marked(self, told: Collection[int]) -> dict[int, str]:
        marks: dict[HtmlElement, tuple[_Mark, ...]] = {}
        paths = [self._path(block.element, marks) for block in self.blocks]
        sizes: Counter[_Mark] = Counter()
        total = rest = 0
        for index in told:
            size = self.blocks[index].size
            total += size
            rest += 0 if paths[index] else size
            sizes.update(dict.fromkeys(paths[index], size))
        enough = rest >= max(_REMAINS * total, _FEWEST)
        # Each of many that bear a word may hold little, and all of them the story.
        small = {mark for mark in sizes if sizes[mark] < _FEW * total}
        words: Counter[str] = Counter()
        for index in told:
            found = {mark.word for mark in paths[index] if mark in small}
            words.update(dict.fromkeys(found, self.blocks[index].size))
        believed = {
            mark
            for mark in sizes
            if (enough and mark.word in _SURE)
            or (mark in small and words[mark.word] < _FEW * total)
        }
        reasons = {}
        for index, path in enumerate(paths):
            mark = next((mark for mark in path if mark in believed or mark not in sizes), None)
            if mark is not None:
                reasons[index] = mark.reason
        return reasons

    def _path(
        self, element: HtmlElement, known: dict[HtmlElement, tuple[_Mark, ...]]
    ) -> tuple[_Mark, ...]:
        """The marks on it and around it, the innermost first."""
        chain = []
        at: HtmlElement | None = element
        while at is not None and at not in known:
            chain.append(at)
            at = at.getparent()
        path = known[at] if at is not None else ()
        for each in reversed(chain):
            own = self._mark(each)
            path = (own, *path) if own else path
            known[each] = path
        return path

    def _mark(self, element: HtmlElement) -> _Mark | None:
        if element.tag in {"html", "body", "main"}:
            return None
        if element.tag in _TAGS:
            return _Mark(_TAGS[element.tag], element.tag, element.tag)
        names = element.get("class") or ""
        word = self._word(names) or self._word(element.get("id") or "")
        return _Mark(_MARKS[word], word, f"{element.tag}.{names}") if word else None

    def _word(self, names: str) -> str | None:
        if names not in self._words:
            words = (word.lower() for word in _NAMES.split(names))
            self._words[names] = next((word for word in words if word in _MARKS), None)
        return self._words[names]

    def _in_sections(self, told: Collection[int], cards: set[int]) -> dict[int, str]:
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
            and index not in cards
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
            before = sum(self.blocks[index].size for index in told if index < start)
            is_story = sizes[around] - behind > 0.1 * total
            if not is_story and (before >= _FEWEST or behind < _FEW * total):
                found.update(dict.fromkeys(following, reason or ""))
        return found

    def _in_other_articles(self, told: Collection[int], known: dict[int, str]) -> list[int]:
        """What stands under the headlines of further articles, as on pages without an end."""
        if len(self.headlines) < 2:
            return []  # of pages whose title is none of them nothing is known
        main, *others = (self.blocks[index].element for index in self.headlines)
        around_main = {main, *main.iterancestors()}
        text = next(
            (i for i in sorted(told) if i > self.headlines[0] and self.blocks[i].size > _SHORT),
            None,
        )
        if text is None:
            return []
        home = next(
            each for each in self.blocks[text].element.iterancestors() if each in around_main
        )
        kind = home.tag, home.get("class")
        roots = set()
        for other in others:
            for each in other.iterancestors():
                if each in around_main:
                    break
                if each.tag == "article" or (kind[1] and (each.tag, each.get("class")) == kind):
                    roots.add(each)
        found = [
            index
            for index, block in enumerate(self.blocks)
            if not roots.isdisjoint(block.element.iterancestors())
        ]
        gone = known.keys() | set(found)
        left = sum(self.blocks[index].size for index in told if index not in gone)
        return found if left >= _FEWEST else []

    def teasers(self, told: Collection[int]) -> set[int]:
        """A headline that is a link, a line or two, and others built alike beside them."""
        cards: dict[HtmlElement, list[int]] = {}
        for index, container in enumerate(self.containers):
            if self.inside[container] <= 4:
                cards.setdefault(container, []).append(index)
        kinds: dict[tuple[HtmlElement | None, str], list[list[int]]] = {}
        for container, indices in cards.items():
            first = self.blocks[indices[0]]
            if first.is_link and first.size >= 3 and len(indices) > 1:
                card = container
                while (parent := card.getparent()) is not None and (
                    self.inside[parent] == self.inside[container]
                ):
                    card = parent
                kind = card.getparent(), card.get("class") or ""
                kinds.setdefault(kind, []).append(indices)
        running = {index for index in told if self.blocks[index].size > _SHORT}
        inside: Counter[HtmlElement] = Counter()
        for index in running:
            inside.update(self.blocks[index].element.iterancestors())
        found: set[int] = set()
        for (parent, _), alike in kinds.items():
            of_cards = {index for indices in alike for index in indices}
            # No text of the story stands in the element that holds the cards.
            is_apart = parent is not None and inside[parent] == len(running & of_cards)
            longest = _LONG_CARD if is_apart else _CARD
            real = [
                indices
                for indices in alike
                if sum(self.blocks[index].size for index in indices[1:]) <= longest
            ]
            if len(real) > (1 if is_apart else 2):
                found.update(index for indices in real for index in indices)
        return found


@dataclass(frozen=True, slots=True)
class _Mark:
    """What an element is for, by its name."""

    reason: str
    word: str
    bearer: str
    """The tag and the class of what bears it."""
