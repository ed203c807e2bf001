import gzip
import io
import random
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.errors import InputError
from sayso.reading import Input, articles, find
from sayso.records import Article

# The writer leaves its own temporary files open.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
PARAGRAPH = "“The pier is closed,” harbour master Wim Keel said on Monday, page {n}, line {line}. "


def body(n: int) -> bytes:
    lines = "".join(f"<p>{PARAGRAPH.format(n=n, line=line) * 3}</p>" for line in range(8))
    return f"<html><head><title>Pier {n}</title></head><body><article>{lines}</article>".encode()


def archive(packed: bool, pages: int = 6) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "test"}))
    answers = [
        ("200 OK", "text/html; charset=utf-8", body(n), f"https://post.example/{n}")
        for n in range(pages)
    ]
    answers.insert(
        1, ("404 Not Found", "text/html", b"<p>Nothing here</p>", "https://post.example/x")
    )
    answers.insert(2, ("200 OK", "image/png", b"\x89PNG", "https://post.example/y"))
    for status, kind, data, url in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(data), http_headers=headers
            )
        )
    return bytes(buffer.getvalue())


def answer(
    data: bytes, kind: str = "response", headers: dict[str, str] | None = None, **stated: str
) -> bytes:
    """One record, packed."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    http = [("Content-Type", "text/html"), *(headers or {}).items()]
    writer.write_record(
        writer.create_warc_record(
            "https://post.example/7",
            kind,
            payload=io.BytesIO(data),
            http_headers=StatusAndHeaders("200 OK", http, protocol="HTTP/1.1")
            if kind != "resource"
            else None,
            warc_content_type="text/html; charset=cp1252" if kind == "resource" else "",
            warc_headers_dict={name.replace("_", "-"): value for name, value in stated.items()},
        )
    )
    return bytes(buffer.getvalue())


def read(source: Path | Input) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    return list(articles(find([source]), None, errors.append)), [str(error) for error in errors]


def saved(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "pages.warc"
    path.write_bytes(data)
    return path


def numbers(found: list[Article]) -> list[int]:
    return [int((each.url or "").rpartition("/")[2]) for each in found]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("seekable", [True, False])
def test_the_pages_that_were_answered_with(tmp_path: Path, packed: bool, seekable: bool) -> None:
    data = archive(packed)
    found, errors = read(saved(tmp_path, data) if seekable else Input("<s>", io.BytesIO(data)))
    assert numbers(found) == list(range(6))
    assert not errors
    assert found[0].title == "Pier 0"
    assert found[0].text.count("\n\n") == 7
    assert [each.origin.record for each in found if each.origin] == [1, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.99, 0.9, 0.75, 0.6])
def test_a_truncated_archive_keeps_what_is_whole_and_says_so(
    tmp_path: Path, packed: bool, share: float
) -> None:
    data = archive(packed)
    found, errors = read(saved(tmp_path, data[: int(len(data) * share)]))
    assert 1 <= len(found) < 6
    assert numbers(found) == list(range(len(found)))
    assert all(each.text.count("\n\n") == 7 for each in found)
    assert len(errors) == 1  # and not a second one for the same record
    assert "is cut short" in errors[0]


def test_truncated_at_every_byte_of_a_record_is_never_silent(tmp_path: Path) -> None:
    for packed, step in ((True, 23), (False, 311)):
        data = archive(packed, pages=2)
        whole = len(archive(packed, pages=1))
        for end in range(whole + 1, len(data) - 4, step):
            if data[end:].startswith((b"\x1f\x8b", b"WARC/")):
                continue  # between two records nothing is missing
            _, errors = read(saved(tmp_path, data[:end]))
            assert errors, f"cut at {end} of {len(data)}"


@pytest.mark.parametrize("packed", [True, False])
def test_a_flipped_bit_costs_one_record(tmp_path: Path, packed: bool) -> None:
    data = bytearray(archive(packed))
    data[int(len(data) * 0.6)] ^= 0x10
    found, errors = read(saved(tmp_path, bytes(data)))
    assert len(found) == 5
    assert len(errors) == 1
    assert "is damaged" in errors[0]


def test_bits_flipped_at_random_never_crash_nor_pass(tmp_path: Path) -> None:
    chance = random.Random(5)
    for packed in (True, False):
        whole = archive(packed, pages=3)
        texts = {each.text for each in read(saved(tmp_path, whole))[0]}
        for _ in range(25):
            data = bytearray(whole)
            data[chance.randrange(10, len(data))] ^= 1 << chance.randrange(8)
            found, errors = read(saved(tmp_path, bytes(data)))
            assert len(found) == 3 or errors
            assert {each.text for each in found} <= texts


@pytest.mark.parametrize("name", ["empty.warc", "empty.warc.gz"])
def test_an_empty_archive(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    assert read(path) == ([], [f"{path}: holds no text"])


@pytest.mark.parametrize("data", [b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n", b"WARC/" + b"x" * 9_000])
@pytest.mark.parametrize("packed", [True, False])
def test_what_only_begins_like_an_archive(tmp_path: Path, data: bytes, packed: bool) -> None:
    found, errors = read(saved(tmp_path, gzip.compress(data) if packed else data))
    assert not found
    assert errors


@pytest.mark.parametrize(
    ("headers", "data"),
    [({"Content-Encoding": "gzip"}, gzip.compress(body(7))), ({"Content-Encoding": "br"}, body(7))],
)
def test_an_answer_is_taken_out_of_what_it_was_sent_in(
    tmp_path: Path, headers: dict[str, str], data: bytes
) -> None:
    found, errors = read(saved(tmp_path, answer(data, headers=headers)))
    assert numbers(found) == [7]
    assert not errors


@pytest.mark.parametrize(
    ("data", "coding", "complaint"),
    [
        (gzip.compress(body(7))[:200], "gzip", "cut short"),
        (b"\x00\x01" * 99, "br", "damaged or cut short"),
        (b"%PDF-1.7 and so on", "identity", "looks like a PDF file"),
    ],
)
def test_an_answer_that_is_no_page_does_not_stop_the_others(
    tmp_path: Path, data: bytes, coding: str, complaint: str
) -> None:
    bad = answer(data, headers={"Content-Encoding": coding})
    found, (error,) = read(saved(tmp_path, bad + archive(True, pages=2)))
    assert numbers(found) == [0, 1]
    assert "record 1" in error
    assert complaint in error


def test_a_page_that_was_not_archived_whole_is_read_and_told(tmp_path: Path) -> None:
    data = answer(body(7)[:1_500], WARC_Truncated="length")
    (article,), (error,) = read(saved(tmp_path, data))
    assert article.text
    assert "record 1 was cut short when it was archived (https://post.example/7)" in error


def test_saved_pages_without_an_answer_are_read(tmp_path: Path) -> None:
    page = body(7).replace(b"Wim", b"Ren\xe9")
    (article,), errors = read(saved(tmp_path, answer(page, "resource")))
    assert "harbour master René Keel" in article.text
    assert not errors


@pytest.mark.parametrize("digest", ["blake9:00ff", "sha-1:AAAA", "sha256:ABCDE"])
def test_a_digest_that_cannot_be_checked_does_not_cost_the_page(
    tmp_path: Path, digest: str
) -> None:
    found, errors = read(saved(tmp_path, answer(body(7), WARC_Block_Digest=digest)))
    assert numbers(found) == [7]
    assert not errors


def test_an_archive_without_a_page_says_so(tmp_path: Path) -> None:
    found, (error,) = read(saved(tmp_path, archive(True, pages=0)))
    assert not found
    assert error.endswith("holds no page: none of its records (3) is one in HTML")


def test_a_page_without_an_article_is_told_with_its_address(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    page = io.BytesIO(b"<html></html>")
    writer.write_record(
        writer.create_warc_record("https://post.example/z", "response", page, http_headers=headers)
    )
    _, (error,) = read(saved(tmp_path, buffer.getvalue()))
    assert "record 1 holds no article (https://post.example/z)" in error
