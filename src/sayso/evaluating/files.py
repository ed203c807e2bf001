"""Reading a corpus's files, with errors that name the place."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from sayso.errors import CorpusError
from sayso.records import Span


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
