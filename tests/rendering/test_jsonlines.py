import json

from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Article
from sayso.rendering import json_array, json_lines

# A high and a low surrogate side by side are one character to JSON.
any_text = st.text(alphabet=st.characters(), max_size=80).filter(
    lambda text: text == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)


@given(st.lists(any_text, max_size=3))
def test_everything_comes_back(texts: list[str]) -> None:
    articles = [Article.of(text) for text in texts]
    wanted = [article.to_dict() for article in articles]
    lines = "".join(json_lines(articles)).encode().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == wanted
    assert json.loads("".join(json_array(articles)).encode()) == wanted


def test_letters_are_written_as_letters() -> None:
    (line,) = json_lines([Article.of("“Né”")])
    assert "“Né”" in line


def test_only_an_article_with_a_lone_surrogate_is_escaped() -> None:
    plain, broken = json_lines([Article.of("“Né”"), Article.of("“Né” \ud800")])
    assert "“Né”" in plain
    assert r"\ud800" in broken
    assert broken.isascii()


def test_lines_come_as_articles_come() -> None:
    def articles() -> object:
        yield Article.of("first")
        raise AssertionError("asked for too much")

    assert "first" in next(json_lines(articles()))  # type: ignore[arg-type]
