"""The JSON contract: one article a line, or one array of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sayso.records import Article


def json_lines(articles: Iterable[Article]) -> Iterator[str]:
    """One line of JSON for each article, with its line feed."""
    for article in articles:
        yield _dump(article) + "\n"


def json_array(articles: Iterable[Article]) -> Iterator[str]:
    """One JSON array of all articles, indented for the eye."""
    separator = "[\n"
    for article in articles:
        yield separator + _dump(article, indent=2)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _dump(article: Article, indent: int | None = None) -> str:
    record = article.to_dict()
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate, which only an escape can carry
        text = json.dumps(record, indent=indent)
    return text
