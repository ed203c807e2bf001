"""The environment of the peers, and what they say, line by line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sayso.errors import UsageError
from sayso.evaluating import ROLES, GoldArticle, GoldAttribution
from sayso.records import Span

ROOT: Final = Path(__file__).parents[1]
_PYTHON: Final = ROOT / ".venv-bench/bin/python"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a peer found in one article."""

    attributions: tuple[GoldAttribution, ...]
    problem: str | None
    """Why the peer could not read the article; it then found nothing."""


def require() -> None:
    """UsageError if the environment of the peers is not there."""
    if not _PYTHON.is_file():
        raise UsageError(f"the peers are not installed in {_PYTHON.parents[1]}: run `make bench`")


def run(module: str, *arguments: str | Path) -> str:
    """The standard output of one of our modules, run among the peers.

    UsageError, with the last thing it said, if it fails.
    """
    require()
    done = subprocess.run(
        [_PYTHON, "-m", f"benchmarks.{module}", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    sys.stderr.write(done.stderr)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise UsageError(
            f"benchmarks.{module} failed in .venv-bench ({said[-1]}). If a package is missing, "
            "delete .venv-bench and run `make bench`"
        )
    return done.stdout


def parse(
    lines: Iterable[str], articles: Sequence[GoldArticle]
) -> tuple[dict[str, str], list[Prediction]]:
    """Versions from the first line, then a prediction for each article, in order.

    UsageError where the lines do not fit the articles.
    """
    records = [json.loads(line) for line in lines]
    if not records:
        raise UsageError("the peer wrote nothing")
    versions, *answers = records
    docs = [article.doc for article in articles]
    if [answer["doc"] for answer in answers] != docs:
        raise UsageError("the peer did not read the same articles: the corpus must be PolNeAR's")
    return versions, [
        Prediction(
            tuple(_attribution(each, article) for each in answer["attributions"]),
            answer["problem"],
        )
        for answer, article in zip(answers, articles, strict=True)
    ]


def _attribution(raw: dict[str, Any], article: GoldArticle) -> GoldAttribution:
    source, cue, content = (_spans(raw[role], article) for role in ROLES)
    return GoldAttribution(source, cue, content)


def _spans(raw: Iterable[tuple[int, int]], article: GoldArticle) -> tuple[Span, ...]:
    spans = tuple((int(start), int(end)) for start, end in raw)
    if not all(0 <= start < end <= len(article.article_text) for start, end in spans):
        raise UsageError(f"the peer's spans lie outside of article {article.doc}")
    return spans
