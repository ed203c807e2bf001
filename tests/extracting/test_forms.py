import pytest

from sayso.extracting.forms import form_of
from tests.extracting.support import encoded


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ([(0, 4)], "direct"),
        ([(7, 9)], "indirect"),
        ([(7, 13)], "mixed"),
        ([(0, 4), (10, 13)], "direct"),
        ([(0, 4), (7, 9)], "mixed"),
        ([(3, 5)], "mixed"),
    ],
)
def test_form(content: list[tuple[int, int]], form: str) -> None:
    text = "“It rains,” she said and it was “a mess” again"
    assert form_of(encoded(text), content) == form


def test_a_quote_that_goes_on_is_direct() -> None:
    text = "“It rains.\n\n“It pours.”"
    assert form_of(encoded(text), [(0, 3), (4, 8)]) == "direct"
