"""Marks by colours, and by brackets where there are none; nothing of the text gets lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sayso.rendering.paragraph import Label, marked, of_interaction, of_statement
from tests.made import rich_article

ARTICLE = rich_article()
TEXT = ARTICLE.text
PARAGRAPH = (0, TEXT.index("\n"))


def test_brackets_say_what_is_what() -> None:
    drawn = marked(TEXT, of_statement(ARTICLE.statements[0]), PARAGRAPH, colours=False).plain
    assert drawn == (
        "HAVEN, March 2 (NWS) — “[content: The note read: ‘the bridge is safe’],” "
        "[source: Mayor Ada Quill] [cue: told] reporters [date: on Monday]."
    )


def test_colours_leave_the_text_as_it_is() -> None:
    drawn = marked(TEXT, of_statement(ARTICLE.statements[0]), PARAGRAPH, colours=True)
    assert drawn.plain == TEXT[slice(*PARAGRAPH)]
    told = TEXT.index("told")
    assert [s.style for s in drawn.spans if s.start == told] == ["bold cyan"]


def test_an_interaction() -> None:
    around = (TEXT.index("Minister"), len(TEXT))
    drawn = marked(TEXT, of_interaction(ARTICLE.interactions[0]), around, colours=False).plain
    assert drawn == "[actor: Minister Tom Reed] [predicate: met] [recipient: Ada Quill] in Haven."


def test_long_paragraphs_are_cut_around_the_marks() -> None:
    text = "x" * 50_000 + " she said " + "y" * 50_000
    cue = text.index("said")
    drawn = marked(text, [Label(cue, cue + 4, "cue")], (0, len(text)), colours=False).plain
    assert drawn.startswith("… xxx")
    assert drawn.endswith("yyy …")
    assert "[cue: said]" in drawn
    assert len(drawn) < 1_000
    far = [Label(0, 1, "cue"), Label(99_000, 99_001, "source")]
    assert len(marked(text, far, (0, len(text)), colours=False).plain) < 5_000


def test_what_could_steer_a_terminal_is_not_printed() -> None:
    text = "she\x1b[31m said\u202e it"
    assert marked(text, [], (0, len(text)), colours=False).plain == "she [31m said it"


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(["cue", "content"]))


@given(text=st.text("ab \n“", min_size=1, max_size=30), given=st.lists(SPANS, max_size=5))
def test_marks_may_overlap_in_any_way(text: str, given: list[tuple[int, int, str]]) -> None:
    labels = [Label(start, start + length, name) for start, length, name in given]
    drawn = marked(text, labels, (0, len(text)), colours=False).plain
    assert drawn.count("[") == drawn.count("]")
    plain = re.sub(r"\[(?:cue|content): |\]", "", drawn)
    assert plain.split() == text.split()
