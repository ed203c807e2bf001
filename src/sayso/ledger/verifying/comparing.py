"""What a model says of the stored texts today, beside what the ledger has."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

import apsw

from sayso.ledger import loading
from sayso.ledger.connecting import one, rows
from sayso.ledger.finding import article_key
from sayso.ledger.marking import Watch
from sayso.records import Interaction, Mention, Passage, Statement, When

if TYPE_CHECKING:
    from sayso.extracting import Story

_BATCH: Final = 50
"""Articles that are fetched together."""
_SHARED: Final = 0.5
"""Share of two contents' characters that they must have in common to be one statement's."""
_ENGLISH: Final = "en"
_SAID: Final = (
    "source",
    "cue",
    "content",
    "form",
    "type",
    "stance",
    "hedge",
    "speakers",
    "addressees",
    "said_on",
)
_ACT: Final = (
    "type",
    "mode",
    "act",
    "cameo",
    "predicate",
    "actors",
    "recipients",
    "excluded",
    "only",
    "place",
    "date",
    "status",
)
What: TypeAlias = Literal["gone", "new", "changed"]
_Found: TypeAlias = tuple[Sequence[Statement], Sequence[Interaction]]


class Reads(Protocol):
    """What has a model: ``Extractor``, or what stands in for it."""

    def read_many(self, texts: Iterable[str | Story]) -> Iterator[_Found]:
        """The statements and interactions of each text, in the order of the texts."""
        ...


@dataclass(frozen=True, slots=True)
class Difference:
    """One record of an article that the ledger and the model do not agree about."""

    article: str
    record: Literal["statement", "interaction"]
    what: What
    """``gone``: the model does not find it; ``new``: the ledger does not have it."""
    id: str
    """Of a new one, the id that it would have."""
    text: str
    """Content of a statement, predicate of an interaction."""
    review: str | None
    """What people decided about it, if they did."""
    fields: dict[str, tuple[Any, Any]]
    """Of a changed one: what the ledger has and what the model says, in plain JSON types."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        fields = {name: list(pair) for name, pair in self.fields.items()}
        return asdict(self) | {"fields": fields}


def compare(
    connection: apsw.Connection,
    extractor: Reads,
    watch: Watch,
    *,
    since: str | None = None,
    limit: int | None = None,
) -> Iterator[tuple[str, list[Difference]]]:
    """The id of each article and what the model says differently of it, in the ledger's order.

    Args:
        connection: to the ledger.
        extractor: the model.
        watch: told "articles", how many are done, and how many there are to do.
        since: the article to begin after: its id, or the beginning of it.
        limit: how many articles at most.

    Raises:
        UnknownError: there is no article ``since``.
    """
    first = article_key(connection, since) + 1 if since else 0
    total = one(
        connection,
        "SELECT count(*) FROM article WHERE key >= ? AND language = ?",
        (first, _ENGLISH),
    )
    total = min(total, limit) if limit is not None else total
    waiting: deque[tuple[int, str]] = deque()

    def texts() -> Iterator[str | Story]:
        from sayso.extracting import Story

        for key, article_id, text, published, byline in _articles(connection, first, total):
            waiting.append((key, article_id))
            yield Story.of(text, published, byline)

    for done, (statements, interactions) in enumerate(extractor.read_many(texts())):
        watch("articles", done, total)
        key, article_id = waiting.popleft()
        yield (
            article_id,
            _of_statements(connection, key, article_id, statements)
            + _of_interactions(connection, key, article_id, interactions),
        )
    watch("articles", total, total)


def _articles(
    connection: apsw.Connection, first: int, count: int
) -> Iterator[tuple[int, str, str, str | None, str | None]]:
    """Key, id, text, day and byline of so many articles in English, from that key on."""
    left = count
    while left > 0:
        found = rows(
            connection,
            "SELECT key, id, text, published, byline FROM article WHERE key >= ? AND language = ?"
            " ORDER BY key LIMIT ?",
            (first, _ENGLISH, min(_BATCH, left)),
        )
        if not found:
            return
        yield from found
        left -= len(found)
        first = found[-1][0] + 1


def _of_statements(
    connection: apsw.Connection, key: int, article_id: str, now: Sequence[Statement]
) -> list[Difference]:
    before = loading.statements(connection, key)
    reviews: dict[str, str | None] = dict(
        rows(connection, "SELECT id, review FROM statement WHERE article = ?", (key,))
    )
    pairs = _paired(before, now)
    answered = {new.id for new in pairs.values()}
    found = []
    for old in before:
        new = pairs.get(old.id)
        fields = _changed(old, new, pairs) if new else {}
        if new is None or fields:
            what: What = "changed" if new else "gone"
            text, review = old.content.text, reviews[old.id]
            found.append(Difference(article_id, "statement", what, old.id, text, review, fields))
    found.extend(
        Difference(article_id, "statement", "new", new.id, new.content.text, None, {})
        for new in now
        if new.id not in answered
    )
    return found


def _of_interactions(
    connection: apsw.Connection, key: int, article_id: str, now: Sequence[Interaction]
) -> list[Difference]:
    left = {new.id: new for new in now}
    pairs: dict[str, Interaction] = {}
    before = loading.interactions(connection, key)
    for old in before:
        if old.id in left:
            pairs[old.id] = left.pop(old.id)
    for old in before:
        # Of parties that are others, the id is another one, too.
        same = next((n for n in left.values() if _common(old.predicate, n.predicate)), None)
        if old.id not in pairs and same:
            pairs[old.id] = left.pop(same.id)
    found = []
    for old in before:
        new = pairs.get(old.id)
        fields = _fields(old, new, _ACT) if new else {}
        if new is None or fields:
            what: What = "changed" if new else "gone"
            text = old.predicate.text
            found.append(Difference(article_id, "interaction", what, old.id, text, None, fields))
    found.extend(
        Difference(article_id, "interaction", "new", new.id, new.predicate.text, None, {})
        for new in left.values()
    )
    return found


def _paired(before: Sequence[Statement], now: Sequence[Statement]) -> dict[str, Statement]:
    """Which statement of now answers each of before, by its id: the same one, or the most alike."""
    by_id = {new.id: new for new in now}
    pairs = {old.id: by_id.pop(old.id) for old in before if old.id in by_id}
    alike = [
        (likeness, old.id, new.id)
        for old in before
        if old.id not in pairs
        for new in by_id.values()
        if (likeness := _likeness(old, new)) >= _SHARED
    ]
    for _, old_id, new_id in sorted(alike, key=lambda each: (-each[0], *each[1:])):
        if old_id not in pairs and new_id in by_id:
            pairs[old_id] = by_id.pop(new_id)
    return pairs


def _likeness(old: Statement, new: Statement) -> float:
    """Jaccard of the contents' characters; 0 where the cues are others."""
    if old.cue and new.cue and not _common(old.cue, new.cue):
        return 0.0
    common = _common(old.content, new.content)
    return common / (_size(old.content) + _size(new.content) - common or 1)


def _common(one_passage: Passage, other: Passage) -> int:
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in one_passage.fragments
        for other_start, other_end in other.fragments
    )


def _size(passage: Passage) -> int:
    return sum(end - start for start, end in passage.fragments)


def _changed(
    old: Statement, new: Statement, pairs: dict[str, Statement]
) -> dict[str, tuple[Any, Any]]:
    fields = _fields(old, new, _SAID)
    # The parent may be the same statement under another id.
    expected = pairs[old.parent].id if old.parent in pairs else old.parent
    if expected != new.parent:
        fields["parent"] = old.parent, new.parent
    return fields


def _fields(old: object, new: object, names: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    """Those of the fields in which two records differ."""
    pairs = {name: (_told(getattr(old, name)), _told(getattr(new, name))) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _told(value: object) -> object:
    """A value as far as two models can differ about it: how sure they are is left out."""
    if isinstance(value, Passage):
        return value.to_dict()
    if isinstance(value, When):
        return [value.start, value.end, value.granularity]
    if isinstance(value, Mention):
        return value.text
    if isinstance(value, tuple):
        return [{"name": each.name, "kind": each.kind, "role": each.role} for each in value]
    return value
