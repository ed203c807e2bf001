"""A dump of agency stories: ``X.txt`` with ``X.json``, which marks everything in it.

Of what is marked, this reads where the stories start (``articles``), the
``statements`` with their labels, and the ``dates`` that say when they were made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.evaluating.days import resolved
from sayso.evaluating.files import (
    FORMS,
    as_list,
    as_spans,
    fail,
    parse_object,
    read_text,
)
from sayso.evaluating.gold import ROLES, GoldArticle, GoldAttribution, Labels
from sayso.evaluating.spans import shared, shifted
from sayso.evaluating.values import HEDGES, KINDS, STANCES, TYPES, choice, names
from sayso.records import Span, When


@dataclass(frozen=True, slots=True)
class _Marked:
    """A statement as it is marked in a dump; spans index the dump."""

    where: str
    attribution: GoldAttribution
    parent: str | None

    @property
    def extent(self) -> Span | None:
        """From its first character to its last."""
        spans = [span for role in ROLES for span in self.attribution.role(role)]
        return (min(spans)[0], max(end for _, end in spans)) if spans else None


def read_dump(path: Path) -> list[GoldArticle]:
    """The stories of a dump; all of it is one if it does not say where they start."""
    record = parse_object(read_text(path).removeprefix("\ufeff"), path, FORMS)
    if "statements" not in record:
        fail(path, f"no statements in it. {FORMS}")
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        fail(path, f"its text is missing. Put {text_path.name} beside it.")
    dump_text = read_text(text_path)
    marked = _marked(record, dump_text, path)
    starts = _starts(record, dump_text, path)
    stories: list[list[GoldAttribution]] = [[] for _ in starts]
    for outer in _outermost(marked):
        stories[_story(outer, starts)].append(outer.attribution)
    ends = [*(start for start, _ in starts[1:]), len(dump_text)]
    return [
        GoldArticle(
            doc=name,
            publisher=None,
            article_text=dump_text[start:end],
            attributions=tuple(shifted(each, -start) for each in attributions),
            # Whether the last closing mark is in the content varies in these files.
            loose_edges=True,
        )
        for (start, name), end, attributions in zip(starts, ends, stories, strict=True)
    ]


def _starts(record: Mapping[str, Any], dump_text: str, path: Path) -> list[tuple[int, str]]:
    """Where each story starts, the first at 0, and its name."""
    starts = [(0, path.stem)]
    for number, story in enumerate(as_list(record.get("articles") or [], str(path)), 1):
        where = f"{path}, article {number}"
        start = story.get("start") if isinstance(story, dict) else None
        if type(start) is not int or not 0 <= start < len(dump_text):
            fail(where, 'an article is {"id": "A1", "start": 0}, start being inside the text.')
        name = f"{path.stem} {story.get('id') or number}"
        if number == 1:
            starts = [(0, name)]
        elif start <= starts[-1][0]:
            fail(where, "articles are listed in the order of the text.")
        else:
            starts.append((start, name))
    return starts


def _marked(record: Mapping[str, Any], dump_text: str, path: Path) -> dict[str, _Marked]:
    """The statements by their ids, in the order of the file."""
    dates = _dates(record, dump_text, path)
    marked: dict[str, _Marked] = {}
    for number, statement in enumerate(as_list(record["statements"], str(path)), 1):
        where = f"{path}, statement {number}"
        if not isinstance(statement, dict):
            fail(where, "a statement is an object with source, cue and content.")
        spans = [as_spans(_places(statement.get(r), where), dump_text, where) for r in ROLES]
        attribution = GoldAttribution(*spans, optional=statement.get("core") is False)
        name = str(statement.get("id") or f"statement {number}")
        if name in marked:
            fail(where, f"{name!r:.40} is the id of another statement too.")
        if "speaker" in statement:
            labels = _labels(statement, where)
            # A date inside the content says when something happened, not when it was said.
            said_on = tuple(
                when
                for span, when in dates.get(name, ())
                if not shared([span], attribution.content)
            )
            attribution = replace(attribution, labels=replace(labels, said_on=said_on))
        parent = statement.get("parent")
        marked[name] = _Marked(where, attribution, None if parent is None else str(parent))
    for name in dates:
        if name not in marked:
            fail(path, f"a date belongs to {name!r:.40}, which is no statement.")
    return marked


def _labels(statement: Mapping[str, Any], where: str) -> Labels:
    speakers = names(statement, "speaker", where)
    if not speakers:
        fail(where, "a speaker is needed; write unknown where the article does not say.")
    unhedged = statement.get("hedge") is None
    return Labels(
        speakers=speakers,
        type=choice(statement, "type", TYPES, where),
        stance=choice(statement, "stance", STANCES, where),
        hedge="none" if unhedged else choice(statement, "hedge", HEDGES, where),
        kind=choice(statement, "speaker_kind", KINDS, where),
        addressees=names(statement, "addressee", where),
    )


def _dates(
    record: Mapping[str, Any], dump_text: str, path: Path
) -> dict[str, list[tuple[Span, When]]]:
    """The resolved dates that belong to a statement, by its id, and where they stand."""
    dates: dict[str, list[tuple[Span, When]]] = {}
    for number, date in enumerate(as_list(record.get("dates") or [], str(path)), 1):
        where = f"{path}, date {number}"
        if not isinstance(date, dict):
            fail(where, 'a date is {"statement": "S1", "start": 0, "end": 8, "resolved": "2031"}.')
        if date.get("statement") is None or date.get("resolved") is None:
            continue
        (span,) = as_spans([_place(date, where)], dump_text, where)
        when = resolved(dump_text[slice(*span)], date["resolved"])
        if when is None:
            fail(where, f"{date['resolved']!r:.40} is no year, month or day like 2031-05-02.")
        dates.setdefault(str(date["statement"]), []).append((span, when))
    return dates


def _outermost(marked: Mapping[str, _Marked]) -> Iterator[_Marked]:
    """The statements without a parent, with all that is nested in them."""
    nested: dict[str, list[GoldAttribution]] = {}
    for name, each in marked.items():
        if (root := _root(name, marked)) != name:
            nested.setdefault(root, []).append(each.attribution)
    for name, each in marked.items():
        if each.parent is None:
            labels = each.attribution.labels
            if labels is not None:
                labels = replace(labels, nested=tuple(nested.get(name, ())))
            yield replace(each, attribution=replace(each.attribution, labels=labels))


def _root(name: str, marked: Mapping[str, _Marked]) -> str:
    passed = set()
    while (parent := marked[name].parent) is not None:
        passed.add(name)
        if parent not in marked or parent in passed:
            fail(marked[name].where, f"its parent {parent!r:.40} is no statement that it is in.")
        name = parent
    return name


def _story(outer: _Marked, starts: list[tuple[int, str]]) -> int:
    """The index of the story that the statement stands in, all of it."""
    positions = [start for start, _ in starts]
    extents = [outer.extent]
    if labels := outer.attribution.labels:
        extents += [_Marked(outer.where, each, None).extent for each in labels.nested]
    ends = [point for extent in extents if extent for point in (extent[0], extent[1] - 1)]
    stories = {bisect_right(positions, point) - 1 for point in ends} or {0}
    if len(stories) > 1:
        fail(outer.where, "it stands in more than one article.")
    return stories.pop()


def _places(value: object, where: str) -> list[object]:
    """``[start, end]`` pairs of one place, several, or none."""
    places: list[object] = value if isinstance(value, list) else [value] if value else []
    return [_place(place, where) for place in places]


def _place(place: object, where: str) -> list[object]:
    if not isinstance(place, dict):
        fail(where, 'a place is {"start": 0, "end": 8}.')
    return [place.get("start"), place.get("end")]
