import gzip
import importlib
import zlib
from typing import Any

import pytest
import zstandard

from sayso.reading import answers
from sayso.reading.answers import unpacked

brotli: Any = importlib.import_module("brotli")  # it has no types
PAGE = b"<html><p>The pier is closed, Wim Keel said.</p></html>" * 40
RAW = zlib.compressobj(wbits=-15)
BARE = RAW.compress(PAGE) + RAW.flush()


def chunked(body: bytes, size: int = 500, extension: bytes = b"") -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x%b\r\n%b\r\n" % (len(p), extension, p) for p in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "transfer", "content"),
    [
        (PAGE, "", ""),
        (PAGE, "identity", "identity"),
        (chunked(PAGE), "chunked", ""),
        (chunked(PAGE, 7, b";name=value"), "Chunked", ""),
        (gzip.compress(PAGE), "", "gzip"),
        (gzip.compress(PAGE), "", " X-GZIP "),
        (zlib.compress(PAGE), "", "deflate"),
        (BARE, "", "deflate"),
        (brotli.compress(PAGE), "", "br"),
        (zstandard.compress(PAGE), "", "zstd"),
        (chunked(gzip.compress(PAGE), 50), "chunked", "gzip"),
        (zlib.compress(gzip.compress(PAGE)), "", "gzip, deflate"),
    ],
)
def test_the_page_comes_out(body: bytes, transfer: str, content: str) -> None:
    assert unpacked(body, transfer, content) == PAGE


@pytest.mark.parametrize("content", ["gzip", "deflate", "br", "zstd", "no-such"])
def test_what_was_unpacked_before_it_was_archived_stays(content: str) -> None:
    assert unpacked(PAGE, "chunked", content) == PAGE


@pytest.mark.parametrize(
    ("body", "transfer", "content", "complaint"),
    [
        (chunked(PAGE)[:-400], "chunked", "", "is cut short"),
        (b"10\r\nThe pier is clos\r\n", "chunked", "", "is cut short"),
        (gzip.compress(PAGE)[:-9], "", "gzip", "is cut short"),
        (b"\x00" * 50, "", "gzip", "is damaged"),
        (b"\xff" * 50, "", "deflate", "is damaged"),
        (brotli.compress(PAGE)[:-5], "", "br", "is damaged or cut short"),
        (zstandard.compress(PAGE)[:-4], "", "zstd", "is damaged or cut short"),
        (b"\x00" * 50, "", "no-such", "is packed in a way that is not known here: no-such"),
    ],
)
def test_what_is_not_whole_says_so(
    body: bytes, transfer: str, content: str, complaint: str
) -> None:
    body = body.replace(b"<", b"\x01") if transfer else body  # markup would be taken as it is
    with pytest.raises(ValueError, match=complaint):
        unpacked(body, transfer, content)


@pytest.mark.parametrize("content", ["gzip", "br", "zstd"])
def test_a_bomb_is_bounded(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MAX_BYTES", 1_000_000)
    pack = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}[content]
    with pytest.raises(ValueError, match="unpacks to more than 1 MB"):
        unpacked(pack(bytes(5_000_000)), "", content)
