"""Annotated corpora, whatever their form, as gold articles.

Three forms, told apart by what is there: JSON lines as PolNeAR is given here,
a folder of brat standoff, and one JSON file for each text (dumps of agency
stories, with more in them than is scored here).
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sayso.evaluating.brat import read_brat
from sayso.evaluating.files import check_span, fail, read_text
from sayso.evaluating.gold import ROLES, GoldArticle, GoldAttribution
from sayso.records import Span

_FORMS: Final = (
    "Give PolNeAR JSON lines (.jsonl or .jsonl.gz), a folder of brat standoff "
    "(X.txt with X.ann), or a folder of X.txt with X.json."
)
_GZIP_MAGIC: Final = b"\x1f\x8b"


def read_corpus(path: Path) -> list[GoldArticle]:
    """The articles of a corpus, at least one, in a fixed order.

    Raises ``CorpusError`` where the path is missing, holds no corpus, or a
    line of it is malformed; the message names the file and the line.
    """
    try:
        articles = _read(path)
    except OSError as error:
        fail(path, f"cannot be read ({error.strerror or error}).")
    if not articles:
        fail(path, f"no annotated article in it. {_FORMS}")
    return articles


def _read(path: Path) -> list[GoldArticle]:
    if path.is_dir():
        return _read_folder(path)
    if path.is_file():
        return _read_file(path)
    fail(path, f"no such file or folder. {_FORMS}")


def _read_folder(folder: Path) -> list[GoldArticle]:
    if next(folder.rglob("*.ann"), None):
        return read_brat(folder)
    if dumps := [p for p in sorted(folder.glob("*.json")) if p.with_suffix(".txt").is_file()]:
        return [_read_dump(each) for each in dumps]
    if lines := sorted((*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz"))):
        fail(folder, f"name the file to evaluate on, such as {lines[0]}.")
    return []


def _read_file(path: Path) -> list[GoldArticle]:
    match path.suffix.lower():
        case ".json":
            return [_read_dump(path)]
        case ".ann" | ".txt":
            fail(path, f"brat standoff is read by the folder: give {path.parent}.")
        case _:
            return list(_read_lines(path))


def _read_lines(path: Path) -> Iterator[GoldArticle]:
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        record = _parse(line, where)
        if "attributions" not in record or not isinstance(record.get("text"), str):
            fail(where, f"no article: the fields text and attributions are needed. {_FORMS}")
        publisher = record.get("publisher")
        yield GoldArticle(
            doc=str(record.get("doc") or f"line {number}"),
            publisher=publisher if isinstance(publisher, str) and publisher else None,
            article_text=record["text"],
            attributions=tuple(_polnear_attributions(record, where)),
        )


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file, unpacked if its first bytes say that it is packed."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == _GZIP_MAGIC
            raw.seek(0)
            unpacked = gzip.GzipFile(fileobj=raw) if packed else raw
            with io.TextIOWrapper(unpacked, encoding="utf-8-sig", newline="\n") as lines:
                yield from lines
    except UnicodeDecodeError:
        fail(path, f"neither text in UTF-8 nor gzip. {_FORMS}")
    except (EOFError, gzip.BadGzipFile, zlib.error):
        fail(path, "the gzip file is damaged. Fetch it again.")


def _parse(document: str, where: str | Path) -> dict[str, Any]:
    try:
        record = json.loads(document)
    except (ValueError, RecursionError) as error:
        fail(where, f"not JSON ({error}). {_FORMS}")
    if not isinstance(record, dict):
        fail(where, f"a JSON object is needed, not a {type(record).__name__}. {_FORMS}")
    return record


def _polnear_attributions(record: dict[str, Any], where: str) -> Iterator[GoldAttribution]:
    for attribution in _list(record["attributions"], where):
        if not isinstance(attribution, dict):
            fail(where, 'an attribution is {"source": [[start, end]], "cue": …, "content": …}.')
        yield GoldAttribution(
            *(
                _checked(_list(attribution.get(role) or [], where), record["text"], where)
                for role in ROLES
            )
        )


def _read_dump(path: Path) -> GoldArticle:
    """A text with ``statements``: those without a parent are the outermost."""
    where = str(path)
    record = _parse(read_text(path).removeprefix("\ufeff"), where)
    if "statements" not in record:
        fail(path, f"no statements in it. {_FORMS}")
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        fail(path, f"its text is missing. Put {text_path.name} beside it.")
    article_text = read_text(text_path)
    attributions = []
    for number, statement in enumerate(_list(record["statements"], where), 1):
        where = f"{path}, statement {number}"
        if not isinstance(statement, dict):
            fail(where, "a statement is an object with source, cue and content.")
        if statement.get("parent") is None:
            roles = (_places(statement.get(role), where) for role in ROLES)
            attributions.append(
                GoldAttribution(*(_checked(role, article_text, where) for role in roles))
            )
    # Whether the last closing mark is in the content varies in these files.
    return GoldArticle(path.stem, None, article_text, tuple(attributions), loose_edges=True)


def _places(value: object, where: str) -> list[object]:
    """``[start, end]`` pairs of one place, several, or none."""
    places: list[object] = value if isinstance(value, list) else [value] if value else []
    return [_place(place, where) for place in places]


def _place(place: object, where: str) -> list[object]:
    if not isinstance(place, dict):
        fail(where, 'a place is {"start": 0, "end": 8}.')
    return [place.get("start"), place.get("end")]


def _checked(places: Iterable[object], article_text: str, where: str) -> tuple[Span, ...]:
    spans: set[Span] = set()
    for place in places:
        # An exact type: true and false are ints to isinstance.
        if not isinstance(place, list) or [type(each) for each in place] != [int, int]:
            fail(where, "a span is [start, end], two whole numbers.")
        spans.add(check_span((place[0], place[1]), article_text, where))
    return tuple(sorted(spans))


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        fail(where, f"a list is needed, not a {type(value).__name__}.")
    return value
