"""Which of the texts on a page is the article's body, where the witnesses disagree.

Three witnesses speak. The extractor (trafilatura) judges by how pages are built
in general. The page may declare the body in JSON-LD: that has no boilerplate, but
may be an excerpt, cut short, without paragraphs, or of another story. And what
stands around each paragraph tells which of them belong together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from sayso.reading.blocks import WORD, Block, blocks_of, key_of
from sayso.reading.clutter import Surroundings
from sayso.reading.declared import Body, declared_body
from sayso.reading.missing import Told, elsewhere, is_prose, missed, missing, under
from sayso.records import Removed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINK: Final = 200
"""Characters; a longer paragraph is a link by mistake."""
_MOST_LINKS: Final = 0.7
_ANNOUNCES: Final = 60
"""Characters of a line that announces links."""
_LITTLE: Final = 0.3
_FEWEST: Final = 50
"""Words; fewer are no story if there are many more."""
_MOST_OF: Final = 0.8
_MOST: Final = 20_000
"""Runs of text; a page of more is taken as it was extracted."""
_HEADINGS: Final = frozenset(["h2", "h3", "h4", "h5"])
_ENDS: Final = (".", "!", "?", "”", '"', "’", ")")


def body_of(
    tree: HtmlElement,
    extracted: str,
    declared: Sequence[str],
    again: Callable[[], str] = str,
    headline: str | None = None,
) -> Body:
    """The article's text.

    Args:
        tree: the page.
        extracted: what the extractor found; lines are paragraphs.
        declared: the bodies that the page declares, of any article on it.
        again: what it finds in another way, for when that stands elsewhere than the headline.
        headline: of the article with the longest of the declared bodies.
    """
    lines = _lines(extracted)
    blocks = list(islice(blocks_of(tree), _MOST + 1))
    if len(blocks) > _MOST:
        return Body("\n".join(lines))
    around = Surroundings(blocks)
    told = _told(lines, around)
    bodies = sorted(declared, key=len, reverse=True)
    for body in bodies:
        is_own = body is bodies[0] and _is_headline(headline, around)
        believed = declared_body(body, lines, around, shown=_shown(told) if is_own else None)
        if believed is not None:
            return believed
    if not lines and declared:
        return Body(bodies[0]) if not blocks else Body("")
    if (scope := elsewhere(told)) is not None:
        other = _told(_lines(again()), around)
        if other.lines and elsewhere(other) is None:
            told = other
        elif story := under(scope, told):
            told = _told([block.text for block in story], around)
    return _visible(told)


def _is_headline(title: str | None, around: Surroundings) -> bool:
    """Whether the page has this title itself, or shows it as its first headline."""
    key = key_of(title or "")
    h1 = next((block.key for block in around.blocks if block.element.tag == "h1"), "")
    return key != "" and (key == h1 or f" {key} " in f" {around.title} ")


def _shown(told: Told) -> int:
    """The words of running text in what was extracted."""
    return sum(
        told.blocks[index].size
        for index in told.indices
        if index not in told.clutter and is_prose(told.blocks[index])
    )


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _told(lines: list[str], around: Surroundings) -> Told:
    told = Told(lines, around)
    if not any(_is_row(line) for line in lines):
        return told
    return Told(list(_unrolled(told)), around)


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _visible(told: Told) -> Body:
    """The extracted lines without what stands in other places, and with what is missing."""
    blocks, clutter = told.blocks, told.clutter
    if home := missed(told):
        return Body("\n".join(blocks[index].text for index in home))
    links = _links(told)
    removed: list[Removed] = []
    text: list[tuple[int, str]] = []
    last = -1
    for line, key, found in zip(told.lines, told.keys, told.places, strict=True):
        last = max([last, *found])
        if found and all(index in clutter for index in found):
            removed.append(Removed(line.strip(), clutter[found[0]]))
        elif key in links:
            removed.append(Removed(line.strip(), "link to another page"))
        else:
            text.append((last, line))
    if _words(line for _, line in text) < min(_FEWEST, _LITTLE * _words(told.lines)):
        return Body("\n".join(told.lines))
    text += ((index, blocks[index].text) for index in missing(told))
    text.sort(key=lambda each: each[0])
    announcing = {*_announcing(told, links), *_last_headings(text, blocks)}
    removed += (Removed(line.strip(), "related") for _, line in text if line in announcing)
    return Body("\n".join(line for _, line in text if line not in announcing), tuple(removed))


def _words(lines: Iterable[str]) -> int:
    return sum(len(WORD.findall(line)) for line in lines)


def _unrolled(told: Told) -> Iterator[str]:
    """The lines, but rows of tables that only lay out running text as the paragraphs in them."""
    rows = [
        (line, [told.blocks[index] for index in found], _is_row(line))
        for line, found in zip(told.lines, told.places, strict=True)
    ]
    prose = sum(block.size for _, inside, is_row in rows if is_row for block in _prose(inside))
    is_layout = prose > 0.5 * _words(told.lines)
    for line, inside, is_row in rows:
        laid_out = is_row and (len(_prose(inside)) > 1 or (is_layout and len(inside) in {1, 2}))
        if laid_out and sum(block.size for block in inside) > _MOST_OF * _words([line]):
            yield from (block.text for block in inside)
        else:
            yield line


def _prose(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if is_prose(block)]


def _links(told: Told) -> set[str]:
    """Lines that are nothing but a link, as to another story, unless much would go with them."""
    links = {block.key for block in told.blocks if block.is_link and len(block.text) <= _LINK}
    # A heading may be linked from a table of contents, and be none itself.
    links -= {block.key for block in told.blocks if not block.is_link}
    every = zip(told.lines, told.keys, strict=True)
    kept = sum(len(line) for line, key in every if key not in links)
    return links if kept >= _MOST_LINKS * sum(map(len, told.lines)) else set()


def _announcing(told: Told, links: set[str]) -> Iterator[str]:
    """Short lines that only announce links that were taken out, as "Read more:" does."""
    kept = set(told.keys) - links
    for line, found in zip(told.lines, told.places, strict=True):
        is_short = len(line) <= _ANNOUNCES and line.rstrip().endswith(":")
        if is_short and found and found[-1] + 1 < len(told.blocks):
            following = told.blocks[found[-1] + 1]
            if following.is_link and following.key not in kept:
                yield line


def _last_headings(text: list[tuple[int, str]], blocks: Sequence[Block]) -> Iterator[str]:
    """Headings at the end: what they announced is not of the story, so neither are they."""
    for index, line in reversed(text[1:]):
        is_heading = index >= 0 and blocks[index].element.tag in _HEADINGS
        if not is_heading or key_of(line) != blocks[index].key or line.endswith(_ENDS):
            break
        yield line
