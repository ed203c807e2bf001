"""A file of labels: what is known of attributions beside their spans.

One JSON object a line: ``doc`` and ``i`` name the attribution by its article
and its index there; ``speaker``, ``kind``, ``type``, ``stance`` and ``hedge``
are needed; ``addressee`` (null for nobody) and ``nested`` may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sayso.evaluating.files import as_list, as_spans, fail, read_lines
from sayso.evaluating.gold import GoldArticle, GoldAttribution, Labels
from sayso.evaluating.values import HEDGES, KINDS, STANCES, TYPES, choice, names

_EXPECTED: Final = (
    'Labels are one object a line, such as {"doc": "…", "i": 0, "speaker": "…", '
    '"kind": "person", "type": "assertion", "stance": "affirms", "hedge": "none"}.'
)
_POLNEAR: Final = re.compile(r"polnear-(?P<split>.+)\.jsonl(\.gz)?")


def labels_beside(corpus: Path) -> Path | None:
    """``labels-dev.jsonl`` in the folder of ``polnear-dev.jsonl.gz``, if it is there."""
    match = _POLNEAR.fullmatch(corpus.name)
    path = corpus.with_name(f"labels-{match['split']}.jsonl") if match else None
    return path if path and path.is_file() else None


def labelled(articles: Sequence[GoldArticle], path: Path) -> list[GoldArticle]:
    """The articles with the labels of a file joined to their attributions.

    Labels of other articles are passed over: the corpus may be a part.
    Raises ``CorpusError`` if a line is malformed, or none is about these articles.
    """
    try:
        found = _read(articles, path)
    except OSError as error:
        fail(path, f"cannot be read ({error.strerror or error}).")
    if not found:
        fail(path, "labels none of the corpus's articles. Give the labels of this corpus.")
    return [
        replace(article, attributions=tuple(_join(article, found.get(article.doc, {}))))
        for article in articles
    ]


def _join(article: GoldArticle, labels: dict[int, Labels]) -> Iterator[GoldAttribution]:
    for index, attribution in enumerate(article.attributions):
        yield replace(attribution, labels=labels.get(index, attribution.labels))


def _read(articles: Sequence[GoldArticle], path: Path) -> dict[str, dict[int, Labels]]:
    """Labels by the index of their attribution, by the name of their article."""
    by_name = {article.doc: article for article in articles}
    found: dict[str, dict[int, Labels]] = {}
    for where, record in read_lines(path, _EXPECTED):
        doc, index = record.get("doc"), record.get("i")
        if not isinstance(doc, str) or type(index) is not int:
            fail(where, f"the fields doc and i are needed. {_EXPECTED}")
        if (article := by_name.get(doc)) is None:
            continue
        if not 0 <= index < len(article.attributions):
            fail(where, f"i is {index}, but {doc} has {len(article.attributions)} attributions.")
        in_article = found.setdefault(doc, {})
        if index in in_article:
            fail(where, f"attribution {index} of {doc} is labelled twice.")
        in_article[index] = _labels(record, article.article_text, where)
    return found


def _labels(record: dict[str, Any], article_text: str, where: str) -> Labels:
    shared = _any_labels(record, where)
    nested = as_list(record.get("nested") or [], where)
    return replace(
        shared,
        kind=choice(record, "kind", KINDS, where),
        addressees=names(record, "addressee", where),
        nested=tuple(_nested(each, article_text, where) for each in nested),
    )


def _any_labels(record: dict[str, Any], where: str) -> Labels:
    """The labels that outermost and nested attributions have."""
    speakers = names(record, "speaker", where)
    if not speakers:
        fail(where, "a speaker is needed; write unknown where the article does not say.")
    return Labels(
        speakers=speakers,
        type=choice(record, "type", TYPES, where),
        stance=choice(record, "stance", STANCES, where),
        hedge=choice(record, "hedge", HEDGES, where),
    )


def _nested(record: object, article_text: str, where: str) -> GoldAttribution:
    if not isinstance(record, dict):
        fail(where, 'what is nested is {"source": [start, end], "cue": …, "content": …, …}.')

    def role(name: str) -> tuple[tuple[int, int], ...]:
        place = record.get(name)
        return as_spans([] if place is None else [place], article_text, where)

    return GoldAttribution(
        role("source"), role("cue"), role("content"), labels=_any_labels(record, where)
    )
