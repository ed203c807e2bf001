"""Reading a corpus's files, with errors that name the place."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

from sayso.errors import CorpusError
from sayso.records import Span

FORMS: Final = (
    "Give PolNeAR JSON lines (.jsonl or .jsonl.gz), a folder of brat standoff "
    "(X.txt with X.ann), or a folder of X.txt with X.json."
)
_GZIP_MAGIC: Final = b"\x1f\x8b"


def fail(where: str | Path, problem: str) -> NoReturn:
    """Give up on the corpus, naming the place."""
    raise CorpusError(f"{where}: {problem}")


def read_text(path: Path) -> str:
    """The file's characters, line ends as they are, so that offsets hold."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        fail(path, f"not UTF-8 (byte {error.start}). Convert it, for example with iconv.")
    except OSError as error:
        fail(path, f"cannot be read ({error.strerror or error}).")


def read_lines(path: Path, expected: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON lines file, each after the place to name in errors.

    Unpacked if its first bytes say that it is packed. ``expected`` ends the
    message where the file is something else.
    """
    for number, line in enumerate(_lines(path, expected), 1):
        if line.strip():
            where = f"{path}, line {number}"
            yield where, parse_object(line, where, expected)


def _lines(path: Path, expected: str) -> Iterator[str]:
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == _GZIP_MAGIC
            raw.seek(0)
            unpacked = gzip.GzipFile(fileobj=raw) if packed else raw
            with io.TextIOWrapper(unpacked, encoding="utf-8-sig", newline="\n") as lines:
                yield from lines
    except UnicodeDecodeError:
        fail(path, f"neither text in UTF-8 nor gzip. {expected}")
    except (EOFError, gzip.BadGzipFile, zlib.error):
        fail(path, "the gzip file is damaged. Fetch it again.")


def parse_object(document: str, where: str | Path, expected: str) -> dict[str, Any]:
    """The JSON object that the document is."""
    try:
        record = json.loads(document)
    except (ValueError, RecursionError) as error:
        fail(where, f"not JSON ({error}). {expected}")
    if not isinstance(record, dict):
        fail(where, f"a JSON object is needed, not a {type(record).__name__}. {expected}")
    return record


def as_list(value: object, where: str) -> list[Any]:
    """The value, if it is a list."""
    if not isinstance(value, list):
        fail(where, f"a list is needed, not a {type(value).__name__}.")
    return value


def as_spans(places: Iterable[object], article_text: str, where: str) -> tuple[Span, ...]:
    """``[start, end]`` pairs as spans, in order, if each cuts something out of the text."""
    spans: set[Span] = set()
    for place in places:
        # An exact type: true and false are ints to isinstance.
        if not isinstance(place, list) or [type(each) for each in place] != [int, int]:
            fail(where, "a span is [start, end], two whole numbers.")
        spans.add(check_span((place[0], place[1]), article_text, where))
    return tuple(sorted(spans))


def check_span(span: Span, article_text: str, where: str) -> Span:
    """The span, if it cuts something out of the text."""
    start, end = span
    if not 0 <= start < end <= len(article_text):
        fail(
            where,
            f"{start} to {end} is no range of the text's {len(article_text)} characters. "
            "Offsets count Unicode characters from 0, the end not included.",
        )
    return span
