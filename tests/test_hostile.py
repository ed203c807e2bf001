"""Text that nobody would print: no crash, no offset outside the text, no endless work."""

import time
from collections.abc import Iterator

import pytest

from sayso.extracting import Extractor
from sayso.records import Statement
from tests.extracting.support import check, noisy

APPEAL = "“We will appeal,” said Mayor Ada Quill."
PROSE = "Mayor Ada Quill told the Harbour Board that Bo Marlow denied it and that he was sure "
MARKS = "“”\"'‘’«»‹›``''„"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(threads=1)


@pytest.fixture
def within(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that takes more processor time than its ``seconds`` parameter."""
    began = time.process_time()
    yield
    assert time.process_time() - began < request.param


def checked(extractor: Extractor, text: str) -> list[Statement]:
    found = extractor.extract(text)
    check(text, found)
    return found


def bounded(seconds: float) -> pytest.MarkDecorator:
    """A generous bound, which only work that grows faster than the text exceeds."""
    return pytest.mark.parametrize("within", [seconds], indirect=True, ids=[""])


@bounded(10)
@pytest.mark.usefixtures("within")
@pytest.mark.parametrize(
    "text",
    [
        MARKS * 90,
        "“" * 1200,
        '"\n' * 800,
        "‘" * 600 + "’" * 600,
        "(" * 1000,
        "." * 1200,
        "\n" * 100_000,
        " \t" * 50_000,
        "\0" * 100_000,
        "\ud800" * 100_000,
        "e" + "\u0301" * 100_000,
        "x" * 300_000,
        "\u202e" * 20_000,
        "習近平說" * 200,
        "قال الرئيس إن الجسر آمن " * 60,
        "שָׁלוֹם אָמַר " * 100,
        "👩‍👩‍👧🇩🇪" * 400,
        "said " * 1000,
        "he said " * 500,
        "Ada Quill " * 500,
        "Quill said Quill said that " * 200,
        "A. B. C. D. " * 150,
        "Ada-" * 600,
        "the Harbour Board (HB) " * 200,
        "according to according to " * 250,
        "that that “that ‘that " * 200,
        "<script>alert(1)</script> & " * 80,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_one_thing_over_and_over(extractor: Extractor, text: str) -> None:
    checked(extractor, text)


@pytest.mark.parametrize("noise", ["\ud800", "\0", "\u200b", "\ufeff", "\u202e", "\x07"])
def test_characters_that_should_not_be_there(extractor: Extractor, noise: str) -> None:
    text = f"{noise}{APPEAL}{noise}\n{noise}\nBo Marlow said that it {noise} rains."
    found = checked(extractor, text)
    assert any("We will appeal" in statement.content.text for statement in found)


def test_a_surrogate_inside_a_word_is_kept_as_it_is(extractor: Extractor) -> None:
    text = "“We will app\ud800eal,” said Mayor Ada Quill."
    (statement,) = checked(extractor, text)
    assert "app\ud800eal" in statement.content.text


def test_accents_in_two_characters(extractor: Extractor) -> None:
    text = "“We will appeal,” said Mayor Jose\u0301 Pere\u0301."
    (statement,) = checked(extractor, text)
    assert statement.source is not None
    assert statement.source.text.endswith("Jose\u0301 Pere\u0301")


def test_right_to_left_and_left_to_right(extractor: Extractor) -> None:
    text = f"قال الرئيس إن الجسر آمن. {APPEAL} 市長說橋很安全。"
    found = checked(extractor, text)
    assert any("We will appeal" in statement.content.text for statement in found)


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\u2028", "\n\r\n \n"])
def test_other_ends_of_lines(extractor: Extractor, ends: str) -> None:
    lines = [APPEAL, "“One.", "“Two,” said Bo Marlow.", APPEAL]

    def passages(text: str) -> list[tuple[str | None, str]]:
        return [
            (statement.source.text if statement.source else None, statement.content.text)
            for statement in checked(extractor, text)
        ]

    assert passages(ends.join(lines)) == passages("\n".join(lines))


def test_a_quote_that_never_ends(extractor: Extractor) -> None:
    checked(extractor, "“" + PROSE * 40)


@bounded(10)
@pytest.mark.usefixtures("within")
@pytest.mark.parametrize(
    "text",
    [PROSE * 400, f"{PROSE}. \n" * 400, f"“{PROSE}” " * 400, "Ada Quill said Quill " * 1500],
    ids=["no full stop", "lines", "quotes", "names"],
)
def test_statements_everywhere(text: str) -> None:
    checked(noisy(), text)


def numbered(length: int) -> str:
    """Prose without a full stop or the end of a line, in which nothing comes twice."""
    count = length // len(PROSE) + 1
    return "".join(PROSE.replace("Quill", f"Quill{number}") for number in range(count))[:length]


@pytest.mark.slow
def test_statements_without_a_full_stop_take_time_by_their_number() -> None:
    # Whatever grows with the square of the text shows here as well as in a text of megabytes.
    extractor = noisy()
    took = []
    for length in (40_000, 160_000):
        began = time.process_time()
        assert len(checked(extractor, numbered(length))) > length / 100
        took.append(time.process_time() - began)
    assert took[1] < 8 * took[0]


@pytest.mark.slow
@bounded(150)
@pytest.mark.usefixtures("within")
def test_two_megabytes_without_a_full_stop(extractor: Extractor) -> None:
    checked(extractor, ("q" * 150 + " said ") * 13_000)


@pytest.mark.slow
@bounded(150)
@pytest.mark.usefixtures("within")
def test_a_line_of_five_megabytes(extractor: Extractor) -> None:
    text = f"{APPEAL} {'q' * 4_900_000} {APPEAL} {'q ' * 5000}" + "é" * 90_000
    found = checked(extractor, text)
    assert sum("We will appeal" in statement.content.text for statement in found) == 2


@pytest.mark.slow
@bounded(150)
@pytest.mark.usefixtures("within")
def test_a_million_quotation_marks(extractor: Extractor) -> None:
    checked(extractor, "”" * 60_000 + " " * 1_000_000)
