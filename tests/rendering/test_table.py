import io

import pytest
from rich.console import Console

from sayso.records import Article, Origin, Passage, Speaker, Statement
from sayso.rendering import table

TEXT = "Lohse denied that he [bold]knew[/bold]. He said so."


def article() -> Article:
    lohse = Speaker("Pieter Lohse", "person")
    outer = Statement(
        "outer",
        Passage.cut(TEXT, [(13, 38)]),
        source=Passage.cut(TEXT, [(0, 5)]),
        cue=Passage.cut(TEXT, [(6, 12)]),
        stance="denies",
        speaker=lohse,
        speakers=(lohse,),
    )
    inner = Statement("inner", Passage.cut(TEXT, [(18, 20)]), parent="outer")
    return Article("id", TEXT, origin=Origin("a.txt", 0, 9), statements=(inner, outer))


def drawn(*articles: Article, width: int = 100, colour: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
    )
    return "".join(table(articles, console))


def test_who_cue_and_what() -> None:
    lines = drawn(article()).splitlines()
    (row,) = [line for line in lines if "DENIES" in line]
    assert " ".join(row.split()).startswith("Lohse → Pieter Lohse denied DENIES that he")
    assert "[bold]knew[/bold]" in row


def test_nested_statements_stand_below_their_parent_and_are_indented() -> None:
    lines = drawn(article()).splitlines()
    parent = next(n for n, line in enumerate(lines) if "DENIES" in line)
    nested = next(n for n, line in enumerate(lines) if "└" in line)
    assert parent < nested


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, drawn(article(), width=width).splitlines())) <= width


def test_colours_only_for_a_terminal() -> None:
    assert "\x1b" not in drawn(article())
    assert "\x1b" in drawn(article(), colour=True)


def test_escape_sequences_of_the_text_do_not_get_through() -> None:
    text = "\x1b]0;owned\x07 said \x1b[2J"
    hostile = Article("id", text, statements=(Statement("x", Passage.cut(text, [(0, len(text))])),))
    assert not set(drawn(hostile)) & {"\x1b", "\x07"}


def test_the_last_line_sums_up() -> None:
    last = drawn(article(), Article.of("Nothing.")).splitlines()[-1]
    assert last.startswith("2 statements from 2 articles · ")
    assert last.endswith(" words/s")
