"""Annotated corpora, whatever their form, as gold articles.

Three forms, told apart by what is there: JSON lines as PolNeAR is given here,
a folder of brat standoff, and one JSON file for each text (dumps of agency
stories). What else is known of the attributions is in the dumps; for the
other forms it is in a file of labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.evaluating.brat import read_brat
from sayso.evaluating.dumps import read_dump
from sayso.evaluating.files import FORMS, as_list, as_spans, fail, read_lines
from sayso.evaluating.gold import ROLES, GoldArticle, GoldAttribution
from sayso.evaluating.labels import labelled, labels_beside


def read_corpus(path: Path, labels: Path | None = None) -> list[GoldArticle]:
    """The articles of a corpus, at least one, in a fixed order.

    ``labels`` is a file that says more of the attributions, by default the
    one beside the corpus (see ``labels.labels_beside``), if there is one.
    Raises ``CorpusError`` where a path is missing, holds no corpus or no
    labels for it, or a line is malformed; the message names file and line.
    """
    try:
        articles = _read(path)
    except OSError as error:
        fail(path, f"cannot be read ({error.strerror or error}).")
    if not articles:
        fail(path, f"no annotated article in it. {FORMS}")
    labels = labels or labels_beside(path)
    return labelled(articles, labels) if labels else articles


def _read(path: Path) -> list[GoldArticle]:
    if path.is_dir():
        return _read_folder(path)
    if path.is_file():
        return _read_file(path)
    fail(path, f"no such file or folder. {FORMS}")


def _read_folder(folder: Path) -> list[GoldArticle]:
    if next(folder.rglob("*.ann"), None):
        return read_brat(folder)
    if dumps := [p for p in sorted(folder.glob("*.json")) if p.with_suffix(".txt").is_file()]:
        return [article for each in dumps for article in read_dump(each)]
    if lines := sorted((*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz"))):
        fail(folder, f"name the file to evaluate on, such as {lines[0]}.")
    return []


def _read_file(path: Path) -> list[GoldArticle]:
    match path.suffix.lower():
        case ".json":
            return read_dump(path)
        case ".ann" | ".txt":
            fail(path, f"brat standoff is read by the folder: give {path.parent}.")
        case _:
            return list(_read_polnear(path))


def _read_polnear(path: Path) -> Iterator[GoldArticle]:
    for number, (where, record) in enumerate(read_lines(path, FORMS), 1):
        if "attributions" not in record or not isinstance(record.get("text"), str):
            fail(where, f"no article: the fields text and attributions are needed. {FORMS}")
        publisher = record.get("publisher")
        yield GoldArticle(
            doc=str(record.get("doc") or f"article {number}"),
            publisher=publisher if isinstance(publisher, str) and publisher else None,
            article_text=record["text"],
            attributions=tuple(_attributions(record, where)),
        )


def _attributions(record: dict[str, Any], where: str) -> Iterator[GoldAttribution]:
    for attribution in as_list(record["attributions"], where):
        if not isinstance(attribution, dict):
            fail(where, 'an attribution is {"source": [[start, end]], "cue": …, "content": …}.')
        yield GoldAttribution(
            *(
                as_spans(as_list(attribution.get(role) or [], where), record["text"], where)
                for role in ROLES
            )
        )
