"""Sentences of all kinds of news in which nobody does anything to anybody."""

import json
from pathlib import Path

import pytest

from sayso.extracting import Extractor

SENTENCES = Path(__file__).parents[2] / "data" / "interactions-neutral.jsonl"


@pytest.mark.slow
def test_few_interactions_are_found_where_there_are_none(extractor: Extractor) -> None:
    texts = [json.loads(line)["text"] for line in SENTENCES.read_text("utf-8").splitlines()]
    found = sum(len(each.interactions) for each in extractor.read_many(texts))
    assert found <= len(texts) / 8
