import json
from dataclasses import replace

import pytest
from rich.console import Console

from sayso.evaluating import GoldArticle, GoldAttribution, Miss, Pair, as_statement, misses

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
