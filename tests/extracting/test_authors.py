from __future__ import annotations

import pytest

from sayso.extracting.authors import UNNAMED, author, writer


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("Ada Quill", "Ada Quill"),
        ("By ADA M. QUILL", "Ada M. Quill"),
        ("Ada Quill, The Tresk Post", "Ada Quill"),
        ("Ada Quill, @quill, Special for the Post", "Ada Quill"),
        ("Jean-Luc O’Hara", "Jean-Luc O’Hara"),
        ("Ada Quill and Tom Reed", None),
        ("ADA QUILL, TOM REED and IRA MOSS", None),
        ("Tresk Evening News", None),
        ("THE ASSOCIATED PRESS", None),
        ("Staff writer", None),
        ("admin", None),
        ("", None),
        (None, None),
        ("a" * 5_000_000, None),
    ],
)
def test_one_person_is_the_author(byline: str | None, name: str | None) -> None:
    assert author(byline) == name


def test_an_interview_in_print_has_no_author() -> None:
    talk = "Q: How is the ferry?\n\nA: I think it runs.\n\nQ: And on Sunday?\n\nA: I doubt it."
    assert writer(talk, "Ada Quill") == "the speaker"
    assert writer("I think it runs.\n\nNote: it does not.", "Ada Quill") == "Ada Quill"
    assert writer("I think it runs.", None) == UNNAMED
