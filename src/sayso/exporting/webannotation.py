"""W3C Web Annotation (JSON-LD): each statement as an annotation on the article's text.

The target names the very characters twice over, by position and by quotation with
what stands around it, so that an annotation still finds its place when the text has
shifted. See https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sayso._version import __version__
from sayso.exporting.addresses import article_address, statement_address
from sayso.records import Article, Passage, Span, Statement

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_AROUND: Final = 32
"""Characters of prefix and suffix of a quotation."""


def web_annotations(article: Article) -> Iterator[dict[str, Any]]:
    """One annotation for each statement."""
    for statement in article.statements:
        yield _annotation(article, statement)


def _annotation(article: Article, statement: Statement) -> dict[str, Any]:
    tags = [
        f"form:{statement.form}",
        f"type:{statement.type}",
        f"stance:{statement.stance}",
        f"hedge:{statement.hedge}",
    ]
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags
    ]
    if statement.speaker:
        bodies.insert(
            0,
            {
                "type": "TextualBody",
                "value": statement.speaker.name,
                "purpose": "identifying",
                "format": "text/plain",
            },
        )
    if statement.parent:
        bodies.append(
            {
                "type": "SpecificResource",
                "source": statement_address(statement.parent),
                "purpose": "linking",
            }
        )
    parts = (("content", statement.content), ("source", statement.source), ("cue", statement.cue))
    return {
        "@context": CONTEXT,
        "id": statement_address(statement.id),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {
            "id": "urn:sayso:software",
            "type": "Software",
            "name": f"Sayso {__version__}",
        },
        "body": bodies,
        "target": [
            target
            for name, passage in parts
            if passage
            for target in _targets(article, name, passage)
        ],
    }


def _targets(article: Article, name: str, passage: Passage) -> Iterator[dict[str, Any]]:
    for span in passage.fragments:
        yield {
            "type": "SpecificResource",
            "source": article.url or article_address(article.id),
            "scope": article_address(article.id),
            "styleClass": name,
            "selector": [_position(span), _quotation(article.text, span)],
        }


def _position(span: Span) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": span[0], "end": span[1]}


def _quotation(text: str, span: Span) -> dict[str, Any]:
    start, end = span
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
