"""Whether the offsets of records that come from elsewhere fit their text."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.contract import ContractError
from sayso.records import Article, Interaction, Passage, Statement, digest


def check(article: Article) -> Article:
    """The same article.

    Raises:
        ContractError: its id is not made from its text, or a passage is not what
            stands at its offsets.
    """
    if article.id != digest(article.text):
        raise ContractError("article.id does not belong to article.text, which was changed")
    for statement in article.statements:
        for passage in _passages(statement):
            _check(article.text, passage, f"statement {statement.id}")
    for interaction in article.interactions:
        for passage in _evidence(interaction):
            _check(article.text, passage, f"interaction {interaction.id}")
    return article


def _passages(statement: Statement) -> Iterator[Passage]:
    yield from (each for each in (statement.content, statement.source, statement.cue) if each)


def _evidence(interaction: Interaction) -> Iterator[Passage]:
    yield interaction.predicate
    for party in (*interaction.actors, *interaction.recipients, *interaction.excluded):
        yield party.passage


def _check(text: str, passage: Passage, what: str) -> None:
    if not passage.fragments or not all(
        0 <= start < end <= len(text) for start, end in passage.fragments
    ):
        raise ContractError(f"{what}: offsets outside of the text")
    if Passage.cut(text, passage.fragments).text != passage.text:
        raise ContractError(f"{what}: {passage.text!r:.60} does not stand at its offsets")
