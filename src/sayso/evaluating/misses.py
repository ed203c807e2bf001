"""Where gold and prediction differ, side by side, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.evaluating.comparing import Comparison, compare
from sayso.evaluating.details import inside
from sayso.evaluating.gold import (
    ROLES,
    GoldArticle,
    GoldAttribution,
    Pair,
    Role,
    as_attribution,
)
from sayso.evaluating.matching import (
    Admits,
    answers,
    answers_inside,
    answers_to_optional,
    best_pairs,
    near,
)
from sayso.evaluating.showing import printable
from sayso.evaluating.spans import tidied
from sayso.records import Span, Statement

_STYLES: Final[dict[Role, str]] = {"source": "cyan", "cue": "magenta", "content": "green"}
_UNEQUAL: Final = (" ≠", "bold red")
_CONTEXT: Final = 100
"""Characters shown on either side of an attribution, within its paragraph."""
_LONGEST_EXCERPT: Final = 800
_LONGEST_ROLE: Final = 400


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold attribution and its answer that are not the same.

    Where one of the two is null, the other was missed or is spurious. Their
    spans are the ones compared (see ``spans.tidied``).
    """

    article: GoldArticle
    gold: GoldAttribution | None
    found: GoldAttribution | None
    wrong_attributes: tuple[Comparison, ...] = ()
    """What else differs; nothing where the spans are too far apart to ask."""
    nested: bool = False
    """Both stand inside an attribution that was found."""

    @property
    def kind(self) -> Literal["missed", "spurious", "wrong"]:
        """``wrong`` where both are there; the other fields then say what."""
        if self.gold is None:
            return "spurious"
        return "missed" if self.found is None else "wrong"

    @property
    def wrong_roles(self) -> tuple[Role, ...]:
        """The roles that differ, where both sides are there."""
        if self.gold is None or self.found is None:
            return ()
        gold, found = self.gold, self.found
        return tuple(role for role in ROLES if gold.role(role) != found.role(role))

    @property
    def label(self) -> str:
        """Such as ``missed``, ``nested: missed`` or ``wrong source, speaker``."""
        wrong = (*self.wrong_roles, *(each.attribute for each in self.wrong_attributes))
        prefix = "nested: " if self.nested else ""
        return f"{prefix}{self.kind} {', '.join(wrong)}".rstrip()

    @property
    def start(self) -> int:
        """Where the first of the spans starts."""
        return min((start for start, _ in self._spans()), default=0)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "doc": self.article.doc,
            "publisher": self.article.publisher,
            "kind": self.kind,
            "nested": self.nested,
            "wrong_roles": list(self.wrong_roles),
            "wrong_attributes": {
                each.attribute: {"gold": each.gold, "found": each.found}
                for each in self.wrong_attributes
            },
            "gold": self._side(self.gold),
            "found": self._side(self.found),
        }

    def _side(self, attribution: GoldAttribution | None) -> dict[str, Any] | None:
        if attribution is None:
            return None
        text = self.article.article_text
        return {
            role: [{"start": s, "end": e, "text": text[s:e]} for s, e in attribution.role(role)]
            for role in ROLES
        }

    def _spans(self) -> list[Span]:
        sides = (side for side in (self.gold, self.found) if side is not None)
        return [span for side in sides for role in ROLES for span in side.role(role)]

    def __rich__(self) -> RenderableType:
        head = Text.assemble(
            (self.label, "bold"), f" · {printable(self.article.doc)} · from character {self.start}"
        )
        table = Table(expand=True)
        table.add_column("")
        table.add_column("gold", ratio=1)
        table.add_column("found", ratio=1)
        for role in ROLES:
            name = Text(role, style=_STYLES[role])
            if role in self.wrong_roles:
                name.append(*_UNEQUAL)
            table.add_row(name, self._fragments(self.gold, role), self._fragments(self.found, role))
        for wrong in self.wrong_attributes:
            name = Text(wrong.attribute).append(*_UNEQUAL)
            table.add_row(name, *(Text(_clipped(v) or "–") for v in (wrong.gold, wrong.found)))
        return Group(head, self._excerpt(), table, Text())

    def _fragments(self, attribution: GoldAttribution | None, role: Role) -> Text:
        if attribution is None or not attribution.role(role):
            return Text("–", style="dim")
        text = self.article.article_text
        # Offsets too: edges may differ by a mark that is hard to see.
        words = " … ".join(_clipped(text[start:end]) for start, end in attribution.role(role))
        where = ", ".join(f"{start}–{end}" for start, end in attribution.role(role))
        return Text.assemble(_middle_out(words), (f"  {_middle_out(where)}", "dim"))

    def _excerpt(self) -> Text:
        """The words around, with the gold marked, or what was found if there is none."""
        text = self.article.article_text
        start, end = _frame(text, self._spans())
        marked = self.gold or self.found or GoldAttribution()
        # One character stays one character, so that the offsets stay right.
        excerpt = Text(printable(text[start:end]))
        for role in reversed(ROLES):
            for left, right in marked.role(role):
                excerpt.stylize(_STYLES[role], max(left - start, 0), max(right - start, 0))
        return excerpt


def misses(pairs: Sequence[Pair], limit: int) -> list[Miss]:
    """Up to ``limit`` differences, evenly spread over the corpus.

    The same pairs and limit always give the same choice, in corpus order.
    """
    found = [miss for article, predicted in pairs for miss in _in_article(article, predicted)]
    if limit >= len(found):
        return found
    return [found[index * len(found) // limit] for index in range(limit)]


def _in_article(article: GoldArticle, predicted: Sequence[Statement]) -> Iterator[Miss]:
    gold = [_tidy(article, each) for each in article.attributions]
    outermost = [each for each in predicted if each.parent is None]
    found = [_spans_of(article, each) for each in outermost]
    left_out = answers_to_optional(gold, found)
    differing: list[Miss] = []
    for ours, theirs in _paired(
        article,
        [each for each in gold if not each.optional],
        [each for j, each in enumerate(outermost) if j not in left_out],
    ):
        differing += _differing(article, ours, theirs, answers)
        if ours and ours.labels and theirs and answers(ours, _spans_of(article, theirs)):
            pairs = _paired(article, ours.labels.nested, inside(theirs, predicted))
            for inner, answer in pairs:
                if not (inner and inner.optional):
                    differing += _differing(article, inner, answer, answers_inside, nested=True)
    yield from sorted(differing, key=lambda miss: miss.start)


def _paired(
    article: GoldArticle, gold: Sequence[GoldAttribution], statements: Sequence[Statement]
) -> Iterator[tuple[GoldAttribution | None, Statement | None]]:
    """Each with what a reader would take for its answer, then those without one."""
    found = [_spans_of(article, each) for each in statements]
    pairs = best_pairs(gold, found, lambda ours, theirs: ours == theirs or near(ours, theirs))
    answered = {i for i, _ in pairs}
    answering = {j for _, j in pairs}
    yield from ((gold[i], statements[j]) for i, j in pairs)
    yield from ((each, None) for i, each in enumerate(gold) if i not in answered)
    yield from ((None, each) for j, each in enumerate(statements) if j not in answering)


def _differing(
    article: GoldArticle,
    gold: GoldAttribution | None,
    statement: Statement | None,
    admits: Admits,
    *,
    nested: bool = False,
) -> Iterator[Miss]:
    """The two as a miss, if they differ; attributes are compared where ``admits`` says so."""
    found = _spans_of(article, statement) if statement else None
    wrong: tuple[Comparison, ...] = ()
    if gold and statement and found and admits(gold, found):
        comparisons = compare(article.article_text, gold, statement)
        wrong = tuple(each for each in comparisons if not each.right)
    if gold != found or wrong:
        yield Miss(article, gold, found, wrong, nested)


def _spans_of(article: GoldArticle, statement: Statement) -> GoldAttribution:
    return _tidy(article, as_attribution(statement))


def _tidy(article: GoldArticle, attribution: GoldAttribution) -> GoldAttribution:
    return tidied(article.article_text, attribution, loose_edges=article.loose_edges)


def _frame(text: str, spans: Sequence[Span]) -> Span:
    """The range to show: all spans with context, not beyond their paragraphs."""
    first = min((start for start, _ in spans), default=0)
    last = max((end for _, end in spans), default=0)
    start = max(first - _CONTEXT, text.rfind("\n", 0, first) + 1, 0)
    line_end = text.find("\n", last)
    end = min(last + _CONTEXT, len(text) if line_end < 0 else line_end)
    return start, min(end, start + _LONGEST_EXCERPT)


def _clipped(text: str) -> str:
    return printable(_middle_out(text))


def _middle_out(text: str) -> str:
    """The text, its middle left out where it is long: edges are what is compared."""
    if len(text) <= _LONGEST_ROLE:
        return text
    half = _LONGEST_ROLE // 2
    return f"{text[:half]} […] {text[-half:]}"
