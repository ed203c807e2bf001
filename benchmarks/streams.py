"""``python -m benchmarks.streams``: what memory it takes to read an archive or export of any size.

Writes a made WARC.gz or JSONL of so many megabytes (unpacked) to a temporary folder, reads it in a
process of its own, and prints articles, time and the most memory held after each tenth of it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from benchmarks.reading import page, records, story

_BATCH: Final = 50
_STEPS: Final = 10


class Form(StrEnum):
    """What to write and read."""

    WARC = "warc"
    JSONL = "jsonl"


def main(
    form: Annotated[Form, typer.Argument(help="What to write and read.")],
    megabytes: Annotated[int, typer.Option(min=1, help="How much of it, unpacked.")] = 1000,
    model: Annotated[bool, typer.Option(help="Also extract the statements.")] = False,
    existing: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """Memory over time while one large file is read."""
    if existing:
        _read(existing, form, megabytes, model)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"made.{'warc.gz' if form is Form.WARC else 'jsonl'}")
        count = _write(path, form, megabytes * 1_000_000)
        print(f"{path.name}: {count:,} records, {path.stat().st_size / 1e6:,.0f} MB on disk")
        given = [form.value, "--megabytes", str(count), "--existing", str(path)]
        subprocess.run(
            [sys.executable, "-m", "benchmarks.streams", *given, *["--model"] * model], check=True
        )


def _write(path: Path, form: Form, size: int) -> int:
    """Fill the file with so many bytes, before packing; gives the number of records."""
    count = written = 0
    with path.open("wb") as file:
        while written < size:
            if form is Form.WARC:
                made = [page(number) for number in range(count, count + _BATCH)]
                written += sum(map(len, made))
                file.writelines(records(made, count))
            else:
                lines = [
                    json.dumps({"title": f"Story {number}", "text": story(number)}) + "\n"
                    for number in range(count, count + _BATCH)
                ]
                written += sum(map(len, lines))
                file.write("".join(lines).encode())
            count += _BATCH
    return count


def _read(path: Path, form: Form, count: int, model: bool) -> None:
    import sayso
    from sayso import reading

    began = time.perf_counter()
    articles = sayso.read(path) if model else reading.articles(reading.find([path]))
    step = max(count // _STEPS, 1)
    number = 0
    for number, _ in enumerate(articles, 1):
        if number % step == 0:
            _tell(form, number, began)
    if number != count:
        raise SystemExit(f"{number:,} of {count:,} records were read")


def _tell(form: Form, number: int, began: float) -> None:
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{form.value}: {number:>9,} articles, {time.perf_counter() - began:>6,.0f} s,"
        f" most memory so far {held:,.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    typer.run(main)
