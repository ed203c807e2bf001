"""Archives → the documents in them, a piece at a time, within bounds."""

from __future__ import annotations

import bz2
import io
import lzma
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any, Final, cast

from sayso.errors import InputError
from sayso.reading.bounds import DEEPEST
from sayso.reading.finding import is_wanted
from sayso.reading.inputs import MAX_BYTES, Opened, Stream, why

_PIECE: Final = 1 << 16
_ZSTD_PIECE: Final = 1 << 10
"""Packed bytes at a time: zstd gives no bound on what comes out, at most 128 KB for every 4."""
_WINDOW: Final = 1 << 27
_CUT: Final = "is cut short: the packed data ends in the middle"
_DAMAGED: Final = "is damaged: the packed data makes no sense from some point on"
_OFFICE: Final = "[Content_Types].xml"
_KIND: Final = "mimetype"
"""In a document that is a zip archive: the file that says what it is."""


def ungzip(source: Opened) -> Iterator[Opened]:
    """The document that gzip packed, of one or several members."""
    # 47: gzip or zlib, told apart by the header.
    return _single(source, lambda: zlib.decompressobj(wbits=47), (".gz", ".gzip"))


def unbzip2(source: Opened) -> Iterator[Opened]:
    """The document that bzip2 packed."""
    return _single(source, bz2.BZ2Decompressor, (".bz2",))


def unxz(source: Opened) -> Iterator[Opened]:
    """The document that xz packed."""
    return _single(source, lambda: lzma.LZMADecompressor(memlimit=_WINDOW), (".xz",))


def unzstd(source: Opened) -> Iterator[Opened]:
    """The document that zstd packed, of one or several frames."""
    import zstandard

    def start() -> Any:  # noqa: ANN401  # the types of four libraries with one habit
        return zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()

    return _single(source, start, (".zst", ".zstd"), _ZSTD_PIECE)


def untar(source: Opened) -> Iterator[Opened | InputError]:
    """The files in a tar archive, read from front to back."""
    deeper = _deeper(source)
    last = ""
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", source.stream), mode="r|") as archive:
            for info in archive:
                last = info.name
                if info.isfile() and is_wanted(info.name) and (file := archive.extractfile(info)):
                    stream = _spending(_named_stream(file.read, info.name), source)
                    yield replace(
                        deeper, stream=stream, member=_inner(source, info.name), hint=None
                    )
    except (tarfile.TarError, OSError, ValueError, EOFError, zlib.error) as error:
        where = f" behind {last}" if last else ""
        reason = str(error) if not isinstance(error, OSError) else why(error)
        if source.stream.fault is None:
            yield source.error(f"is a damaged tar archive{where}: {reason}")


def unzip(source: Opened) -> Iterator[Opened | InputError]:
    """The files in a zip archive."""
    deeper = _deeper(source)
    try:
        with _whole(source) as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if _OFFICE in names or _KIND in names:
                is_open = _KIND in names
                what = "a book (EPUB) or an OpenDocument" if is_open else "an Office document"
                raise source.error(f"looks like {what}; save its text as a plain file")
            for info in archive.infolist():
                if info.is_dir() or not is_wanted(info.filename):
                    continue
                member = _inner(source, info.filename)
                if info.flag_bits & 1:
                    yield InputError(f"{source.path} ({member})", "is encrypted; unpack it first")
                    continue
                try:
                    entry = archive.open(info)
                except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
                    yield InputError(f"{source.path} ({member})", f"cannot be unpacked: {error}")
                    continue
                with entry:
                    stream = _spending(_named_stream(entry.read, info.filename), source)
                    yield replace(deeper, stream=stream, member=member, hint=None)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        if source.stream.fault is None:
            yield source.error(
                f"is cut short or a damaged zip archive, which has its directory at its end:"
                f" {str(error).lower() or type(error).__name__}; fetch or copy it again"
            )


def _single(
    source: Opened, start: Callable[[], Any], suffixes: tuple[str, ...], piece: int = _PIECE
) -> Iterator[Opened]:
    """The one document behind a decompressor that may have to start anew in the middle."""
    deeper = _deeper(source)
    stream = Stream(lambda _: b"")
    packed = source.stream

    def unpacked() -> Iterator[bytes]:
        decoder, fed = start(), False
        rest = b""
        while True:
            data = rest or packed.read1(piece)
            if not data:
                if fed:
                    stream.fault = packed.fault or _CUT
                return
            if not fed and not data.strip(b"\0"):  # padding behind the last member
                rest = b""
                continue
            fed = True
            try:
                out = decoder.decompress(data, _PIECE) if piece == _PIECE else _all(decoder, data)
            except Exception as error:  # each library has its own
                if isinstance(error, InputError | OSError | MemoryError):
                    raise
                stream.fault = _DAMAGED
                return
            yield out
            rest = getattr(decoder, "unconsumed_tail", b"") or b""
            while not rest and not getattr(decoder, "needs_input", True) and not decoder.eof:
                yield decoder.decompress(b"", _PIECE)
            if decoder.eof:
                rest = decoder.unused_data
                decoder, fed = start(), False

    pieces = (each for each in unpacked() if each)

    def pull(_: int) -> bytes:
        out = next(pieces, b"")
        source.budget.spend(len(out))
        return out

    stream.pull = pull
    name = source.name
    for suffix in suffixes:
        name = name[: -len(suffix)] if name.lower().endswith(suffix) else name
    if source.name.lower().endswith(".tgz"):
        name = source.name[:-4] + ".tar"
    yield replace(deeper, stream=stream, hint=name)


def _all(decoder: Any, data: bytes) -> bytes:  # noqa: ANN401
    return bytes(decoder.decompress(data))


def _deeper(source: Opened) -> Opened:
    if source.depth >= DEEPEST:
        raise source.error(f"is packed more than {DEEPEST} times over; unpack it first")
    return replace(source, depth=source.depth + 1)


def _inner(source: Opened, name: str) -> str:
    return f"{source.member}/{name}" if source.member else name


def _named_stream(read: Callable[[int], bytes], name: str) -> Callable[[int], bytes]:
    """``read`` with the complaints of an archive's library as errors of the input."""

    def pull(size: int) -> bytes:
        try:
            return read(min(size, _PIECE))
        except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, ValueError) as error:
            raise InputError(name, f"is damaged or cut short: {error}") from error

    return pull


def _spending(pull: Callable[[int], bytes], source: Opened) -> Stream:
    def counted(size: int) -> bytes:
        piece = pull(size)
        source.budget.spend(len(piece))
        return piece

    return Stream(counted)


def _whole(source: Opened) -> IO[bytes]:
    """A zip archive's directory stands at its end: the whole of it, as a file to seek in."""
    if source.stream.seekable is not None:
        source.budget.read += source.stream.seekable.seek(0, io.SEEK_END)
        source.stream.seekable.seek(0)
        return io.BufferedReader(_Borrowed(source.stream.seekable))
    file = tempfile.SpooledTemporaryFile(max_size=MAX_BYTES // 4)  # noqa: SIM115
    shutil.copyfileobj(cast("IO[bytes]", source.stream), file, _PIECE)
    file.seek(0)
    return cast("IO[bytes]", file)


class _Borrowed(io.RawIOBase):
    """A file that is not closed with the archive that is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
