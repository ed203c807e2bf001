import json

import pytest

from benchmarks.peers import parse
from sayso.errors import UsageError
from sayso.evaluating import GoldArticle, GoldAttribution

ARTICLES = [
    GoldArticle("a", None, "“It will rain,” said Ada Marlow.", ()),
    GoldArticle("b", None, "Nobody says a word.", ()),
]
VERSIONS = {"textacy": "1.0"}
FOUND = {
    "doc": "a",
    "attributions": [{"source": [[21, 31]], "cue": [[16, 20]], "content": [[0, 15]]}],
    "problem": None,
}
REFUSED = {"doc": "b", "attributions": [], "problem": "no parse"}


def lines(*records: object) -> list[str]:
    return [json.dumps(record) for record in records]


def test_predictions_come_with_versions_and_problems() -> None:
    versions, (first, second) = parse(lines(VERSIONS, FOUND, REFUSED), ARTICLES)
    assert versions == VERSIONS
    assert first.attributions == (GoldAttribution(((21, 31),), ((16, 20),), ((0, 15),)),)
    assert first.problem is None
    assert second.attributions == ()
    assert second.problem == "no parse"


@pytest.mark.parametrize(
    "records",
    [(VERSIONS, FOUND), (VERSIONS, REFUSED, FOUND), (VERSIONS, FOUND, REFUSED, REFUSED)],
)
def test_other_articles_are_an_error(records: tuple[object, ...]) -> None:
    with pytest.raises(UsageError, match="same articles"):
        parse(lines(*records), ARTICLES)


def test_nothing_at_all_is_an_error() -> None:
    with pytest.raises(UsageError, match="nothing"):
        parse([], ARTICLES)


@pytest.mark.parametrize("span", [[-1, 4], [4, 4], [0, 99]])
def test_a_span_outside_of_the_article_is_an_error(span: list[int]) -> None:
    wrong = FOUND | {"attributions": [{"source": [span], "cue": [], "content": []}]}
    with pytest.raises(UsageError, match="article a"):
        parse(lines(VERSIONS, wrong, REFUSED), ARTICLES)
