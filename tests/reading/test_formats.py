import io
from pathlib import Path

import pytest

from sayso.errors import InputError, UsageError
from sayso.reading import Input, Options, articles, check, find
from sayso.records import Article

DATA = Path(__file__).parent.parent / "data" / "reading"


def read(*sources: str | Path | Input, **options: object) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    found = articles(find(sources, errors.append), Options(**options), errors.append)  # type: ignore[arg-type]
    return list(found), [str(error) for error in errors]


def test_every_form_is_read_from_a_folder() -> None:
    found, errors = read(DATA)
    paths = {Path(each.origin.path).name for each in found if each.origin}
    assert paths == {path.name for path in DATA.iterdir()}
    assert len(errors) == 3  # a broken line, a record and an entry without text


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.name)
def test_the_name_does_not_matter_for_what_it_is(path: Path) -> None:
    named, _ = read(path)
    unnamed, _ = read(Input("<stdin>", io.BytesIO(path.read_bytes())))
    assert [each.text for each in unnamed] == [each.text for each in named]


def test_rss_gives_the_full_text_where_the_feed_has_it() -> None:
    (roof, bridge), errors = read(DATA / "feed.rss")
    assert roof.text == (
        "The roof of the school on Mill Lane leaks again, teachers said on Tuesday.\n\n"
        "“We teach between buckets,” said Hal Brook."
    )
    assert (roof.title, roof.outlet) == ("School roof leaks again", "The Larkhaven Post")
    assert (roof.byline, roof.section) == ("Ines Farrow", "Schools")
    assert roof.url == "https://post.example/news/roof"
    assert roof.published
    assert roof.published.startswith("2024-03-05")
    assert "county announced & confirmed" in bridge.text
    assert bridge.origin
    assert bridge.origin.record == 1
    assert errors == [f"{DATA / 'feed.rss'}: entry 3 has no text"]


def test_atom() -> None:
    (lamps,), errors = read(DATA / "feed.atom")
    assert lamps.text.endswith("“They will be up by May,” she added.")
    assert (lamps.byline, lamps.outlet) == ("Jo Tarn", "Harbour Gazette")
    assert lamps.updated
    assert lamps.updated.startswith("2024-02-21")
    assert not errors


def test_a_feed_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
        "]><rss><channel><item><title>&b;</title></item></channel></rss>"
    )
    found, (error,) = read(path)
    assert not found
    assert "declares XML entities of its own" in error


def test_a_feed_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    whole = (DATA / "feed.rss").read_text("utf-8")
    path.write_text(whole[: whole.index("<title>Bridge") + 10], "utf-8")
    found, errors = read(path)
    assert found[0].title == "School roof leaks again"
    assert any("is not well-formed XML" in error for error in errors)


def test_a_feed_without_entries(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_text("<rss version='2.0'><channel><title>Empty</title></channel></rss>")
    assert read(path) == ([], [f"{path}: is a feed without entries"])


def test_a_mail_has_its_subject_for_a_title() -> None:
    (mail,), errors = read(DATA / "alert.eml")
    assert mail.text.strip() == "“I will not resign,” Mayor Ada Quill told the wire on Tuesday."
    assert (mail.title, mail.outlet) == ("Mayor “will not resign”", "The Wire")
    assert not errors


def test_a_box_of_mails() -> None:
    found, errors = read(DATA / "box.mbox")
    assert [each.title for each in found] == ["Quill stays", "Strand wins"]
    assert [each.origin.record for each in found if each.origin] == [0, 1]
    assert "\n\nFrom now on she will" in found[0].text
    assert not errors


def test_encodings() -> None:
    (windows,), _ = read(DATA / "windows.txt")
    assert windows.text == "The mayor’s café stays open, “for good”, she said."
    (wide,), _ = read(DATA / "wide.txt")
    assert wide.text == "“Für gut,” said Quill."


def test_an_encoding_that_the_user_names(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("Łódź said no.".encode("cp1250"))
    (article,), _ = read(path, encoding="cp1250")
    assert article.text == "Łódź said no."
    with pytest.raises(UsageError, match="no encoding 'klingon'"):
        check(Options(encoding="klingon"))


def test_a_field_that_no_article_has() -> None:
    with pytest.raises(UsageError, match="no field 'sound'; it has text, title"):
        check(Options(fields={"sound": "x"}))


@pytest.mark.parametrize(
    "text",
    [
        "Dear readers: this is no mail, said Quill.\n\nSubject: open.",
        "[Updated] The mayor said no.",
        "{Sic} said Strand.",
        "<b>Bold</b> claims, said Quill.",
        "From Larkhaven, Ines Farrow reports that nothing happened.",
        "WARC is a format, said Quill.",
        "<!-- " * 2_000,
        "<?" * 4_000,
    ],
)
def test_text_that_looks_a_little_like_something_else(text: str) -> None:
    (article,), errors = read(Input("<stdin>", io.StringIO(text)))
    assert article.text == text
    assert not errors


def test_a_mail_that_is_no_text_does_not_stop_the_others() -> None:
    def mail(number: int, body: bytes) -> bytes:
        head = f"From a\nFrom: desk@post.example\nSubject: Pier {number}\nDate: x\n\n"
        return head.encode() + body + b"\n\n"

    box = mail(1, b"One, said Quill.") + mail(2, b"%PDF-1.7") + mail(3, b"Three, said Quill.")
    found, (error,) = read(Input("<stdin>", io.BytesIO(box)))
    assert [each.title for each in found] == ["Pier 1", "Pier 3"]
    assert error.startswith("<stdin>: message 2 looks like a PDF file")


def test_an_error_names_the_input_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.txt").write_text("Yes, said Quill.")
    (article,), (error,) = read(tmp_path)
    assert article.text == "Yes, said Quill."
    assert error.startswith(f"{tmp_path / 'a.txt'}: looks like a PDF file")


def test_without_somebody_to_tell_the_first_error_is_raised(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(InputError, match="holds no text"):
        list(articles(find([tmp_path])))


def test_a_stream_that_fails_half_way_keeps_what_came_before() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            piece = super().read(size)
            if not piece:
                raise OSError(5, "Input/output error")
            return piece

    data = b'{"text": "One, said Quill."}\n' * 500
    found, errors = read(Input("<tape>", Failing(data)))
    assert len(found) == 500
    assert errors == ["<tape>: cannot be read: input/output error; what came before was read"]
