import codecs
import gzip
import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.reading.decoding import decode


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"%PDF-1.7\n...", "looks like a PDF file; save its text as a plain UTF-8 file"),
        (b"PK\x03\x04....", "looks like a ZIP archive or an Office document"),
        (b"{\\rtf1 Hello}", "looks like an RTF document"),
        (gzip.compress(b"Hello there."), "looks like gzip-compressed data; unpack it first"),
        (b"\x89PNG\r\n\x1a\n", "looks like a PNG image"),
        (b"\n<!DOCTYPE html><p>Hello", "looks like an HTML page"),
        (codecs.BOM_UTF8 + b"<HTML>", "looks like an HTML page"),
        (codecs.BOM_UTF16_LE + "Hi".encode("utf-16-le"), "is UTF-16 text; convert it: iconv"),
        (codecs.BOM_UTF32_LE + "Hi".encode("utf-32-le"), "is UTF-32 text"),
        ("He said so.".encode("utf-16-le"), "looks like UTF-16LE text"),
        ("He said so.".encode("utf-16-be"), "looks like UTF-16BE text"),
        (bytes(5000), "looks like binary data"),
        (random.Random(7).randbytes(5000), "looks like binary data"),
        ("Kafé said no.".encode("latin-1"), "byte 0xe9 at position 3, line 1"),
        ("One.\n“Two”".encode("cp1252"), "byte 0x93 at position 5, line 2"),
        (codecs.BOM_UTF8 + b"ab\xff", "byte 0xff at position 5, line 1"),
        ("Так сказал он.".encode("cp1251"), "convert it: iconv"),
        (b"\xed\xa0\x80 half a pair", "byte 0xed at position 0"),
        ("cut in the middle of é".encode()[:-1], "byte 0xc3 at position 21"),
    ],
)
def test_refuses_what_is_not_utf_8_text_and_says_what_it_is(data: bytes, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        decode("some story", data)
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("some story: ")


def test_the_advice_can_be_pasted_into_a_shell() -> None:
    with pytest.raises(InputError, match=r"-t UTF-8 'it'\"'\"'s; rm x\.txt' > converted\.txt"):
        decode("it's; rm x.txt", b"caf\xe9")


@pytest.mark.parametrize(
    "text", ["", "plain", "“Ünïcode” — 日本 😀", "a few \0 NULs \0 are text all the same"]
)
def test_utf_8_comes_back_as_it_is(text: str) -> None:
    assert decode("story", text.encode()) == text
    assert decode("story", codecs.BOM_UTF8 + text.encode()) == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    with suppress(InputError):
        assert decode("story", data).encode() == data.removeprefix(codecs.BOM_UTF8)
