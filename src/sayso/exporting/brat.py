"""brat standoff: ``ID.txt`` as it is, ``ID.ann`` with the attributions, to be edited there.

Spans, form, type, stance, hedge and nesting are brat's own annotations. What brat has
no shape for stands in a note of each event, and, for the article, in ``ID.json``: so
``sayso import`` gets the same records back, and knows what was changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sayso.records import Article, Span, Statement

ATTRIBUTES: Final = ("form", "type", "stance", "hedge")
CONFIGURATION: Final = """\
[entities]
Source
Cue
Content
[relations]
Inside\tArg1:Attribution, Arg2:Attribution
[events]
Attribution\tSource?:Source, Cue?:Cue, Content:Content
[attributes]
Form\tArg:Attribution, Value:direct|indirect|mixed
Type\tArg:Attribution, Value:assertion|belief|fact|eventuality
Stance\tArg:Attribution, Value:affirms|denies|questions|negated
Hedge\tArg:Attribution, Value:none|alleged|rumoured|secondhand
"""
_LINE: Final = re.compile(r"[^\r\n]+")


def write_brat(folder: Path, articles: Iterable[Article]) -> None:
    """All articles as brat files in ``folder``, with the configuration that brat wants."""
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    for article in articles:
        # Written as bytes: line ends must stay what they are, offsets count them.
        (folder / f"{article.id}.txt").write_bytes(article.text.encode("utf-8"))
        lines = "".join(f"{line}\n" for line in standoff(article))
        (folder / f"{article.id}.ann").write_bytes(lines.encode("utf-8"))
        record = article.to_dict()
        del record["text"], record["statements"]
        (folder / f"{article.id}.json").write_bytes(
            json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8")
        )


def standoff(article: Article) -> Iterator[str]:
    """The lines of an article's ``.ann``, without line ends."""
    events = {each.id: f"E{number}" for number, each in enumerate(article.statements, 1)}
    spans = attributes = relations = 0
    for number, statement in enumerate(article.statements, 1):
        names = []
        for role, passage in (
            ("Source", statement.source),
            ("Cue", statement.cue),
            ("Content", statement.content),
        ):
            if passage is not None:
                spans += 1
                names.append(f"{role}:T{spans}")
                yield _bound(article.text, f"T{spans}", role, passage.fragments)
        spans += 1
        trigger = statement.cue or statement.content
        yield _bound(article.text, f"T{spans}", "Attribution", trigger.fragments[:1])
        yield f"E{number}\tAttribution:T{spans} {' '.join(names)}"
        for name in ATTRIBUTES:
            attributes += 1
            yield f"A{attributes}\t{name.title()} E{number} {getattr(statement, name)}"
        if statement.parent in events:
            relations += 1
            yield f"R{relations}\tInside Arg1:E{number} Arg2:{events[statement.parent]}"
        yield f"#{number}\tAnnotatorNotes E{number}\t{_note(statement)}"


def pieces(text: str, fragments: Iterable[Span]) -> tuple[Span, ...]:
    """The fragments as brat has them: cut where a line ends, which no span may cross."""
    return tuple(
        (match.start(), match.end())
        for start, end in fragments
        for match in _LINE.finditer(text, start, end)
    )


def _bound(text: str, name: str, role: str, fragments: Iterable[Span]) -> str:
    fragments = tuple(fragments)
    spans = pieces(text, fragments) or fragments
    places = ";".join(f"{start} {end}" for start, end in spans)
    words = " ".join(text[start:end] for start, end in spans)
    return f"{name}\t{role} {places}\t{words}"


def _note(statement: Statement) -> str:
    # JSON escapes line ends, so a note stays on its line.
    return json.dumps(statement.to_dict(), ensure_ascii=True)
