from __future__ import annotations

import pytest

from sayso.extracting.roles import is_role


@pytest.mark.parametrize(
    "description",
    [
        "Mayor",
        "Sen.",
        "retired general",
        "ferry front-runner",
        "harbour councilwoman",
        "president of the harbour board",
        "senior adviser to Quill",
        "Republican",
        "acting director",
        "Tresk Post columnist",
        "first lady",
        "rivals",
    ],
)
def test_what_somebody_is(description: str) -> None:
    assert is_role(description)


@pytest.mark.parametrize(
    "description",
    [
        "Mr.",
        "statement Mr.",
        "comments",
        "new campaign ad hitting",
        "June speech denouncing presidential nominee",
        "one night in the late 1960s",
        "born in Tresk",
        "everything",
        "Twitter account",
        "",
        " of ",
    ],
)
def test_what_only_stands_beside_a_name(description: str) -> None:
    assert not is_role(description)
