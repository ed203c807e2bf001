"""Attributions in brat standoff: ``X.txt`` with ``X.ann``.

PolNeAR's conventions: text-bound ``T`` lines for the spans, an event ``E``
that names them by role. Files without events may link a cue to its source
and content by relations ``R`` instead. PolNeAR's own folders (``text`` beside
``attributions``, an annotator's code at the end of the name) work as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias, cast

from sayso.evaluating.files import check_span, fail, read_text
from sayso.evaluating.gold import ROLES, GoldArticle, GoldAttribution, Role
from sayso.records import Span

_RANGE: Final = r"[0-9]{1,12} +[0-9]{1,12}"
_TEXT_BOUND: Final = re.compile(
    rf"(?P<id>T\w+)\t(?P<type>\S+) +(?P<spans>{_RANGE}(?: *; *{_RANGE})*) *(?:\t(?P<words>.*))?",
    re.DOTALL,
)
_EVENT: Final = re.compile(r"E\w+\t(?P<arguments>.+)")
_ARGUMENT: Final = re.compile(r"(?P<name>[^\s:]+):(?P<target>\S+)")
_RELATION: Final = re.compile(r"R\w+\t\S+ +(?P<one>[^\s:]+:\S+) +(?P<other>[^\s:]+:\S+) *")
_ROLE: Final = re.compile(r"(?P<role>source|cue|content)[-_]?[0-9]*", re.IGNORECASE)
_NOT_OURS: Final = "#*AMN"
"""Notes, equivalences, attributes, modifications and normalizations."""
_EXPECTED: Final = (
    "Expected T1<tab>Source 0 8<tab>words, E1<tab>Attribution:T4 Source:T1 Cue:T2 Content:T3 "
    "or R1<tab>Source Arg1:T2 Arg2:T1."
)
_PUBLISHER: Final = re.compile(r"(?P<publisher>[^_]+)_[0-9]{4}-[0-9]{2}-[0-9]{2}_.*")
_ANNOTATOR: Final = re.compile(r"(?P<stem>.+)_[0-9a-f]{4}")

Fragments: TypeAlias = dict[Role, set[Span]]


@dataclass(frozen=True, slots=True)
class _TextBound:
    role: Role | None
    """Null for a type that is none of ours, such as an event's trigger."""
    fragments: tuple[Span, ...]


@dataclass(slots=True)
class _Standoff:
    """The lines of one ``.ann`` file that matter, each with where it stands."""

    bound: dict[str, _TextBound] = field(default_factory=dict)
    events: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    """Arguments such as ``("Source", "T2")``."""
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    """Two ids."""


def read_brat(folder: Path) -> list[GoldArticle]:
    """The articles of a folder and the folders in it, by name.

    Where several annotators did an article, the first by name counts. Texts
    without annotations are left out.
    """
    annotations: dict[Path, Path] = {}
    for path in sorted(folder.rglob("*.ann")):
        annotations.setdefault(_text_of(path), path)
    articles: list[GoldArticle] = []
    unlinked: Path | None = None
    for text_path, path in annotations.items():
        article_text = read_text(text_path)
        standoff = _parse(path, article_text)
        attributions = tuple(_attributions(standoff))
        if not attributions and any(bound.role for bound in standoff.bound.values()):
            unlinked = unlinked or path
        publisher = _PUBLISHER.fullmatch(text_path.stem)
        articles.append(
            GoldArticle(
                doc=text_path.stem,
                publisher=publisher["publisher"] if publisher else None,
                article_text=article_text,
                attributions=attributions,
            )
        )
    if unlinked and not any(article.attributions for article in articles):
        fail(
            unlinked,
            "spans, but nothing that says which belong together. "
            "Link them by events (E1<tab>Attribution:T4 Source:T1 Cue:T2 Content:T3) "
            "or relations (R1<tab>Source Arg1:T2 Arg2:T1).",
        )
    return articles


def _text_of(path: Path) -> Path:
    """The text that an annotation file belongs to."""
    stems = [path.stem]
    if annotator := _ANNOTATOR.fullmatch(path.stem):
        stems.append(annotator["stem"])
    for parent in (path.parent, path.parent.parent / "text"):
        for stem in stems:
            candidate = parent / f"{stem}.txt"
            if candidate.is_file():
                return candidate
    fail(path, f"the text it belongs to is missing. Put {path.stem}.txt beside it.")


def _parse(path: Path, article_text: str) -> _Standoff:
    standoff = _Standoff()
    # Not splitlines: the words on a T line may hold other kinds of line end.
    for number, line in enumerate(read_text(path).removeprefix("\ufeff").split("\n"), 1):
        line = line.rstrip("\r")
        where = f"{path}, line {number}"
        if not line.strip() or line[0] in _NOT_OURS:
            continue
        if match := _TEXT_BOUND.fullmatch(line):
            if match["id"] in standoff.bound:
                fail(where, f"{match['id']} is defined twice.")
            standoff.bound[match["id"]] = _text_bound(match, article_text, where)
        elif match := _EVENT.fullmatch(line):
            arguments = [_argument(each, where) for each in match["arguments"].split()]
            standoff.events.append((where, arguments))
        elif match := _RELATION.fullmatch(line):
            (_, one), (_, other) = (_argument(match[end], where) for end in ("one", "other"))
            standoff.relations.append((where, one, other))
        else:
            fail(where, f"not brat standoff. {_EXPECTED}")
    return standoff


def _argument(argument: str, where: str) -> tuple[str, str]:
    """The role and the id in ``Source:T1``."""
    match = _ARGUMENT.fullmatch(argument)
    if match is None:
        fail(where, f"{argument!r:.40} names no role and span. {_EXPECTED}")
    return match["name"], match["target"]


def _text_bound(match: re.Match[str], article_text: str, where: str) -> _TextBound:
    pairs = [piece.split() for piece in match["spans"].split(";")]
    spans = [check_span((int(start), int(end)), article_text, where) for start, end in pairs]
    words = match["words"]
    # White space aside: brat writes spaces for line ends and between fragments.
    if words and "".join(words.split()) != "".join(
        "".join(article_text[start:end].split()) for start, end in spans
    ):
        fail(
            where,
            "the words are not those that stand there in the text. "
            "Offsets count Unicode characters, and the line end CR LF counts as two.",
        )
    return _TextBound(_role(match["type"]), _rejoined(spans, article_text))


def _rejoined(spans: Iterable[Span], article_text: str) -> tuple[Span, ...]:
    """The spans, those with only white space between them as one.

    brat cuts a span in two where the text it shows has a line end.
    """
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and not article_text[result[-1][1] : start].strip():
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def _role(name: str) -> Role | None:
    match = _ROLE.fullmatch(name)
    return cast(Role, match["role"].lower()) if match else None


def _attributions(standoff: _Standoff) -> Iterator[GoldAttribution]:
    """One for each event that names a role; relations count where there are no events."""
    for where, arguments in standoff.events:
        fragments = _no_fragments()
        for name, target in arguments:
            if role := _role(name):
                fragments[role].update(_bound(standoff, target, where).fragments)
        if any(fragments.values()):
            yield _attribution(fragments)
    if not standoff.events:
        yield from _related(standoff)


def _related(standoff: _Standoff) -> Iterator[GoldAttribution]:
    """Attributions made of relations: each cue with what is related to it.

    A source and a content related directly complete the cue's attribution
    that has this content, or make one without a cue.
    """
    around: dict[str, Fragments] = {}
    direct: list[tuple[_TextBound, _TextBound, str]] = []
    for where, one, other in standoff.relations:
        ends = {one: _bound(standoff, one, where), other: _bound(standoff, other, where)}
        by_role: dict[Role | None, str] = {ends[name].role: name for name in ends}
        if cue := by_role.get("cue"):
            fragments = around.setdefault(cue, _no_fragments())
            for end in ends.values():
                if end.role:
                    fragments[end.role].update(end.fragments)
        elif (source_name := by_role.get("source")) and (name := by_role.get("content")):
            direct.append((ends[source_name], ends[name], name))
    for source, content, name in direct:
        owners = [each for each in around.values() if each["content"] & set(content.fragments)]
        if not owners:
            owners = [around.setdefault(name, _no_fragments())]
            owners[0]["content"].update(content.fragments)
        for fragments in owners:
            fragments["source"].update(source.fragments)
    for fragments in around.values():
        yield _attribution(fragments)


def _bound(standoff: _Standoff, name: str, where: str) -> _TextBound:
    bound = standoff.bound.get(name)
    if bound is None:
        fail(where, f"{name!r:.40} is not among the T lines of this file.")
    return bound


def _no_fragments() -> Fragments:
    return {role: set() for role in ROLES}


def _attribution(fragments: Fragments) -> GoldAttribution:
    return GoldAttribution(*(tuple(sorted(fragments[role])) for role in ROLES))
