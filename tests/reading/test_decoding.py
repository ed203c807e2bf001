import codecs
import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.reading.decoding import decode

RUSSIAN = (
    "Мэр города заявила в понедельник, что библиотека на улице Вязов закроется в конце мая,"
    " после обсуждения, которое продолжалось до полуночи. «Мы будем жаловаться», — сказал он."
)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"%PDF-1.7\n...", "looks like a PDF file; save its text as a plain UTF-8 file"),
        (b"{\\rtf1 Hello}", "looks like an RTF document"),
        (b"\x89PNG\r\n\x1a\n", "looks like a PNG image"),
        (bytes(5000), "looks like binary data"),
        (random.Random(7).randbytes(5000), "looks like binary data"),
    ],
)
def test_refuses_what_is_no_text_and_says_what_it_is(data: bytes, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        decode("some story", data)
    assert complaint in str(caught.value)
    assert str(caught.value).startswith("some story: ")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF16_LE + "“Hi”".encode("utf-16-le"), "“Hi”"),
        (codecs.BOM_UTF16_BE + "“Hi”".encode("utf-16-be"), "“Hi”"),
        (codecs.BOM_UTF32_LE + "“Hi”".encode("utf-32-le"), "“Hi”"),
        ("He said so.".encode("utf-16-le"), "He said so."),
        ("He said so.".encode("utf-16-be"), "He said so."),
        ("Kafé said no.".encode("latin-1"), "Kafé said no."),
        ("One.\n“Two” – three".encode("cp1252"), "One.\n“Two” – three"),
        ("“UTF-8” and ".encode() + "“not”".encode("cp1252"), "“UTF-8” and “not”"),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (b"\x81 has no character", "\x81 has no character"),
    ],
)
def test_what_is_not_utf_8_is_told_by_its_looks(data: bytes, text: str) -> None:
    assert decode("story", data) == text


@pytest.mark.parametrize(
    ("declared", "data", "text"),
    [
        ("koi8-r", "Да, сказал он.".encode("koi8-r"), "Да, сказал он."),
        ("iso-8859-1", "“Yes”".encode("cp1252"), "“Yes”"),  # as browsers read it
        ("shift_jis", "“Né”".encode(), "“Né”"),  # valid UTF-8 is UTF-8
        ("no such thing", "Kafé".encode("cp1252"), "Kafé"),
        ("base64", "Kafé".encode("cp1252"), "Kafé"),
    ],
)
def test_what_is_declared(declared: str, data: bytes, text: str) -> None:
    assert decode("story", data, declared) == text


@pytest.mark.parametrize(
    "text", ["", "plain", "“Ünïcode” — 日本 😀", "a few \0 NULs \0 are text all the same"]
)
def test_utf_8_comes_back_as_it_is(text: str) -> None:
    assert decode("story", text.encode()) == text
    assert decode("story", codecs.BOM_UTF8 + text.encode()) == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    with suppress(InputError):
        decode("story", data).encode()
