"""Articles for the tests of links: what is said, by whom, where and when."""

from __future__ import annotations

from dataclasses import replace

from sayso.records import Article, Stance
from tests.made import made_article


def printed(
    outlet: str, day: str, *claims: tuple[str, str, str], stances: dict[str, Stance] | None = None
) -> Article:
    """An article of one outlet; ``stances`` by cue, where they are not affirming."""
    # A line of its own, since the same text is the same article.
    own = (f"The {outlet}", "reported", f"what {outlet} saw on {day}")
    article = made_article([*claims, own], path=f"{outlet}-{day}.txt", outlet=outlet, published=day)
    statements = tuple(
        replace(each, stance=(stances or {}).get(each.cue.text if each.cue else "", each.stance))
        for each in article.statements[:-1]
    )
    return replace(article, statements=statements)
