"""Lists of recipients in several stories, side by side."""

from dataclasses import replace

from sayso.ledger.searching import ActHit, Around
from sayso.records import Passage
from sayso.web.lists import comparisons
from tests.made import rich_article


def hit(article: str, *names: str, excluded: str = "", only: bool = False) -> ActHit:
    met = rich_article().interactions[0]
    party = met.recipients[0]
    interaction = replace(
        met,
        act="greet",
        recipients=tuple(replace(party, name=name) for name in names),
        excluded=(replace(party, name=excluded),) if excluded else (),
        only=Passage("only", ((0, 4),)) if only else None,
    )
    return ActHit(interaction, article, None, None, None, None, None, Around("", 0))


def test_stories_stand_beside_each_other_and_differences_show() -> None:
    later = hit("later", "China", "india", "Cuba")
    earlier = hit("earlier", "India", "Brazil", excluded="Moldova")
    few = hit("earlier", "Serbia", only=True)
    (found,) = comparisons([later, few, earlier])
    assert found.articles == ("earlier", "later")
    rows = {row.name.casefold(): (row.cells, row.differs) for row in found.rows}
    assert rows == {
        "india": (("to", "to"), False),
        "brazil": (("to", ""), True),
        "moldova": (("not to", ""), False),
        "serbia": (("only to", ""), True),
        "china": (("", "to"), True),
        "cuba": (("", "to"), True),
    }


def test_one_story_has_its_list_too_but_two_names_are_none() -> None:
    (found,) = comparisons([hit("one", "China", "India", "Cuba", "Brazil")])
    assert not any(row.differs for row in found.rows)
    assert comparisons([hit("one", "China", "India")]) == []


def test_what_did_not_happen_is_on_no_list() -> None:
    negated = hit("one", "China", "India", "Cuba", "Brazil")
    negated = replace(negated, interaction=replace(negated.interaction, status="negated"))
    assert comparisons([negated]) == []
