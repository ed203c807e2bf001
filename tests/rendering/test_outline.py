import pytest

from sayso.records import Article, Passage, Speaker, Statement
from sayso.rendering.outline import headline, one_line, outline, resolved, tags

TEXT = "He said she said it rained, they said."


def statement(name: str, start: int, parent: str | None = None) -> Statement:
    return Statement(name, Passage.cut(TEXT, [(start, start + 3)]), parent=parent)


def test_nested_statements_follow_their_parent_in_reading_order() -> None:
    found = [
        statement("late", 30),
        statement("inner", 8, parent="outer"),
        statement("outer", 4),
        statement("innermost", 12, parent="inner"),
    ]
    assert [(depth, each.id) for depth, each in outline(found)] == [
        (0, "outer"),
        (1, "inner"),
        (2, "innermost"),
        (0, "late"),
    ]


def test_missing_and_circular_parents_lose_no_statement() -> None:
    found = [
        statement("orphan", 0, parent="gone"),
        statement("a", 4, parent="b"),
        statement("b", 8, parent="a"),
        statement("self", 12, parent="self"),
        statement("below", 16, parent="a"),
    ]
    assert {each.id for _, each in outline(found)} == {"orphan", "a", "b", "self", "below"}


def test_deep_nesting_is_no_problem() -> None:
    found = [statement(str(n), 0, parent=str(n - 1) if n else None) for n in range(3_000)]
    assert [depth for depth, _ in outline(found)] == list(range(3_000))


@pytest.mark.parametrize(
    ("source", "names", "shown"),
    [
        ("he", ["Bo Strand"], "Bo Strand"),
        ("Bo Strand", ["Bo Strand"], None),
        ("the mayor, Ingrid Fosse,", ["Ingrid Fosse"], None),
        ("they", ["Bo Strand", "Ingrid Fosse"], "Bo Strand and Ingrid Fosse"),
        ("he", [], None),
        (None, ["Bo Strand"], "Bo Strand"),
    ],
)
def test_a_speaker_is_shown_where_the_source_does_not_say_it(
    source: str | None, names: list[str], shown: str | None
) -> None:
    speakers = tuple(Speaker(name) for name in names)
    found = Statement(
        "x",
        Passage("it", ((0, 2),)),
        source=Passage(source, ((3, 9),)) if source else None,
        speaker=speakers[0] if speakers else None,
        speakers=speakers,
    )
    assert resolved(found) == shown


def test_only_what_is_out_of_the_ordinary_is_tagged() -> None:
    assert tags(statement("x", 0)) == []
    denied = Statement("x", Passage("it", ((0, 2),)), stance="denies", hedge="alleged")
    assert tags(denied) == ["DENIES", "ALLEGED"]


def test_one_line_has_nothing_that_a_terminal_obeys() -> None:
    assert one_line(" a\n b\x1b[2Jc\u202ed\ud800 ") == "a b [2Jc d\ufffd"


def test_a_long_headline_is_cut_between_words() -> None:
    assert headline(Article.of("\n Short \n\n Long text")) == "Short"
    cut = headline(Article.of("word " * 100))
    assert cut.endswith("word …")
    assert len(cut) <= 92
