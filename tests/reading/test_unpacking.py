import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import zstandard

from sayso.errors import InputError
from sayso.reading import Input, articles, bounds, find
from sayso.records import Article

STORIES = [f"Story {n}: “No,” said Quill to {n} reporters." for n in range(2_000)]
LINES = "".join(json.dumps({"text": story}) + "\n" for story in STORIES).encode()
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.compress,
}


def read(source: Path | Input) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    return list(articles(find([source]), None, errors.append)), [str(error) for error in errors]


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(**files: bytes) -> bytes:
    return _tarred("w", files)


def tarred_and_packed(**files: bytes) -> bytes:
    return _tarred("w:gz", files)


def _tarred(mode: str, files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


@pytest.mark.parametrize("suffix", PACKERS)
def test_packed_files_are_read_as_what_is_in_them(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"stories.jsonl.{suffix}"
    path.write_bytes(PACKERS[suffix](LINES))
    found, errors = read(path)
    assert [each.text for each in found] == STORIES
    assert not errors


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_file_cut_in_the_middle_keeps_what_came_before(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"stories.jsonl.{suffix}"
    packed = PACKERS[suffix](LINES)
    path.write_bytes(packed[: len(packed) // 2])
    found, (error,) = read(path)
    assert [each.text for each in found] == STORIES[: len(found)]
    assert found or suffix in ("bz2", "xz", "zst")  # one block is all or nothing there
    assert "is cut short: the packed data ends in the middle" in error


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("size", [6, 12])
def test_nothing_is_claimed_to_be_read_where_nothing_was(
    tmp_path: Path, suffix: str, size: int
) -> None:
    path = tmp_path / f"stories.jsonl.{suffix}"
    path.write_bytes(PACKERS[suffix](LINES)[:size])
    found, (error,) = read(path)
    assert not found
    assert "was read" not in error


def test_damage_in_the_middle_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "stories.jsonl.gz"
    packed = bytearray(gzip.compress(LINES))
    packed[len(packed) // 2 :][:40] = bytes(40)
    packed[len(packed) // 2 : len(packed) // 2 + 400] = random.Random(1).randbytes(400)
    path.write_bytes(packed)
    found, errors = read(path)
    assert len(found) > 100
    assert any("is damaged" in error for error in errors)


def test_several_members_are_one_file() -> None:
    half = len(STORIES) // 2
    parts = LINES.splitlines(keepends=True)
    data = (
        gzip.compress(b"".join(parts[:half])) + gzip.compress(b"".join(parts[half:])) + bytes(512)
    )
    found, errors = read(Input("<stdin>", io.BytesIO(data)))
    assert len(found) == len(STORIES)
    assert not errors


@pytest.mark.parametrize("pack", [zipped, tarred, tarred_and_packed])
@pytest.mark.parametrize("seekable", [True, False])
def test_archives_of_files(tmp_path: Path, pack: Callable[..., bytes], seekable: bool) -> None:
    data = pack(
        **{
            "a.txt": b"One, said Quill.",
            "deep/b.jsonl.gz": gzip.compress(b'{"text": "Two, said Quill."}\n'),
            "inner.zip": zipped(**{"c.txt": b"Three, said Quill."}),
            "picture.png": b"\x89PNG",
            "__MACOSX/a.txt": b"junk",
            ".hidden.txt": b"junk",
        }
    )
    path = tmp_path / "stories.archive"
    path.write_bytes(data)
    found, errors = read(path if seekable else Input(str(path), io.BytesIO(data)))
    assert [each.text for each in found] == [f"{n}, said Quill." for n in ("One", "Two", "Three")]
    members = [each.origin.member for each in found if each.origin]
    assert members == ["a.txt", "deep/b.jsonl.gz", "inner.zip/c.txt"]
    assert {each.origin.path for each in found if each.origin} == {str(path)}
    assert not errors


def test_a_bad_file_in_an_archive_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "stories.zip"
    path.write_bytes(zipped(**{"a.txt": b"", "b.txt": b"Yes, said Quill."}))
    (article,), errors = read(path)
    assert article.text == "Yes, said Quill."
    assert errors == [f"{path} (a.txt): holds no text"]


def test_a_member_with_a_wrong_checksum_is_told(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "Yes, said Quill.")
        archive.writestr("b.txt", "No, said Strand.")
    path = tmp_path / "stories.zip"
    path.write_bytes(buffer.getvalue().replace(b"Yes", b"Yas", 1))
    found, (error,) = read(path)
    assert found[-1].text == "No, said Strand."
    assert error.startswith(f"{path} (a.txt): is damaged or cut short")


def test_a_tar_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "stories.tar"
    data = tarred(**{"a.txt": b"Yes, said Quill.", "b.txt": b"x" * 9_000})
    path.write_bytes(data[:3_000])
    found, errors = read(path)
    assert found[0].text == "Yes, said Quill."
    assert errors


def test_a_zip_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "stories.zip"
    path.write_bytes(zipped(**{"a.txt": b"Yes, said Quill."})[:-30])
    found, (error,) = read(path)
    assert not found
    assert "is cut short or a damaged zip archive" in error


def test_a_document_that_is_a_zip_inside(tmp_path: Path) -> None:
    path = tmp_path / "story.docx"
    path.write_bytes(zipped(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    assert "looks like an Office document" in read(path)[1][0]


@pytest.mark.parametrize(
    "kind", ["application/epub+zip", "application/vnd.oasis.opendocument.text"]
)
def test_a_book_or_a_document_is_no_archive_of_stories(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(zipped(mimetype=kind.encode(), **{"content.xml": b"<x/>"}))
    found, (error,) = read(path)
    assert not found
    assert "looks like a book (EPUB) or an OpenDocument" in error


@pytest.mark.parametrize("suffix", ["gz", "bz2", "xz", "zst", "zip", "tgz"])
def test_a_bomb_is_bounded_and_refused(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "FREE", 1_000_000)
    filling = b"word " * 1_000_000
    packers: dict[str, Callable[[bytes], bytes]] = {
        **PACKERS,
        "zip": lambda data: zipped(**{"a.txt": b"Yes.", "b.txt": data, "c.txt": data}),
        "tgz": lambda data: tarred_and_packed(**{"a.txt": b"Yes.", "b.txt": data, "c.txt": data}),
    }
    path = tmp_path / f"bomb.txt.{suffix}"
    path.write_bytes(packers[suffix](filling))
    found, (error,) = read(path)
    assert "unpacks to more than 1 MB and over 100 times its size" in error
    assert "unpack it yourself" in error
    assert [each.text for each in found] == (["Yes."] if suffix in ("zip", "tgz") else [])


def test_archives_in_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = b"Yes, said Quill."
    for _ in range(10):
        data = gzip.compress(data)
    path = tmp_path / "deep.gz"
    path.write_bytes(data)
    found, (error,) = read(path)
    assert not found
    assert "packed more than 4 times over" in error


def test_bytes_changed_at_random_never_crash() -> None:
    chance = random.Random(11)
    files = {"a.txt": b"Yes, said Quill.", "b.jsonl": LINES[:2_000]}
    wholes = [zipped(**files), tarred(**files), *(pack(LINES[:3_000]) for pack in PACKERS.values())]
    for whole in wholes:
        for _ in range(40):
            data = bytearray(whole)
            for _ in range(chance.randrange(1, 6)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            del data[chance.randrange(len(data)) :]
            with suppress(InputError):
                read(Input("<stdin>", io.BytesIO(bytes(data))))
