"""How fast pages, archives and exports are read, beside the bare libraries for that.

Each form is read in turn by Sayso and by the library that does the heaviest part
of the work, over the same bytes, in seconds of the processor. The pages are made
up here: half of them state their facts in JSON-LD, half do not.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import tempfile
import time
from base64 import b32encode
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.tables import Table
from sayso.reading import Input, articles, find
from sayso.reading.formats import read as read_raw
from sayso.reading.inputs import opened
from sayso.reading.raw import Options

PAGES: Final = 150
_TIMES: Final = 20
"""How many times as many records as pages there are, where only records are read."""
LIMIT: Final = 1.25
"""How many times as long as the bare library Sayso may take."""
_WORDS: Final = (
    "the council mayor said that library ferry would close after vote because county budget of"
    " harbour and pier in lamps on Monday people from town who had asked for it to be heard"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One form: seconds of the best turn of each side, over so many records and bytes."""

    form: str
    records: int
    size: int
    sayso: float
    bare: float
    peer: str

    @property
    def ratio(self) -> float:
        """How many times as long Sayso takes."""
        return self.sayso / self.bare

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        return (
            self.form,
            f"{self.records / self.sayso:,.0f}",
            f"{self.size / self.sayso / 1e6:,.1f}",
            self.peer,
            f"{self.records / self.bare:,.0f}",
            f"{self.ratio:.2f}",
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """All forms."""

    rows: tuple[Row, ...]

    def table(self) -> Table:
        """A row for each form."""
        return Table(
            title="Reading alone, one thread",
            headings=("form", "pages/s", "MB/s", "beside", "its pages/s", "times its time"),
            rows=tuple(row.cells() for row in self.rows),
            notes=(f"Aim for HTML and WARC: at most {LIMIT} times the time of the bare library.",),
        )

    def to_dict(self) -> list[dict[str, Any]]:
        """Plain JSON types; times in seconds, sizes in bytes."""
        return [asdict(row) | {"ratio": row.ratio} for row in self.rows]


def measure(turns: int, tell: Callable[[str], None], pages: int = PAGES) -> Reading:
    """Measure all forms."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for row in _measure(Path(folder), pages, turns):
            tell(f"reading: {row.form}: {row.ratio:.2f} times the time of {row.peer}")
            rows.append(row)
    return Reading(tuple(rows))


def _measure(folder: Path, count: int, turns: int) -> Iterator[Row]:
    made = [page(number) for number in range(count)]
    for number, content in enumerate(made):
        (folder / f"{number:05}.html").write_bytes(content)
    size = sum(map(len, made))
    inputs = find([folder])
    yield _row(
        "HTML, text alone",
        count,
        size,
        turns,
        lambda: _raw(inputs),
        lambda: _bare(made),
        "trafilatura",
    )
    yield _row(
        "HTML, finished articles",
        count,
        size,
        turns,
        lambda: _whole(inputs),
        lambda: _bare(made),
        "trafilatura",
    )
    archive = folder / "pages.warc.gz"
    archive.write_bytes(b"".join(records(made)))
    source = [Input(str(archive))]
    yield _row(
        "WARC.gz, text alone",
        count,
        size,
        turns,
        lambda: _raw(source),
        lambda: _bare_warc(archive),
        "fastwarc + trafilatura",
    )
    # Records alone take so little that only many of them tell anything.
    long = folder / "long.warc.gz"
    long.write_bytes(archive.read_bytes() * _TIMES)
    yield _row(
        "WARC.gz, records alone",
        count * _TIMES,
        size * _TIMES,
        turns,
        lambda: _warc_records(long),
        lambda: _warc_alone(long),
        "fastwarc, digests, decoded",
    )
    export = folder / "export.jsonl"
    with export.open("w", encoding="utf-8") as file:
        for number in range(count * _TIMES):
            file.write(json.dumps({"title": f"Story {number}", "text": story(number)}) + "\n")
    lines = [Input(str(export))]
    size = export.stat().st_size
    yield _row(
        "JSONL, records alone",
        count * _TIMES,
        size,
        turns,
        lambda: _raw(lines),
        lambda: _bare_json(export),
        "json.loads by line",
    )
    yield _row(
        "JSONL, finished articles",
        count * _TIMES,
        size,
        turns,
        lambda: _whole(lines),
        lambda: _bare_json(export),
        "json.loads by line",
    )


def _row(
    form: str,
    records: int,
    size: int,
    turns: int,
    ours: Callable[[], int],
    theirs: Callable[[], int],
    peer: str,
) -> Row:
    best = [float("inf"), float("inf")]
    for _ in range(turns):
        for side, work in enumerate((ours, theirs)):
            start = time.process_time()
            done = work()
            best[side] = min(best[side], time.process_time() - start)
            if done != records:
                raise RuntimeError(f"{form}: {done} of {records} records were read")
    return Row(form, records, size, best[0], best[1], peer)


def _raw(inputs: list[Input]) -> int:
    """Reading alone: bytes to the text of articles, neither cleaned nor looked up."""
    count = 0
    for each in inputs:
        with opened(each) as document:
            count += sum(1 for _ in read_raw(document, Options()))
    return count


def _whole(inputs: list[Input]) -> int:
    return sum(1 for _ in articles(inputs))


def _bare(pages: list[bytes]) -> int:
    from trafilatura import bare_extraction

    found = (bare_extraction(page, with_metadata=True, include_comments=False) for page in pages)
    return sum(document is not None for document in found)


def _bare_warc(path: Path) -> int:
    from fastwarc import ArchiveIterator, WarcRecordType

    with path.open("rb") as file:
        records = ArchiveIterator(file, record_types=WarcRecordType.response, verify_digests=True)
        return _bare([record.reader.read() for record in records])


def _warc_alone(path: Path) -> int:
    from fastwarc import ArchiveIterator, WarcRecordType

    with path.open("rb") as file:
        records = ArchiveIterator(file, record_types=WarcRecordType.response, verify_digests=True)
        return sum(1 for record in records if record.reader.read().decode())


def _warc_records(path: Path) -> int:
    from sayso.reading.warc import pages

    with opened(Input(str(path))) as document:
        return sum(1 for _ in pages(document, Options()))


def _bare_json(path: Path) -> int:
    with path.open(encoding="utf-8") as file:
        return sum(1 for line in file if json.loads(line)["text"])


def story(seed: int) -> str:
    """Made-up paragraphs, always the same for a seed."""
    chance = random.Random(seed)
    words = _WORDS.split()
    return "\n\n".join(
        " ".join(chance.choice(words) for _ in range(40)).capitalize() + "." for _ in range(12)
    )


def page(seed: int) -> bytes:
    """A page with such a story, among menus and scripts."""
    data = {
        "@type": "NewsArticle",
        "headline": f"Story {seed}",
        "author": {"name": "Ada Quill"},
        "datePublished": "2024-03-04T08:00:00Z",
        "publisher": {"name": "The Post"},
    }
    linked = f'<script type="application/ld+json">{json.dumps(data)}</script>' if seed % 2 else ""
    links = "".join(f'<li><a href="/{n}">Link number {n} to a page</a></li>' for n in range(60))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in story(seed).split("\n\n"))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Story {seed}</title>'
        f'<meta property="og:site_name" content="The Post">{linked}<style>{"a{b:c}" * 400}</style>'
        f"<script>{'var x = 1;' * 1_500}</script></head><body><nav><ul>{links}</ul></nav>"
        f'<main><article><h1>Story {seed}</h1><time datetime="2024-03-04">4 March</time>{body}'
        f"</article></main><aside><ul>{links}</ul></aside><footer>{links}</footer></body></html>"
    ).encode()


def records(pages: list[bytes], first: int = 0) -> Iterator[bytes]:
    """A packed WARC record for each page, with the digest that archives carry."""
    for number, content in enumerate(pages, first):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
        digest = b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
        header = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"WARC-Target-URI: https://post.example/{number}\r\nWARC-Date: 2024-03-04T00:00:00Z\r\n"
            f"WARC-Block-Digest: sha1:{digest}\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
            file.write(header.encode() + block + b"\r\n\r\n")
        yield packed.getvalue()
