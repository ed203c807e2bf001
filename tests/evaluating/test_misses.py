import json
from dataclasses import replace

import pytest
from rich.console import Console

from sayso.evaluating import (
    GoldArticle,
    GoldAttribution,
    Labels,
    Miss,
    Pair,
    as_statement,
    as_statements,
    misses,
)
from sayso.records import Speaker

TEXT = "Ada Marlow said rain was near. “It is not,” Bo Quill told us."
RAIN = GoldAttribution(source=((0, 10),), cue=((11, 15),), content=((16, 29),))
DENIAL = GoldAttribution(source=((44, 52),), cue=((53, 57),), content=((31, 43),))


def find(
    gold: tuple[GoldAttribution, ...],
    found: tuple[GoldAttribution, ...],
    text: str = TEXT,
    doc: str = "doc",
) -> list[Miss]:
    article = GoldArticle(doc, None, text, gold)
    return misses([(article, [as_statement(text, each) for each in found])], 100)


def unanswered(articles: int) -> list[Pair]:
    return [(GoldArticle(str(n), None, TEXT, (RAIN, DENIAL)), ()) for n in range(articles)]


def shown(miss: Miss, width: int = 100) -> str:
    console = Console(width=width, color_system="truecolor", force_terminal=True)
    with console.capture() as capture:
        console.print(miss)
    return capture.get()


@pytest.mark.parametrize(
    ("found", "labels"),
    [
        ((RAIN, DENIAL), []),
        ((RAIN,), ["missed"]),
        ((RAIN, DENIAL, DENIAL), ["spurious"]),
        ((RAIN, replace(DENIAL, source=())), ["wrong source"]),
        ((RAIN, replace(DENIAL, cue=((53, 60),))), ["wrong cue"]),
        ((replace(RAIN, content=((16, 20),)), DENIAL), ["wrong content"]),
        ((RAIN, replace(DENIAL, source=RAIN.source, content=())), ["wrong source, content"]),
        ((), ["missed", "missed"]),
    ],
)
def test_classes(found: tuple[GoldAttribution, ...], labels: list[str]) -> None:
    assert [miss.label for miss in find((RAIN, DENIAL), found)] == labels


def test_white_space_at_the_edges_is_no_difference() -> None:
    assert find((RAIN,), (replace(RAIN, content=((15, 29),)),)) == []


def test_nested_statements_are_not_spurious() -> None:
    article = GoldArticle("doc", None, TEXT, ())
    nested = replace(as_statement(TEXT, RAIN), parent="outer")
    assert misses([(article, [nested])], 10) == []


def test_choice_is_spread_over_the_corpus() -> None:
    pairs = unanswered(10)
    chosen = misses(pairs, 5)
    assert [miss.article.doc for miss in chosen] == ["0", "2", "4", "6", "8"]
    assert chosen == misses(pairs, 5)


@pytest.mark.parametrize(("limit", "count"), [(0, 0), (1, 1), (3, 3), (20, 20), (99, 20)])
def test_limit(limit: int, count: int) -> None:
    pairs = unanswered(10)
    assert len(misses(pairs, limit)) == count


def test_both_sides_are_shown() -> None:
    (miss,) = find((RAIN,), (replace(RAIN, content=((16, 20),)),))
    page = shown(miss)
    for words in ("wrong content", "gold", "found", "Ada Marlow", "rain was near", "16–20"):
        assert words in page


def test_neighbouring_paragraphs_are_left_out() -> None:
    text = f"Before.\n{TEXT}\nAfter."
    shifted = GoldAttribution(source=((8, 18),), cue=((19, 23),), content=((24, 37),))
    (miss,) = find((shifted,), (), text)
    page = shown(miss)
    assert "told us." in page
    assert "Before" not in page
    assert "After" not in page


def test_hostile_text_is_shown_as_it_is() -> None:
    text = "[bold]Ada[/bold] :smile:\x1b]0;pwned\x07\u202e\ud800[/nope] said so"
    attribution = GoldAttribution(source=((0, 48),), content=((0, len(text)),))
    (miss,) = find((attribution,), (), text, doc="[red]\x1b[2J")
    page = shown(miss)
    assert "[bold]Ada[/bold] :smile:" in page
    assert "[red]" in page
    for forbidden in ("\x1b]", "\x1b[2J", "\x07", "\u202e", "\ud800"):
        assert forbidden not in page


def test_long_content_is_clipped() -> None:
    text = "Ada said " + "rain, " * 50_000
    attribution = GoldAttribution(cue=((4, 8),), content=((9, len(text)),))
    (miss,) = find((attribution,), (), text)
    page = shown(miss)
    assert len(page) < 10_000
    assert "[…]" in page


@pytest.mark.parametrize("width", [20, 40, 200])
def test_any_width(width: int) -> None:
    (miss,) = find((RAIN,), ())
    assert shown(miss, width)


def test_an_attribution_without_any_span() -> None:
    (miss,) = find((GoldAttribution(),), ())
    assert miss.label == "missed"
    assert shown(miss)


def test_as_json() -> None:
    (miss,) = find((RAIN,), (replace(RAIN, source=()),))
    record = json.loads(json.dumps(miss.to_dict()))
    assert (record["doc"], record["kind"], record["wrong_roles"]) == ("doc", "wrong", ["source"])
    assert record["gold"]["source"] == [{"start": 0, "end": 10, "text": "Ada Marlow"}]
    assert record["found"]["source"] == []


class TestLabels:
    NEAR = GoldAttribution(
        cue=((20, 23),),
        content=((24, 29),),
        labels=Labels(("unknown",), type="belief", stance="affirms", hedge="none"),
    )
    LABELS = Labels(
        ("Ada Marlow",),
        type="assertion",
        stance="negated",
        hedge="none",
        kind="person",
        nested=(NEAR,),
    )
    SAID = replace(RAIN, labels=LABELS)
    ARTICLE = GoldArticle("doc", None, TEXT, (SAID,))

    def test_right_answers_are_no_misses(self) -> None:
        assert misses([(self.ARTICLE, as_statements(TEXT, self.SAID))], 9) == []

    def test_wrong_attributes_are_shown(self) -> None:
        outer, inner = as_statements(TEXT, self.SAID)
        found = [replace(outer, stance="affirms", speakers=(), speaker=None, source=None), inner]
        (miss,) = misses([(self.ARTICLE, found)], 9)
        assert miss.label == "wrong source, speaker, kind, stance"
        page = shown(miss)
        for words in ("stance", "negated", "affirms", "Ada Marlow"):
            assert words in page
        record = json.loads(json.dumps(miss.to_dict()))
        assert record["wrong_attributes"]["stance"] == {"gold": "negated", "found": "affirms"}
        assert not record["nested"]

    def test_nested(self) -> None:
        outer, inner = as_statements(TEXT, self.SAID)
        labels = [
            [miss.label for miss in misses([(self.ARTICLE, found)], 9)]
            for found in (
                [outer],
                [outer, replace(inner, type="fact")],
                [outer, inner, as_statement(TEXT, DENIAL, parent=outer.id)],
                [inner],
            )
        ]
        assert labels == [
            ["nested: missed"],
            ["nested: wrong type"],
            ["nested: spurious"],
            ["missed"],
        ]

    def test_attributes_of_something_else_are_not_compared(self) -> None:
        elsewhere = as_statement(TEXT, replace(RAIN, content=((31, 43),)))
        (miss,) = misses([(self.ARTICLE, [elsewhere])], 9)
        assert miss.label == "wrong content"

    def test_optional_are_no_misses(self) -> None:
        optional = replace(self.ARTICLE, attributions=(replace(self.SAID, optional=True),))
        assert misses([(optional, []), (optional, as_statements(TEXT, self.SAID))], 9) == []
        labels = replace(self.LABELS, nested=(replace(self.NEAR, optional=True),))
        inside = replace(self.ARTICLE, attributions=(replace(self.SAID, labels=labels),))
        outer, inner = as_statements(TEXT, self.SAID)
        assert misses([(inside, [outer]), (inside, [outer, inner])], 9) == []

    def test_hostile_name_does_not_reach_the_terminal(self) -> None:
        outer, inner = as_statements(TEXT, self.SAID)
        evil = Speaker("[red]\x1b[2J\ud800[/nope]", "person")
        outer = replace(outer, speaker=evil, speakers=(evil,))
        (miss,) = misses([(self.ARTICLE, [outer, inner])], 9)
        page = shown(miss)
        assert "\x1b[2J" not in page
        assert "[red]" in page
