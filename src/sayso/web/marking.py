"""An article's text in pieces that a template can write down: paragraphs, and in them the marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.extracting.sentences import sentence_around
from sayso.ledger.searching import ActHit
from sayso.records import Span, Statement
from sayso.rendering import Mark, Segment, is_head, marks, paragraphs, segments

_DEEPEST: Final = 3
"""Deeper nesting looks like this one."""
_LONGEST: Final = 700
"""Characters of an excerpt."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are all under the same marks."""

    text: str
    roles: str
    """Class names: ``source``, ``cue``, ``content``, ``c1`` to ``c3`` by depth, ``sought``."""
    statements: tuple[int, ...] = ()
    """Indexes of the statements whose marks these are, the innermost last."""
    begins: tuple[int, ...] = ()
    """Indexes of the statements whose content begins here."""
    names: tuple[str, ...] = ()
    """What the marks are called, for those who do not see them: only where one begins."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, in pieces."""

    pieces: tuple[Piece, ...]
    heading: bool = False
    start: int = 0
    """Its first character in the article."""

    def holds(self, place: int | None) -> bool:
        """Whether a character of the article stands in it."""
        if place is None:
            return False
        return self.start <= place < self.start + sum(len(piece.text) for piece in self.pieces)


def marked(
    text: str, statements: Sequence[Statement], start: int = 0, end: int | None = None
) -> list[Paragraph]:
    """The paragraphs of a text, with its statements marked.

    Args:
        text: of the article.
        statements: whose offsets are in it.
        start: the first character that is wanted.
        end: where the wanted part ends, by default with the text.
    """
    end = len(text) if end is None else min(end, len(text))
    part = text[start:end]
    found = paragraphs(part)
    pieces = _pieces(part, statements, start, [cut for each in found for cut in each])
    opening = dict(found)
    result: list[Paragraph] = []
    gathered: list[Piece] = []
    at = until = 0
    for piece in pieces:
        if at in opening:
            first, until = at, opening[at]
        if at < until:
            gathered.append(piece)
            if at + len(piece.text) == until:
                head = start == 0 and not result and is_head(part[first:until])
                result.append(Paragraph(tuple(gathered), head, start + first))
                gathered = []
        at += len(piece.text)
    return result


def title_above(title: str | None, paragraphs: Sequence[Paragraph]) -> str | None:
    """An article's title, unless its text begins with the same words."""
    if not title or not title.strip():
        return None
    first = paragraphs[0].pieces if paragraphs and paragraphs[0].heading else ()
    begins = "".join(piece.text for piece in first)
    return None if " ".join(begins.split()) == " ".join(title.split()) else title


def excerpt(
    text: str, at: int, statement: Statement, highlights: Sequence[Span] = ()
) -> tuple[Piece, ...]:
    """The words around one statement, it alone marked, as pieces of one line.

    Args:
        text: the paragraph or what of it is near.
        at: where that begins in the article.
        statement: with offsets in the article.
        highlights: what was searched for, in code points of the content's text.
    """
    start, end = _near(text, at, statement)
    hits = [
        (max(first, at + start), min(last, at + end))
        for first, last in _placed(highlights, statement.content.fragments)
        if first < at + end and last > at + start
    ]
    cuts = [edge - at - start for hit in hits for edge in hit]
    pieces: list[Piece] = []
    where = at + start
    for piece in _pieces(text[start:end], [statement], at + start, cuts):
        hit = any(first <= where < last for first, last in hits)
        where += len(piece.text)
        pieces.append(
            Piece(piece.text, f"{piece.roles} sought".strip(), (), (), piece.names)
            if hit
            else piece
        )
    before = [Piece("… ", "")] if text[:start].strip() and _inside(text, start) else []
    after = [Piece(" …", "")] if text[end:].strip() and _inside(text, end) else []
    return (*before, *pieces, *after)


def act_excerpt(hit: ActHit) -> tuple[Piece, ...]:
    """The sentence of an interaction: who as source, the act as cue, to whom as content."""
    act, at = hit.interaction, hit.around.start
    parts: list[tuple[Span, str]] = [(span, "cue") for span in act.predicate.fragments]
    for role, parties in (("source", act.actors), ("content c1", act.recipients)):
        parts += [(span, role) for each in parties for span in each.passage.fragments]
    text = hit.around.text
    first = max(min(span[0] for span, _ in parts) - at, 0)
    start, end = sentence_around(text, first + 1, max(span[1] for span, _ in parts) - at)
    end = min(end, start + 2 * _LONGEST)
    pieces, place = [], start
    for (begin, stop), role in sorted(parts):
        begin, stop = max(begin - at, place), min(stop - at, end)
        if begin < stop:
            pieces += [Piece(text[place:begin], ""), Piece(text[begin:stop], role)]
            place = stop
    return (*pieces, Piece(text[place:end], ""))


def _near(text: str, at: int, statement: Statement) -> Span:
    """The sentences that a statement stands in, as far as there is room for them."""
    parts = [each for each in (statement.source, statement.cue, statement.content) if each]
    first = min(max(min(each.start for each in parts) - at, 0), len(text))
    last = min(max(max(each.end for each in parts) - at, first), len(text))
    # One character in: where a sentence begins is told from the letter after the stop.
    start, end = sentence_around(text, min(first + 1, last), last)
    start = max(start, first - _LONGEST // 2)
    return start, max(start, min(end, start + _LONGEST, len(text)))


def _inside(text: str, at: int) -> bool:
    """Whether a cut there goes through a sentence."""
    return not text[:at].rstrip("\"'”’»)] ").endswith((".", "!", "?", "…", "\n"))


def _placed(spans: Sequence[Span], fragments: Sequence[Span]) -> Iterator[Span]:
    """Spans of a passage's text (fragments joined by a space) as spans of the article."""
    base = 0
    for start, end in fragments:
        length = end - start
        for first, last in spans:
            if first < base + length and last > base:
                yield start + max(first - base, 0), start + min(last - base, length)
        base += length + 1


def _pieces(
    part: str, statements: Sequence[Statement], start: int, cuts: Sequence[int]
) -> Iterator[Piece]:
    found = [
        Mark(
            max(mark.start - start, 0), min(mark.end - start, len(part)), mark.role, mark.statement
        )
        for mark in marks(statements, start + len(part))
        if mark.end > start
    ]
    begins: dict[int, int] = {}
    firsts: dict[int, list[str]] = {}
    for mark in found:
        firsts.setdefault(mark.start, []).append(mark.role)
        if mark.role == "content":
            begins[mark.statement] = min(mark.start, begins.get(mark.statement, mark.start))
    starting: dict[int, list[int]] = {}
    for index, place in begins.items():
        starting.setdefault(place, []).append(index)
    for segment in segments(len(part), found, cuts):
        yield Piece(
            part[segment.start : segment.end],
            _roles(segment),
            tuple(mark.statement for mark in segment.marks),
            tuple(starting.get(segment.start, ())),
            tuple(dict.fromkeys(firsts.get(segment.start, ()))),
        )


def _roles(segment: Segment) -> str:
    depth = sum(mark.role == "content" for mark in segment.marks)
    roles = [role for role in ("source", "cue") if any(mark.role == role for mark in segment.marks)]
    return " ".join([*roles, *(["content", f"c{min(depth, _DEEPEST)}"] if depth else [])])
