import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from rich.console import Console

from sayso.errors import CorpusError
from sayso.evaluating import (
    GoldArticle,
    GoldAttribution,
    Report,
    Score,
    as_statement,
    as_statements,
    evaluate,
    read_corpus,
)
from sayso.records import Statement

TEXT = "Ada Marlow said rain was near. Bo Quill denied it."
RAIN = GoldAttribution(source=((0, 10),), cue=((11, 15),), content=((16, 29),))
DENIAL = GoldAttribution(source=((31, 39),), cue=((40, 46),), content=((47, 49),))

DATA = Path(__file__).parents[3] / "shared/data"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    attributions = [
        {"source": [list(s) for s in each.source], "cue": each.cue, "content": each.content}
        for each in (RAIN, DENIAL)
    ]
    articles = [
        {"doc": str(n), "publisher": name, "text": TEXT + " " * n, "attributions": attributions}
        for n, name in enumerate(("herald", "courier", "herald"))
    ]
    path.write_text("\n".join(map(json.dumps, articles)))
    return path


def finds_rain(texts: Sequence[str]) -> Iterator[list[Statement]]:
    for text in texts:
        yield [as_statement(text, RAIN)]


def shown(renderable: object) -> str:
    console = Console(width=120, color_system=None)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def test_scores_the_corpus_and_each_publisher(corpus: Path) -> None:
    report = evaluate(corpus, finds_rain).report
    assert (report.overall.articles, report.overall.gold, report.overall.found) == (3, 6, 3)
    assert report.overall.scores.exact == Score(3, 0, 3)
    assert list(report.publishers) == ["courier", "herald"]
    assert report.publishers["herald"].scores.exact == Score(2, 0, 2)
    assert report.publishers["courier"].scores.spans.cue == Score(1, 0, 1)


def test_hands_back_the_pairs_in_order(corpus: Path) -> None:
    pairs = evaluate(corpus, finds_rain).pairs
    assert [article.doc for article, _ in pairs] == ["0", "1", "2"]
    assert all(len(predicted) == 1 for _, predicted in pairs)


def test_tells_of_progress(corpus: Path) -> None:
    seen: list[tuple[int, int]] = []
    evaluate(corpus, finds_rain, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_extractor_that_loses_an_article(corpus: Path) -> None:
    with pytest.raises(ValueError, match="shorter"):
        evaluate(corpus, lambda texts: [[] for _ in texts[1:]])


def test_nothing_is_extracted_from_a_malformed_corpus(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text("{")
    with pytest.raises(CorpusError):
        evaluate(tmp_path / "corpus.jsonl", lambda _: pytest.fail("extracted"))


def test_report_as_json(corpus: Path) -> None:
    report = json.loads(json.dumps(evaluate(corpus, finds_rain).report.to_dict()))
    overall = report["overall"]
    assert (overall["articles"], overall["gold"], overall["found"]) == (3, 6, 3)
    assert overall["attributions"]["exact"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.6667,
        "tp": 3,
        "fp": 0,
        "fn": 3,
    }
    assert set(overall["spans"]) == set(overall["tokens"]) == {"source", "cue", "content"}
    assert set(report["publishers"]) == {"courier", "herald"}


def test_report_as_tables(corpus: Path) -> None:
    table = shown(evaluate(corpus, finds_rain).report)
    assert "3 articles, 6 attributions in the gold, 3 found" in table
    assert "attribution: overlap" in table
    assert "66.7" in table
    assert "courier" in table


def test_without_labels_there_are_no_details(corpus: Path) -> None:
    report = evaluate(corpus, finds_rain).report
    assert report.details is None
    assert report.to_dict()["details"] is None
    assert "labelled" not in shown(report)


def test_details_where_the_corpus_is_labelled(corpus: Path) -> None:
    labels = corpus.with_name("labels.jsonl")
    label = {"i": 0, "speaker": "Ada Marlow", "kind": "person", "type": "assertion"}
    label |= {"stance": "affirms", "hedge": "alleged"}
    labels.write_text("\n".join(json.dumps(label | {"doc": doc}) for doc in "02"))
    report = evaluate(corpus, finds_rain, labels=labels).report
    assert report.details is not None
    assert (report.details.labelled, report.details.found) == (2, 2)
    assert report.to_dict()["details"]["outermost"]["hedge"]["accuracy"] == 0
    tables = shown(report)
    assert "2 attributions labelled, 2 of them found" in tables
    assert "hedge: alleged" in tables


def test_hostile_publisher_does_not_reach_the_terminal() -> None:
    article = GoldArticle("doc", "[red]\x1b[2J\ud800[/nope]", TEXT, ())
    table = shown(Report.of([(article, [])]))
    assert "\x1b" not in table
    assert "[red]" in table


def test_corpus_decides_whether_edges_are_loose() -> None:
    found = as_statement(TEXT, GoldAttribution(RAIN.source, RAIN.cue, ((16, 30),)))
    for loose, right in ((False, 0), (True, 1)):
        article = GoldArticle("doc", None, TEXT, (RAIN,), loose_edges=loose)
        assert Report.of([(article, [found])]).overall.scores.exact.tp == right


@pytest.mark.parametrize("name", ["attribution/polnear-dev.jsonl.gz", "wire"])
def test_real_gold_scores_100_against_itself(name: str) -> None:
    path = DATA / name
    if not path.exists():
        pytest.skip("the corpora are not part of the project; put them in ../shared/data")
    gold = {article.article_text: article for article in read_corpus(path)}

    def perfect(texts: Sequence[str]) -> Iterator[list[Statement]]:
        for text in texts:
            attributions = gold[text].attributions
            yield [each for gold_one in attributions for each in as_statements(text, gold_one)]

    report = evaluate(path, perfect).report
    scores = report.overall.scores
    results = [scores.exact, scores.overlap]
    for roles in (scores.spans, scores.tokens):
        results += [roles.source, roles.cue, roles.content]
    assert report.details is not None
    results.append(report.details.nesting)
    assert all(each.f1 == 1 and each.tp > 0 for each in results)
    assert report.details.found == report.details.labelled > 0
    answers = (report.details.outermost, report.details.nested)
    assert all(each.right for answer in answers for each in answer.comparisons)
