from datetime import date

from sayso.extracting import Extractor, Story

TEXT = "Bo Marlow said on Monday that the bridge was safe."


def said(extractor: Extractor, text: str, published: date | None) -> tuple[str, str | None]:
    (statement,) = extractor.extract(text, published)
    assert statement.said_on is not None
    return statement.said_on.text, statement.said_on.start


def test_relative_dates_count_from_publication(extractor: Extractor) -> None:
    assert said(extractor, TEXT, date(2031, 5, 7)) == ("Monday", "2031-05-05")


def test_without_any_date_they_keep_their_words(extractor: Extractor) -> None:
    assert said(extractor, TEXT, None) == ("Monday", None)


def test_the_dateline_comes_first(extractor: Extractor) -> None:
    text = f"TRESK, March 19, 2031 (MNA) - {TEXT}"
    assert said(extractor, text, date(2031, 5, 7))[1] == "2031-03-17"


def test_stories_and_texts_side_by_side(extractor: Extractor) -> None:
    dated, undated = extractor.extract_many([Story(TEXT, date(2031, 5, 7)), TEXT])
    assert [s.id for s in dated] == [s.id for s in undated]
    assert dated[0].said_on != undated[0].said_on
