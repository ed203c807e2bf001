"""What ``to_dict`` makes leads back to the same record."""

import json
import re

import pytest

from sayso.contract import ContractError, from_dict
from sayso.records import Article, Speaker
from tests.made import rich_article


def test_an_article_comes_back_from_its_json_as_it_was() -> None:
    article = rich_article()
    assert from_dict(Article, json.loads(json.dumps(article.to_dict()))) == article


def test_fields_of_a_newer_version_are_ignored() -> None:
    assert from_dict(Speaker, {"name": "Ada Quill", "shoe_size": 38}) == Speaker("Ada Quill")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": None}, "article.text is None, not str"),
        ({"similarity": "much"}, "article.similarity is 'much', not float"),
        ({"statements": [{}]}, "article.statements[0].id is missing"),
        ({"statements": "none"}, "article.statements is 'none', not a list"),
        ({"origin": {"path": "a", "start": True, "end": 1}}, "article.origin.start is True"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(ContractError, match=re.escape(message)):
        from_dict(Article, {**rich_article().to_dict(), **change})


def test_a_value_that_is_none_of_the_allowed_is_named() -> None:
    record = rich_article().to_dict()
    record["statements"][0]["stance"] = "shouts"
    with pytest.raises(ContractError, match=r"statements\[0\]\.stance is 'shouts', not one of"):
        from_dict(Article, record)


def test_something_else_than_an_object_is_refused() -> None:
    with pytest.raises(ContractError, match="not an object"):
        from_dict(Article, [])
