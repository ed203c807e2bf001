"""Sayso and its peers on one corpus, under the same scorer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import peers, published, quotation_marks
from benchmarks.tables import Table
from sayso.evaluating import GoldArticle, GoldAttribution, Report, Score, Tally, as_statement
from sayso.extracting import Extractor


@dataclass(frozen=True, slots=True)
class Textacy:
    """How textacy did, and where it could not."""

    report: Report
    read: Report
    """On the articles alone that it could read."""
    problems: dict[str, int]
    """How many articles it could not read, by reason."""
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The reports on all who were measured here."""

    corpus: str
    sayso: Report
    textacy: Textacy
    quotation_marks: Report

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; the ratios run from 0 to 1."""
        return {
            "corpus": self.corpus,
            "sayso": self.sayso.to_dict(),
            "textacy": {
                "versions": self.textacy.versions,
                "problems": self.textacy.problems,
                "all": self.textacy.report.to_dict(),
                "articles_read": self.textacy.read.to_dict(),
            },
            "quotation_marks": self.quotation_marks.to_dict(),
        }

    def side_by_side(self) -> Table:
        """F1 of all, those with published figures included."""
        textacy = self.textacy
        name = f"textacy {textacy.versions['textacy']}"
        return Table(
            title="F1 in percent: exact spans, whole attributions, tokens",
            headings=(
                "system",
                "scored on",
                *("source", "cue", "content"),
                *("exact", "overlap"),
                *("source tokens", "cue tokens", "content tokens"),
            ),
            rows=(
                ("Sayso", *self._row(self.sayso)),
                (name, *self._row(textacy.report)),
                ("quotation marks", *self._row(self.quotation_marks)),
                *(
                    (system, "published, test split", *spans, *("–",) * 5)
                    for system, *spans in published.SPAN_F1
                ),
            ),
            notes=(
                f"{self.corpus}: {_size(self.sayso.overall)}.",
                *self._refused(),
                published.SOURCE,
            ),
        )

    def detail(self) -> Table:
        """Precision, recall and F1 of Sayso."""
        scores = self.sayso.overall.scores
        measures: tuple[tuple[str, Score], ...] = (
            ("exact span: source", scores.spans.source),
            ("exact span: cue", scores.spans.cue),
            ("exact span: content", scores.spans.content),
            ("attribution: exact", scores.exact),
            ("attribution: overlap", scores.overlap),
            ("token: source", scores.tokens.source),
            ("token: cue", scores.tokens.cue),
            ("token: content", scores.tokens.content),
        )
        return Table(
            title=f"Sayso on {self.corpus}, in percent",
            headings=("measure", "precision", "recall", "F1"),
            rows=tuple(
                (name, _percent(score.precision), _percent(score.recall), _percent(score.f1))
                for name, score in measures
            ),
        )

    def _refused(self) -> tuple[str, ...]:
        """What to know of the articles that textacy could not read, if there are any."""
        textacy = self.textacy
        if not textacy.problems:
            return ()
        reasons = ", ".join(f"{count} with {reason}" for reason, count in textacy.problems.items())
        alone = textacy.read.overall
        f1s = _f1s(alone)
        return (
            f"textacy refuses {sum(textacy.problems.values())} articles ({reasons}): there it "
            f"finds nothing. On the {alone.articles} others alone it reaches "
            f"{' / '.join(f1s[:3])} on spans and {' / '.join(f1s[3:5])} on attributions.",
        )

    def _row(self, report: Report) -> tuple[str, ...]:
        return (self.corpus, *_f1s(report.overall))


def measure(
    corpus: Path,
    articles: Sequence[GoldArticle],
    model: Path | None,
    tell: Callable[[str], None],
) -> Accuracy:
    """Have all of them read ``articles``, the first ones of ``corpus``."""
    texts = [article.article_text for article in articles]
    tell(f"accuracy: Sayso reads {len(texts)} articles")
    found = list(Extractor.load(model).extract_many(texts))
    tell("accuracy: textacy reads them, in .venv-bench")
    written = peers.run("textacy_direct", corpus.resolve(), str(len(articles)))
    versions, predictions = peers.parse(written.splitlines(), articles)
    read = [index for index, each in enumerate(predictions) if each.problem is None]
    return Accuracy(
        corpus=corpus.name.split(".")[0],
        sayso=Report.of(zip(articles, found, strict=True)),
        textacy=Textacy(
            report=_report(articles, (each.attributions for each in predictions)),
            read=_report(
                [articles[index] for index in read],
                (predictions[index].attributions for index in read),
            ),
            problems=dict(Counter(each.problem for each in predictions if each.problem)),
            versions=versions,
        ),
        quotation_marks=_report(articles, map(quotation_marks.attributions, texts)),
    )


def _report(articles: Iterable[GoldArticle], found: Iterable[Iterable[GoldAttribution]]) -> Report:
    return Report.of(
        (article, [as_statement(article.article_text, each) for each in attributions])
        for article, attributions in zip(articles, found, strict=True)
    )


def _size(tally: Tally) -> str:
    return f"{tally.articles:,} articles, {tally.gold:,} attributions"


def _f1s(tally: Tally) -> tuple[str, ...]:
    scores = tally.scores
    return tuple(
        _percent(score.f1)
        for score in (
            *(scores.spans.source, scores.spans.cue, scores.spans.content),
            *(scores.exact, scores.overlap),
            *(scores.tokens.source, scores.tokens.cue, scores.tokens.content),
        )
    )


def _percent(ratio: float) -> str:
    return f"{100 * ratio:.1f}"
